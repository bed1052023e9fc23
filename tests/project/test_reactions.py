"""The table of reactions has a row for every event, and a use case raises every event."""

import ast
import importlib
import pkgutil
from pathlib import Path

import gifter_domain
from builders.core.clocks import FixedClock
from builders.core.reactions import the_table
from gifter_domain.shared.events import DomainEvent, UserEvent

USE_CASES = Path(__file__).parents[2] / "src" / "gifter_app" / "use_cases"


def events() -> set[type[DomainEvent]]:
    names = (one.name for one in pkgutil.walk_packages(gifter_domain.__path__, "gifter_domain."))
    return {
        value
        for name in names
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, type) and issubclass(value, DomainEvent)
    } - {DomainEvent, UserEvent}


def test_every_event_has_a_row_in_the_table() -> None:
    assert the_table(FixedClock()).keys() == events()


def test_every_event_has_a_reaction_if_there_is_a_language_model() -> None:
    table = the_table(FixedClock(), has_language_model=True)
    idle = [
        event.__name__
        for event, row in table.items()
        if not (row.at_once or row.before_commit or row.after_commit or row.jobs)
    ]

    assert idle == []


def test_every_event_is_raised_by_a_use_case() -> None:
    made = {
        node.func.id
        for path in USE_CASES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert {event.__name__ for event in events()} - made == set()
