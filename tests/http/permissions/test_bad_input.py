"""Whatever a route takes, what is wrong with it is told by its path; read from the routes."""

from typing import Any

import pytest
from litestar import Litestar

from builders.calls import address, operations, sent
from builders.people import wrong_paths
from builders.permissions import World
from builders.resources import of_owner

pytestmark = pytest.mark.asyncio(loop_scope="module")


def plain(path: str) -> str:
    return path.replace("{", "").replace("}", "")


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
        answer = await world.owner.client.request(method, plain(path), json={"no such field": 1})
        assert wrong_paths(answer) == ["no such field"], f"{method} {path}"
    assert len(asked) > 7


async def test_what_is_no_object_is_a_bad_request(app: Litestar, world: World) -> None:
    for method, path, operation in operations(app):
        if "application/json" in operation.get("requestBody", {}).get("content", {}):
            for body in (b"[]", b"{", b"\xff"):
                answer = await world.owner.client.request(method, plain(path), content=body)
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
        answer = await world.owner.client.get(plain(path), params=params | {parameter: wrong})
        assert wrong_paths(answer) == [parameter], path
    assert len(asked) > 4


def fields(schemas: dict[str, Any], operation: dict[str, Any]) -> list[tuple[str, str]]:
    """What a request can say, and where: in its parameters, or its JSON."""
    content = operation.get("requestBody", {}).get("content", {})
    shape = content.get("application/json", {}).get("schema", {})
    [named] = [one["$ref"] for one in (shape, *shape.get("allOf", [])) if "$ref" in one] or [""]
    properties = schemas.get(named.rpartition("/")[2], {}).get("properties", {})
    parameters = [one for one in operation.get("parameters", []) if one["in"] == "query"]
    return [
        *(("params", one["name"]) for one in parameters),
        *(("json", name) for name in properties),
    ]


async def test_what_no_field_can_be_is_named_wherever_it_is_sent(
    app: Litestar, world: World
) -> None:
    schemas = app.openapi_schema.to_schema()["components"]["schemas"]
    told = {}
    for method, path, operation in operations(app):
        ids = await of_owner(world, path)
        right = sent(world, method, path, ids)
        for part, name in fields(schemas, operation):
            wrong = right | {part: right.get(part, {}) | {name: "\x00"}}
            answer = await world.owner.client.request(method, address(path, ids), **wrong)
            told[method, path, name] = answer

    unnamed = {
        asked: answer.text
        for asked, answer in told.items()
        if answer.status_code != 400 or f'"path":"{asked[2]}' not in answer.text
    }
    assert unnamed == {}
    assert len(told) > 90
