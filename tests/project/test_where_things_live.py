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


def test_every_http_context_and_command_module_is_in_the_guide() -> None:
    http = SOURCES / "gifter_app" / "http"
    contexts = {f.parent for f in http.glob("*/__init__.py")}
    commands = {f for f in (SOURCES / "gifter_cli").glob("*.py") if f.name != "__init__.py"}
    named = [ROOT / path for path in _named()]

    assert {
        context for context in contexts if not any(p.is_relative_to(context) for p in named)
    } == set()
    assert commands - set(named) == set()
