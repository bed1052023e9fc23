"""Whatever a route takes, what is wrong with it is told by its path; read from the routes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from litestar import Litestar

from builders.people.users import wrong_paths
from builders.permissions.calls import address, operations, sent
from builders.permissions.resources import of_owner
from builders.permissions.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
Schema = dict[str, Any]
NUL = "\x00"
NUMBERS = (2**63, -1)
DAYS = ("9999-12-31", "0001-01-01")
INSTANTS = ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00")
# What is sent to whatever field, and to those of a kind.
ANYWHERE: tuple[object, ...] = (NUL, "", [{}])
EXTREMES: dict[str, tuple[object, ...]] = {
    "string": ("x" * 10_000, *DAYS, *INSTANTS),
    "integer": NUMBERS,
    "number": NUMBERS,
}
# Where else it is told what is wrong: with the one of two that cannot be there, or in full.
SAID_OF = {"productId": "externalUrl", "answer.text": "answer.chosen", "answer[0]": "answer.chosen"}


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


@dataclass(frozen=True)
class Wrong:
    """A value that is wrong, the path where it is, and what is sent with it there."""

    path: str
    value: object
    sent: Any


def parts(schemas: Schema, schema: Schema) -> Iterator[Schema]:
    """The schema itself, and whatever it stands for."""
    yield schema
    if "$ref" in schema:
        yield from parts(schemas, schemas[schema["$ref"].rpartition("/")[2]])
    for one in (*schema.get("allOf", []), *schema.get("oneOf", [])):
        yield from parts(schemas, one)


def needed(schema: Schema) -> dict[str, Any]:
    """What such an object must have, by the examples."""
    properties = {name: schema["properties"][name] for name in schema.get("required", [])}
    return {name: one["examples"][0] for name, one in properties.items() if "examples" in one}


def wrong_values(schemas: Schema, schema: Schema) -> Iterator[object]:
    """What such a field cannot be, or can hardly be."""
    yield from ANYWHERE
    for part in parts(schemas, schema):
        if "enum" not in part:
            yield from EXTREMES.get(part.get("type", ""), ())


def places(schemas: Schema, schema: Schema) -> Iterator[Wrong]:
    """Each wrong value in each place of the schema, one at a time."""
    for value in wrong_values(schemas, schema):
        yield Wrong("", value, value)
    for part in parts(schemas, schema):
        for name, one in part.get("properties", {}).items():
            for wrong in places(schemas, one):
                sent = needed(part) | {name: wrong.sent}
                yield Wrong(f".{name}{wrong.path}", wrong.value, sent)
        for wrong in places(schemas, part["items"]) if "items" in part else ():
            yield Wrong(f"[0]{wrong.path}", wrong.value, [wrong.sent])


def wrongs(schemas: Schema, operation: Schema, right: dict[str, Any]) -> Iterator[Wrong]:
    """What is right in form but for one parameter, or one place of its JSON."""
    for one in operation.get("parameters", []):
        for value in wrong_values(schemas, one["schema"]) if one["in"] == "query" else ():
            text = value if isinstance(value, str) else json.dumps(value)
            params = right.get("params", {}) | {one["name"]: text}
            yield Wrong(one["name"], value, right | {"params": params})
    content = operation.get("requestBody", {}).get("content", {})
    for wrong in places(schemas, content.get("application/json", {}).get("schema", {})):
        if wrong.path:
            field = re.split(r"[.[]", wrong.path)[1]
            body = wrong.sent | right.get("json", {}) | {field: wrong.sent[field]}
            yield Wrong(wrong.path[1:], wrong.value, right | {"json": body})


def is_named(answer: httpx.Response, field: str) -> bool:
    """Whether the refusal tells the field's path, or that of what is around it or in it."""
    told = [path for path in wrong_paths(answer) if path]
    pairs = [pair for path in told for pair in ((path, field), (field, path))]
    around = any(f"{one}.".startswith((f"{other}.", f"{other}[")) for one, other in pairs)
    return around or SAID_OF.get(field) in told


def is_right(answer: httpx.Response, wrong: Wrong) -> bool:
    """No text with a NUL can be kept; of what else is wrong, each route has its own mind."""
    if answer.status_code == 400:
        return is_named(answer, wrong.path)
    return wrong.value != NUL and answer.status_code < 500


async def test_what_no_field_can_be_is_named_wherever_it_is_sent(
    app: Litestar, world: World
) -> None:
    schemas = app.openapi_schema.to_schema()["components"]["schemas"]
    asked, missed = 0, []
    for method, path, operation in operations(app):
        if not [*wrongs(schemas, operation, {})]:
            continue
        ids = await of_owner(world, path)
        for wrong in wrongs(schemas, operation, sent(world, method, path, ids)):
            asked += 1
            where = address(path, ids)
            answer = await world.owner.client.request(method, where, **wrong.sent)
            if not is_right(answer, wrong):
                missed.append(f"{method} {path} {wrong.path} {wrong.value!r:.40}: {answer.text}")
    assert not missed, "\n".join(missed)
    assert asked > 900
