"""Ports to the clock and to fresh identities, so that rules stay pure and tests decide the time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...


class IdFactory(Protocol):
    def new_id(self) -> str:
        """A fresh UUIDv7 as text: unique, and later ones sort after earlier ones."""
        ...
