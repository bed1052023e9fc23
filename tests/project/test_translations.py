"""Translation catalogues have every message in the code, no other, and the same placeholders."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from gifter_domain.identity.profile import Language

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "src" / "gifter_adapters" / "wording").glob("*.po"))

# The positions of the message in the arguments of a call: one form or two.
_MESSAGE_AT = {"text": slice(1, 2), "plural": slice(1, 3)}


def _calls() -> Iterator[tuple[str, list[ast.expr]]]:
    """Yields each call of `Wording.text` and `.plural`: its place and its message arguments.

    A call is the port's if its object is named so, or if it has a language and a literal message.
    """
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                at = _MESSAGE_AT.get(node.func.attr)
                message = node.args[at] if at else []
                if _is_wording(node.func.value) or any(map(_literal, message)):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", message


def _is_wording(value: ast.expr) -> bool:
    name = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
    return name.endswith("wording")


def _holidays() -> set[tuple[str, ...]]:
    """Returns the names of holidays, which are in a table and translated from there."""
    path = ROOT / "src" / "gifter_adapters" / "python_holidays" / "calendar.py"
    return {
        (name,)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_Kind"
        if (name := _literal(node.args[0]))
    }


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _used() -> set[tuple[str, ...]]:
    found = (tuple(filter(None, map(_literal, message))) for _, message in _calls())
    return {message for message in found if message} | _holidays()


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, abort_invalid=True)


def _forms(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _messages(path: Path) -> list[Message]:
    return [message for message in _catalogue(path) if message.id]


def _values(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


def test_every_message_except_holiday_names_is_a_literal() -> None:
    looked_up = {
        ast.unparse(message[0])
        for _, message in _calls()
        if message and not all(map(_literal, message))
    }

    assert looked_up == {"holiday.name"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_exactly_the_messages_of_the_code(path: Path) -> None:
    translated = {_forms(message.id) for message in _messages(path)}

    assert _used() - translated == set()
    assert translated - _used() == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_plural_form_is_translated_with_the_same_placeholders(path: Path) -> None:
    forms = _catalogue(path).num_plurals
    for message in _messages(path):
        original, translated = _forms(message.id), _forms(message.string)
        assert not message.fuzzy
        assert len(translated) == (1 if len(original) == 1 else forms)
        assert all(form.strip() for form in translated), message.id
        assert _values(translated[0]) == _values(original[0]), message.id
        assert all(_values(form) == _values(original[-1]) for form in translated[1:]), message.id


def test_every_language_has_a_catalogue() -> None:
    assert {path.stem for path in CATALOGUES} | {"en"} == set(Language)
