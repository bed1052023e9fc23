"""Whether this process can serve: is the database there and up to date, does the broker answer."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Literal

from gifter_domain.shared.errors import Unavailable

Revisions = Callable[[], Awaitable[tuple[str | None, str | None]]]
Ping = Callable[[], Awaitable[bool]]


class NotReady(Unavailable):
    """`details` says which of database, broker and migrations is not as it must be."""

    code = "not_ready"


@dataclass(frozen=True, slots=True)
class Readiness:
    database: Literal["up", "down"]
    broker: Literal["up", "down", "not_configured"]
    migrations: Literal["current", "behind", "unknown"]

    @property
    def ok(self) -> bool:
        """The broker only speeds things up, so a missing one does not make us unready."""
        return self.database == "up" and self.migrations == "current"


class CheckReadiness:
    """Asks each service once."""

    def __init__(self, revisions: Revisions, ping_broker: Ping | None) -> None:
        self._revisions = revisions
        self._ping_broker = ping_broker

    async def execute(self) -> Readiness:
        """What serves; raises `NotReady` while something that is needed does not."""
        found = await self._look()
        if not found.ok:
            raise NotReady("This process cannot serve yet; see the details.", asdict(found))
        return found

    async def _look(self) -> Readiness:
        try:
            current, newest = await self._revisions()
        except Exception:  # whatever keeps us from the database, it is down for us
            return Readiness("down", await self._broker(), "unknown")
        return Readiness("up", await self._broker(), "current" if current == newest else "behind")

    async def _broker(self) -> Literal["up", "down", "not_configured"]:
        if self._ping_broker is None:
            return "not_configured"
        return "up" if await self._ping_broker() else "down"
