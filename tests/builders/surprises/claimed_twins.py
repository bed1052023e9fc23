"""Twin worlds: copies of one database, in one of which givers made claims."""

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
    Known,
    people_and_wishes,
)
from builders.surprises.twin_worlds import Twins, a_world, copy_database, drop_database, execute
from gifter_adapters.embedded_postgres import ServerAddress

# Ranges of request numbers, so that no id is made twice: for givers, and for each opening of twins.
_GIVERS_BEGIN, _OPENED = 100_000, itertools.count(1_000_000, 1_000_000)
NO_LEAK = "SELECT"


@dataclass(frozen=True)
class Wishes:
    """The database that twins are copied from, and the ids in it."""

    server: ServerAddress
    database: str
    home: Path
    known: Known

    async def drop(self) -> None:
        await drop_database(self.server, self.database)


async def wishes_in(server: ServerAddress, database: str, home: Path) -> Wishes:
    """Makes a database with all people and wishes. Its only claim is one of Ada's own."""
    url = await copy_database(server, database, "template_gifter")
    async with a_world(url, home) as world:
        return Wishes(server, database, home, await people_and_wishes(world))


@dataclass(frozen=True)
class Pair:
    """Two databases, one without claims and one with, on which worlds can be opened."""

    wishes: Wishes
    names: tuple[str, str]
    known: Known

    @asynccontextmanager
    async def opened(self, at: datetime = SHE_LOOKS_AT) -> AsyncIterator[Twins]:
        plain, claimed = (self.wishes.server.url(name) for name in self.names)
        home = self.wishes.home
        async with a_world(plain, home, at=at) as one, a_world(claimed, home, at=at) as other:
            yield Twins(one, other, next(_OPENED))

    async def drop(self) -> None:
        for name in self.names:
            await drop_database(self.wishes.server, name)


async def make_pair(
    wishes: Wishes, history: History, leak: str = NO_LEAK, *, name: str = "own"
) -> Pair:
    """Copies the wishes twice, runs the SQL of the leak in both, and the history in one."""
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
) -> AsyncIterator[tuple[Twins, Known]]:
    pair = await make_pair(wishes, history, leak)
    try:
        async with pair.opened(at) as twins:
            yield twins, pair.known
    finally:
        await pair.drop()
