"""docs/testing.md has a row for each builder, and names only files that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILDERS = ROOT / "tests" / "builders"
_ROW = re.compile(r"^\| `(?P<module>\w+/\w+\.py)` \|", re.MULTILINE)


def test_every_builder_has_a_row() -> None:
    rows = _ROW.findall((ROOT / "docs" / "testing.md").read_text())
    modules = [str(path.relative_to(BUILDERS)) for path in BUILDERS.rglob("*.py")]

    assert sorted(rows) == sorted(modules)


def test_every_folder_of_tests_is_described() -> None:
    guide = (ROOT / "docs" / "testing.md").read_text()
    folders = [path.name for path in (ROOT / "tests").iterdir() if any(path.rglob("*.py"))]

    assert [name for name in folders if f"`tests/{name}`" not in guide] == []
