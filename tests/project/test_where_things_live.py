"""The guide docs/where-things-live.md names existing files and covers every feature."""

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


def test_every_http_context_is_wired_and_in_the_guide() -> None:
    contexts = {f.parent.name for f in (SOURCES / "gifter_app" / "http").glob("*/router.py")}
    rows = {row.split("|")[1].strip(" `") for row in GUIDE.splitlines() if row.startswith("| `")}

    assert contexts - {"pages"} - rows == set()


def test_a_row_of_the_guide_names_at_most_three_paths() -> None:
    crowded = [row for row in GUIDE.splitlines() if len(_PATH.findall(row)) > 3]

    assert crowded == []
