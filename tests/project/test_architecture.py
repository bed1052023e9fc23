"""The import contracts between rings and contexts are kept."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_import_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert result.returncode == 0, result.stdout


def test_the_domain_imports_only_the_standard_library_numpy_snowballstemmer_and_ada_url() -> None:
    allowed = sys.stdlib_module_names | {"numpy", "snowballstemmer", "ada_url", "gifter_domain"}
    imported = {
        (path.name, name.split(".")[0])
        for path in (ROOT / "src" / "gifter_domain").rglob("*.py")
        for name in _imports(ast.parse(path.read_text()))
    }

    assert [found for found in imported if found[1] not in allowed] == []


def test_every_context_of_use_cases_is_in_the_independence_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    independent = {
        module
        for contract in contracts["contracts"]
        if contract["type"] == "independence"
        for module in contract["modules"]
    }
    contexts = (ROOT / "src" / "gifter_app" / "use_cases").glob("*/__init__.py")

    assert {f"gifter_app.use_cases.{one.parent.name}" for one in contexts} <= independent


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_domain_reads_no_clock_and_no_randomness() -> None:
    forbidden = ("datetime.now", "date.today", "time.time", "uuid4", "import random", "np.random")
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in (ROOT / "src" / "gifter_domain").rglob("*.py")
        for word in forbidden
        if word in path.read_text()
    ]

    assert found == []
