"""Whatever a route takes, what is wrong with it is told by its path; read from the routes."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar

from builders.people import wrong_paths
from builders.permissions import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

Operation = tuple[str, str, dict[str, Any]]


def operations(app: Litestar) -> Iterator[Operation]:
    for path, methods in app.openapi_schema.to_schema()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path.replace("{", "").replace("}", ""), operation


def takes(operation: dict[str, Any], parameter: str) -> bool:
    return any(one["name"] == parameter for one in operation.get("parameters", []))


async def test_a_field_nobody_knows_is_named(app: Litestar, world: World) -> None:
    asked = [
        (method, path)
        for method, path, operation in operations(app)
        if "application/json" in operation.get("requestBody", {}).get("content", {})
        and "/integrations/" not in path  # checked by their proof before their form
    ]
    for method, path in asked:
        answer = await world.owner.client.request(method, path, json={"no such field": 1})
        assert wrong_paths(answer) == ["no such field"], f"{method} {path}"
    assert len(asked) > 7


async def test_what_is_no_object_is_a_bad_request(app: Litestar, world: World) -> None:
    for method, path, operation in operations(app):
        if "application/json" in operation.get("requestBody", {}).get("content", {}):
            for body in (b"[]", b"{", b"\xff"):
                answer = await world.owner.client.request(method, path, content=body)
                assert answer.status_code in (400, 401), f"{method} {path} {body!r}"


@pytest.mark.parametrize(("parameter", "wrong"), [("limit", "0"), ("limit", "x"), ("cursor", "x")])
async def test_a_page_that_cannot_be_is_named(
    app: Litestar, world: World, parameter: str, wrong: str
) -> None:
    asked = [
        path
        for method, path, operation in operations(app)
        if method == "GET" and takes(operation, parameter)
    ]
    for path in asked:
        params = {"in": "incoming"} if path == "/v1/friend-requests" else {}
        answer = await world.owner.client.get(path, params=params | {parameter: wrong})
        assert wrong_paths(answer) == [parameter], path
    assert len(asked) > 4
