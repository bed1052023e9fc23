"""Twin worlds, which are copies of one database: in one of them givers did something."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builders.surprises.givers_and_wishes import (
    SHE_LOOKS_AT,
    Givers,
    History,
    Wishing,
    people_and_wishes,
)
from builders.surprises.twin_worlds import Twins, a_world, copy_database, drop_database, execute
from gifter_adapters.embedded_postgres import ServerAddress

# Numbers of requests, so that no id is made twice: of givers, and of each time twins are opened.
_GIVERS_BEGIN, _OPENED = 100_000, itertools.count(1_000_000, 1_000_000)
NO_LEAK = "SELECT"


@dataclass(frozen=True)
class Wishes:
    """The database that twins are copies of, and what is in it."""

    server: ServerAddress
    database: str
    home: Path
    known: Wishing

    async def drop(self) -> None:
        await drop_database(self.server, self.database)


async def wishes_in(server: ServerAddress, database: str, home: Path) -> Wishes:
    """A database with all people and wishes, and without any claim but one of Ada's own."""
    url = await copy_database(server, database, "template_gifter")
    async with a_world(url, home) as world:
        return Wishes(server, database, home, await people_and_wishes(world))


@dataclass(frozen=True)
class Pair:
    """Two databases, without and with a history, on which worlds may open."""

    wishes: Wishes
    names: tuple[str, str]
    known: Wishing

    @asynccontextmanager
    async def opened(self, at: datetime = SHE_LOOKS_AT) -> AsyncIterator[Twins]:
        plain, claimed = (self.wishes.server.url(name) for name in self.names)
        home = self.wishes.home
        async with a_world(plain, home, at=at) as one, a_world(claimed, home, at=at) as other:
            yield Twins(one, other, next(_OPENED))

    async def drop(self) -> None:
        for name in self.names:
            await drop_database(self.wishes.server, name)


async def lived(
    wishes: Wishes, history: History, leak: str = NO_LEAK, *, name: str = "own"
) -> Pair:
    """Copies of the wishes; the SQL of a leak is run in both before givers do anything in one."""
    names = (f"{wishes.database}_{name}_plain", f"{wishes.database}_{name}_claimed")
    for database in names:
        await copy_database(wishes.server, database, wishes.database)
        await execute(wishes.server, leak, database)
    known = deepcopy(wishes.known)
    url = wishes.server.url(names[1])
    async with a_world(url, wishes.home, after=_GIVERS_BEGIN) as world:
        await history(Givers(world, known))
    return Pair(wishes, names, known)


@asynccontextmanager
async def twins_after(
    wishes: Wishes, history: History, *, at: datetime = SHE_LOOKS_AT, leak: str = NO_LEAK
) -> AsyncIterator[tuple[Twins, Wishing]]:
    pair = await lived(wishes, history, leak)
    try:
        async with pair.opened(at) as twins:
            yield twins, pair.known
    finally:
        await pair.drop()
