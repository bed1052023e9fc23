"""Two databases that get the same requests and must give the same responses, byte for byte."""

import asyncio
import hashlib
import re
from base64 import b32encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import httpx
from dependency_injector import providers
from litestar import Litestar
from sqlalchemy import select

from builders.ai.embedders import CountingEmbedder
from builders.core.applications import an_application
from builders.core.clocks import NOON, FixedClock
from builders.core.http_clients import http_client
from gifter_adapters.embedded_postgres import ServerAddress
from gifter_adapters.postgres.identity.tables import user_account
from gifter_adapters.postgres.notifications.tables import notification
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_domain.shared.pictures import PictureNotFound

# A response contains its duration. That is no secret: claims are not read for a blind viewer.
_TIMINGS = re.compile(rb'"timingsMs":\{[^}]*\}')

# Both worlds get the same request numbers, with gaps for the actions of givers in between.
_BETWEEN = 100


class Response(NamedTuple):
    """The observable parts of one response."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Spoiled(AssertionError):
    """Raised if the worlds give different responses."""


class Numbered:
    """Makes ids and codes from the number of the request and the ids it has made before.

    So one user's ids do not depend on the actions of others.
    """

    def __init__(self) -> None:
        self.request = 0
        self._used = 0

    def next_request(self) -> int:
        self.request, self._used = self.request + 1, 0
        return self.request

    def new_id(self) -> str:
        self._used += 1
        return str(UUID(int=self.request << 80 | 0x7 << 76 | 0x2 << 62 | self._used))

    def new_code(self) -> str:
        digest = hashlib.sha256(self.new_id().encode()).digest()
        return b32encode(digest).decode().lower()[:26]


class NoPictures:
    """Stands in for the web, which tests cannot reach."""

    async def fetch(self, url: str) -> Any:
        raise PictureNotFound("There is none.")

    async def close(self) -> None:
        return


class World:
    """The whole application on one database, with its users by first name."""

    def __init__(
        self, container: Container, app: Litestar, clock: FixedClock, numbers: Numbered
    ) -> None:
        self.container = container
        self.clock = clock
        self.numbers = numbers
        self.app = app
        self._http = http_client(app, checks_errors=False)  # some tests put faults in

    async def ask(self, who: str, method: str, path: str, body: Any = None) -> Response:
        """Sends a request as `who`, or without a user if `who` is empty.

        Pages get a form, the API gets JSON.
        """
        number = self.numbers.next_request()
        headers = {"X-Request-Id": str(number)} | (self._signed_in(who) if who else {})
        sent = {"data": body} if path.startswith("/s/") else {"json": body}
        answer = await self._http.request(method, path, headers=headers, **sent)
        return _response(answer)

    def _signed_in(self, who: str) -> dict[str, str]:
        mint = self.container.development_identity().mint
        return {"Authorization": f"Bearer {mint(who, lifetime=timedelta(hours=1), name=who)}"}

    async def inbox(self, who: str) -> list[tuple[Any, ...]]:
        """Returns all rows of the user's inbox."""
        mine = select(notification).join(user_account).where(user_account.c.display_name == who)
        async with self.container.database().reads() as connection:
            rows = await connection.execute(mine.order_by(notification.c.id))
            return [tuple(row) for row in rows]


@asynccontextmanager
async def a_world(
    database_url: str, home: Path, *, at: datetime = NOON, after: int = 0
) -> AsyncIterator[World]:
    """Yields the world of a database at a time. Its request numbers begin after `after`."""
    clock, numbers = FixedClock(at), Numbered()
    numbers.request = after
    settings = read_settings({"GIFTER_HOME": str(home), "LOG_LEVEL": "error"})
    async with an_application(settings) as (container, app):
        stand_ins: dict[providers.Provider[Any], object] = {
            container.database_url: database_url,
            container.clock: clock,
            container.ids: numbers,
            container.codes: numbers,
            container.pictures: NoPictures(),
            container.embedder: CountingEmbedder(),
        }
        for provider, stand_in in stand_ins.items():
            provider.override(providers.Object(stand_in))
        yield World(container, app, clock, numbers)


@dataclass
class Twins:
    """Sends each request to two worlds. The first difference raises `Spoiled`.

    Their request numbers begin at `begin`.
    """

    plain: World
    claimed: World
    begin: int
    asked: int = 0

    async def ask(self, who: str, method: str, path: str, body: Any = None) -> Response:
        self.asked += 1
        for world in (self.plain, self.claimed):
            world.numbers.request = self.begin + self.asked * _BETWEEN
        plain, claimed = await asyncio.gather(
            self.plain.ask(who, method, path, body), self.claimed.ask(who, method, path, body)
        )
        if plain != claimed:
            raise Spoiled(f"{who}: {method} {path} {body}\n{plain}\n{claimed}")
        assert plain.status < 500, f"{who}: {method} {path} {body}\n{plain}"
        return plain

    async def same_inbox(self, who: str) -> None:
        plain, claimed = await self.plain.inbox(who), await self.claimed.inbox(who)
        if plain != claimed:
            raise Spoiled(f"{who}: the inbox\n{plain}\n{claimed}")


def _response(answer: httpx.Response) -> Response:
    body = _TIMINGS.sub(b'"timingsMs":{}', answer.content)
    timed = body != answer.content  # then the length depends on the digits of the durations
    headers = [one for one in answer.headers.multi_items() if not (timed and "length" in one[0])]
    return Response(answer.status_code, headers, body)


async def copy_database(server: ServerAddress, name: str, template: str) -> str:
    """Copies an unused database, replaces one of that name, and returns the URL."""
    await drop_database(server, name)
    await execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return server.url(name)


async def drop_database(server: ServerAddress, name: str) -> None:
    await execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


async def execute(server: ServerAddress, sql: str, database: str = "postgres") -> None:
    """Runs statements without a transaction."""
    connection = await asyncpg.connect(
        host=str(server.socket_dir), port=server.port, user="postgres", database=database
    )
    try:
        await connection.execute(sql)
    finally:
        await connection.close()
