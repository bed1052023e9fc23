"""The guide for newcomers names files that exist, and leaves no feature out."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src"
GUIDE = (ROOT / "docs" / "where-things-live.md").read_text()
_PATH = re.compile(r"`([^`<>\s]*/[^`<>\s]*)`")


def _named() -> set[str]:
    return set(_PATH.findall(GUIDE))


def test_every_path_in_the_guide_exists() -> None:
    assert [path for path in sorted(_named()) if not (ROOT / path).exists()] == []


def test_every_context_of_the_domain_is_in_the_guide() -> None:
    contexts = {f.parent for f in (SOURCES / "gifter_domain").glob("*/*.py")}
    named = {ROOT / path for path in _named()}
    covered = {context for context in contexts if any(p.is_relative_to(context) for p in named)}

    assert contexts - covered == set()


def test_every_route_and_command_module_is_in_the_guide() -> None:
    folders = (SOURCES / "gifter_app" / "http" / "routes", SOURCES / "gifter_cli")
    modules = {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in folder.glob("*.py")
        if path.name != "__init__.py"
    }

    assert modules - _named() == set()
