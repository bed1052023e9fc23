"""Ports to the clock, new ids and new codes, so that rules stay pure and tests choose the time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Returns the current instant, timezone-aware, in UTC."""
        ...


class SharedClock(Protocol):
    async def now(self) -> datetime:
        """Returns the current instant in UTC by the one clock that all processes share."""
        ...


class IdFactory(Protocol):
    def new_id(self) -> str:
        """Returns a new UUIDv7 as text. Ids are unique, and later ones sort after earlier ones."""
        ...


class CodeFactory(Protocol):
    def new_code(self) -> str:
        """Returns a new unguessable code: lower-case letters and digits, at least 128 bits."""
        ...
