"""Nudges inside this process, for a process that has no Redis."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager


class LocalNudges:
    """Implements `Nudges` for the workers of this process."""

    def __init__(self) -> None:
        self._on_nudge: Callable[[], None] = _ignore_nudge

    async def wake_workers(self) -> None:
        self._on_nudge()

    @asynccontextmanager
    async def listening(self, hear: Callable[[], None]) -> AsyncIterator[None]:
        self._on_nudge = hear
        try:
            yield
        finally:
            self._on_nudge = _ignore_nudge

    async def ping(self) -> bool:
        return True

    async def failure(self) -> str | None:
        return None

    async def close(self) -> None:
        return None


def _ignore_nudge() -> None:
    return None
