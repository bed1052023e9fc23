"""The table in docs/permissions.md is complete, and the API answers as each cell says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from builders.permissions.calls import ask
from builders.permissions.resources import resource_of
from builders.permissions.world import NO_CELL, World

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
        if line.startswith("| request | state |"):
            roles = [cell.strip() for cell in line.strip("|").split("|")][2:]
        if found := re.match(r"\| `(\w+) (\S+)` \| (.*) \|$", line):
            method, path, cells = found.groups()
            state, *answers = [cell.strip() for cell in cells.split("|")]
            yield Row(method, path, state, dict(zip(roles, answers, strict=True)))


ROWS = [*_rows()]


def routes(app: Litestar) -> Iterator[tuple[str, str]]:
    for route in app.routes:
        if isinstance(route, HTTPRoute) and route.path.startswith(("/v1/", "/s/")):
            for method in sorted(route.methods - {"OPTIONS", "HEAD"}):
                yield method, route.path_format


def test_every_route_has_a_row_for_every_state_of_its_resource(app: Litestar) -> None:
    wanted = {
        (method, path, state) for method, path in routes(app) for state in resource_of(path).states
    }

    assert {row.key for row in ROWS} == wanted
    assert len(ROWS) == len(wanted)


def test_every_cell_has_a_status_or_says_that_the_role_does_not_exist() -> None:
    for row in ROWS:
        resource = resource_of(row.path)
        assert (*row.cells,) == resource.columns, str(row)
        named = [role for role, cell in row.cells.items() if re.match(r"\d{3}\b", cell)]
        assert named == resource.roles(row.state), str(row)
        assert all(cell == NO_CELL for role, cell in row.cells.items() if role not in named)


def in_short(answer: httpx.Response) -> str:
    """Returns the status, the error code of a conflict, and the visibility of claims on wishes."""
    status, body = answer.status_code, answer.json() if answer.content else {}
    if status == httpx.codes.CONFLICT:
        return f"{status} {body['error']['code']}"
    made = status == httpx.codes.CREATED  # a new item may show a wish with claims on other lists
    wishes = [] if made else [one for one in (body, *body.get("items", [])) if "claim" in one]
    return " ".join([str(status), *(visibility_of_claims(one["claim"]) for one in wishes)])


def visibility_of_claims(claims: dict[str, Any] | None) -> str:
    if claims is None:
        return "hidden"
    return "own" if claims["mine"] else "counts"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("row", ROWS, ids=str)
async def test_each_role_gets_the_response_in_the_table(world: World, row: Row) -> None:
    resource = resource_of(row.path)
    answered = dict.fromkeys(resource.columns, NO_CELL)
    ids = None
    for role in resource.roles(row.state):
        if ids is None:
            ids = await resource.make(world, row.state)
        answer = await ask(world, role, row.method, row.path, ids)
        answered[role] = in_short(answer) if resource.wishes else str(answer.status_code)
        if answer.status_code == 404 and ids:
            nobodys = dict.fromkeys(ids, NO_SUCH_ID)
            nothing = await ask(world, role, row.method, row.path, nobodys)
            assert nothing.content == answer.content, (
                "the response reveals that the resource exists"
            )
        if not answer.is_error and row.method != "GET":
            ids = None  # the request changed the state, so a new one is made

    assert answered == row.cells
