"""docs/errors.md lists every error code that a caller may get, once and with its status."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import gifter_adapters
import gifter_app
import gifter_cli
import gifter_domain
from gifter_app.http.errors import FRAMEWORK_CODES, status_of
from gifter_domain.shared.errors import GifterError

DOCUMENT = Path(__file__).parents[2] / "docs" / "errors.md"
_ROW = re.compile(r"^\| `(?P<code>[a-z_]+)` \| (?P<status>\d{3}) \|", re.MULTILINE)
_COMMAND_ROW = re.compile(r"^\| `(?P<code>[a-z_]+)` \| exit 1 \|", re.MULTILINE)
_OF_COMMANDS = ("gifter_cli.", "gifter_app.serving")  # raised outside of requests


def _import_everything() -> None:
    for package in (gifter_domain, gifter_adapters, gifter_app, gifter_cli):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)


def _kinds(root: type[GifterError]) -> Iterator[type[GifterError]]:
    for kind in root.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _is_of_commands(kind: type[GifterError]) -> bool:
    return kind.__module__.startswith(_OF_COMMANDS)


def test_every_error_code_is_listed_with_its_status() -> None:
    _import_everything()
    kinds = [kind for kind in _kinds(GifterError) if not _is_of_commands(kind)]
    raised = {(kind.code, status_of(kind)) for kind in kinds}
    framework = {(code, status) for status, code in FRAMEWORK_CODES.items()}
    rows = _ROW.findall(DOCUMENT.read_text())

    listed = {(code, int(status)) for code, status in rows}

    assert listed == raised | framework | {("internal_error", 500)}
    assert len(rows) == len(listed)


def test_error_codes_of_commands_are_listed_separately() -> None:
    _import_everything()
    kinds = [kind for kind in _kinds(GifterError) if _is_of_commands(kind)]

    assert sorted(_COMMAND_ROW.findall(DOCUMENT.read_text())) == sorted(k.code for k in kinds)


def test_every_error_code_belongs_to_one_class() -> None:
    _import_everything()
    codes = [kind.code for kind in set(_kinds(GifterError)) if "code" in vars(kind)]

    assert sorted(codes) == sorted(set(codes))
