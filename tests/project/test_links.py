"""Links between documents point to files that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"\]\((?!\w+:|#)(?P<target>[^)#\s]+)")


def _documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_relative_links_point_to_files_that_exist() -> None:
    broken = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in _documents()
        for target in _LINK.findall(document.read_text())
        if not (document.parent / target).exists()
    ]

    assert broken == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    decisions = ROOT / "docs" / "decisions"
    listed = _LINK.findall((decisions / "README.md").read_text())

    assert sorted(set(listed)) == sorted(path.name for path in decisions.glob("0*.md"))
