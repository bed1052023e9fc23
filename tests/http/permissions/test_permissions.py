"""The table of docs/permissions.md is whole, and every cell of it is what the API answers."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from litestar import Litestar
from litestar.routes import HTTPRoute

from builders.clocks import NOON, FixedClock
from builders.people import joining
from builders.permissions import CALLS, NO_CELL, ROLES, Ids, World, a_world, resource_of
from gifter_app.asgi import create_app
from gifter_app.container import Container, close
from gifter_app.settings import read_settings

TABLE = Path(__file__).parents[3] / "docs" / "permissions.md"
NO_SUCH_ID = "01890000-0000-7000-8000-000000000000"


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    state: str
    cells: dict[str, str]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.method, self.path, self.state

    def __str__(self) -> str:
        return " ".join(self.key)


def _rows() -> Iterator[Row]:
    for line in TABLE.read_text().splitlines():
        if found := re.match(r"\| `(\w+) (\S+)` \| (.*) \|$", line):
            method, path, cells = found.groups()
            state, *answers = [cell.strip() for cell in cells.split("|")]
            yield Row(method, path, state, dict(zip(ROLES, answers, strict=True)))


ROWS = [*_rows()]


@pytest.fixture(scope="module")
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="module")
def container(
    worker_database_url: str, tmp_path_factory: pytest.TempPathFactory, clock: FixedClock
) -> Container:
    """For the module, since the many rows would spend their time on making one each."""
    home = str(tmp_path_factory.mktemp("home"))
    container = Container(settings=read_settings({"GIFTER_HOME": home, "LOG_LEVEL": "error"}))
    container.database_url.override(worker_database_url)
    container.development.override(True)
    container.clock.override(clock)
    return container


@pytest.fixture(scope="module")
def app(container: Container) -> Litestar:
    return create_app(container)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lasting(container: Container, app: Litestar, clock: FixedClock) -> AsyncIterator[World]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        httpx.AsyncClient(transport=transport, base_url="http://gifter.test") as client,
        joining(container, app) as join,
    ):
        yield await a_world(container, clock, join, client)
    await close(container)


@pytest_asyncio.fixture(loop_scope="module")
async def world(lasting: World) -> World:
    """At noon, with somebody new on the other side."""
    lasting.clock.time = NOON
    lasting.people["other side"] = await lasting.somebody()
    return lasting


def routes(app: Litestar) -> Iterator[tuple[str, str]]:
    for route in app.routes:
        if isinstance(route, HTTPRoute) and route.path.startswith(("/v1/", "/s/")):
            for method in sorted(route.methods - {"OPTIONS", "HEAD"}):
                yield method, route.path_format


def test_every_route_has_a_row_for_every_state_of_what_it_is_about(app: Litestar) -> None:
    wanted = {
        (method, path, state) for method, path in routes(app) for state in resource_of(path).states
    }

    assert {row.key for row in ROWS} == wanted
    assert len(ROWS) == len(wanted)


def test_every_cell_says_what_is_answered_or_that_there_is_no_such_role() -> None:
    for row in ROWS:
        named = {role for role, cell in row.cells.items() if re.fullmatch(r"\d{3}", cell)}
        assert named == {*resource_of(row.path).roles}, str(row)
        assert all(row.cells[role] == NO_CELL for role in {*ROLES} - named), str(row)


async def asked(world: World, row: Row, role: str, ids: Ids) -> httpx.Response:
    sent = CALLS.get(f"{row.method} {row.path}", lambda *_: {})(world, ids)
    path = row.path.format(**{"code": "GB:mothers_day"} | {**ids})
    return await world.client(role).request(row.method, path, **sent)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("row", ROWS, ids=str)
async def test_each_role_is_answered_as_the_table_says(world: World, row: Row) -> None:
    resource = resource_of(row.path)
    answered = dict.fromkeys(ROLES, NO_CELL)
    for role in resource.roles:
        ids = await resource.make(world, row.state)
        answer = await asked(world, row, role, ids)
        answered[role] = str(answer.status_code)
        if answer.status_code == 404 and ids:
            nothing = await asked(world, row, role, dict.fromkeys(ids, NO_SUCH_ID))
            assert nothing.content == answer.content, "it tells that there is such a thing"

    assert answered == row.cells
