"""Handlers' dependencies have the names of their use cases, since no type checker compares them."""

import re
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

from litestar import Litestar
from litestar.routes import HTTPRoute

from gifter_app.wiring.catalogue import CatalogueUseCases
from gifter_app.wiring.identity import IdentityUseCases
from gifter_app.wiring.notifications import NotificationsUseCases
from gifter_app.wiring.occasions import OccasionsUseCases
from gifter_app.wiring.operations import OperationsUseCases
from gifter_app.wiring.people import PeopleUseCases
from gifter_app.wiring.recommendations import RecommendationsUseCases
from gifter_app.wiring.reminders import RemindersUseCases
from gifter_app.wiring.taste import TasteUseCases
from gifter_app.wiring.wishlists import WishlistsUseCases

CONTEXTS = (
    CatalogueUseCases,
    IdentityUseCases,
    NotificationsUseCases,
    OccasionsUseCases,
    OperationsUseCases,
    PeopleUseCases,
    RecommendationsUseCases,
    RemindersUseCases,
    TasteUseCases,
    WishlistsUseCases,
)
PROVIDED = {name: kind for one in CONTEXTS for name, kind in get_type_hints(one).items()}


def handlers(app: Litestar) -> Iterator[Callable[..., Any]]:
    """Yields our own route handlers, not those of the framework."""
    for route in app.routes:
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            if handler.fn.__module__.startswith("gifter_app"):
                yield handler.fn


def snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def test_a_dependency_has_the_type_of_the_field_that_provides_it(app: Litestar) -> None:
    asked = [
        (fn.__name__, name, hint)
        for fn in handlers(app)
        for name, hint in get_type_hints(fn).items()
        if name in PROVIDED
    ]

    assert len(asked) > 80
    assert [one for one in asked if PROVIDED[one[1]] != one[2]] == []


def test_a_use_case_is_asked_for_by_its_own_name(app: Litestar) -> None:
    asked = [
        (name, hint.__name__)
        for fn in handlers(app)
        for name, hint in get_type_hints(fn).items()
        if getattr(hint, "__module__", "").startswith("gifter_app.use_cases")
    ]

    assert len(asked) > 60
    assert [one for one in asked if one[0] != snake_case(one[1])] == []
