"""Ports to the clock and to fresh identities and codes: rules stay pure, tests decide the time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...


class SharedClock(Protocol):
    async def now(self) -> datetime:
        """The current instant, aware, in UTC, by the one clock that all processes go by."""
        ...


class IdFactory(Protocol):
    def new_id(self) -> str:
        """A fresh UUIDv7 as text: unique, and later ones sort after earlier ones."""
        ...


class CodeFactory(Protocol):
    def new_code(self) -> str:
        """A fresh code that nobody can guess: lower-case letters and digits, 128 bits at least."""
        ...
