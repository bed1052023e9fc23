"""Halves of labelled data: one to tune rules on, one that is only scored."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Protocol, TypeVar

import typer

from gifter_cli.runtime import fail


class Half(StrEnum):
    DEVELOPMENT = "development"
    HELD_OUT = "held-out"


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Identified)
HalfOption = Annotated[
    Half | None,
    typer.Option(help="Score one half only. Tune rules on development, never on held-out."),
]


def half_of(items: Iterable[_T], half: Half | None) -> list[_T]:
    """Returns the items of the half, or all; ends the command if there are none."""
    kept = [item for item in items if half in (None, _half(item.id))]
    if not kept:
        fail(f"no item is in the half {half}")
    return kept


def _half(identity: str) -> Half:
    """Returns the half of an item; rules may be tuned on those with an even hash."""
    number = int(hashlib.sha256(identity.encode()).hexdigest(), 16)
    return Half.HELD_OUT if number % 2 else Half.DEVELOPMENT
