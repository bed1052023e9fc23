"""The readiness check: the database answers and is up to date, and the broker answers."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Literal

from gifter_domain.shared.errors import Unavailable

Revisions = Callable[[], Awaitable[tuple[str | None, str | None]]]
Ping = Callable[[], Awaitable[bool]]
HasRoom = Callable[[], Awaitable[bool]]


class NotReady(Unavailable):
    """This process cannot serve yet; `details` has the state of database, broker and migrations."""

    code = "not_ready"


@dataclass(frozen=True, slots=True)
class Readiness:
    database: Literal["up", "down", "full"]
    broker: Literal["up", "down", "not_configured"]
    migrations: Literal["current", "behind", "unknown"]

    @property
    def ok(self) -> bool:
        """Returns whether this process can serve.

        The broker only speeds work up, so the process is ready without it.
        """
        return self.database == "up" and self.migrations == "current"


class CheckReadiness:
    """Checks each service once."""

    def __init__(self, revisions: Revisions, has_room: HasRoom, ping_broker: Ping | None) -> None:
        self._revisions = revisions
        self._has_room = has_room
        self._ping_broker = ping_broker

    async def execute(self) -> Readiness:
        """Returns the state of each service. Raises `NotReady` if a required one is missing."""
        found = await self._check()
        if not found.ok:
            raise NotReady("This process cannot serve yet; see the details.", asdict(found))
        return found

    async def _check(self) -> Readiness:
        try:
            current, newest = await self._revisions()
            has_room = await self._has_room()
        except Exception:  # any error means that this process cannot use the database
            return Readiness("down", await self._broker(), "unknown")
        database: Literal["up", "full"] = "up" if has_room else "full"
        migrations: Literal["current", "behind"] = "current" if current == newest else "behind"
        return Readiness(database, await self._broker(), migrations)

    async def _broker(self) -> Literal["up", "down", "not_configured"]:
        if self._ping_broker is None:
            return "not_configured"
        return "up" if await self._ping_broker() else "down"
