"""Invalid values in every field and parameter of every route are reported with their path.

The fields are read from the API document, so new routes are tested too.
"""

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
# Values to send in any field, and values for fields of a type.
ANYWHERE: tuple[object, ...] = (NUL, "", [{}])
EXTREMES: dict[str, tuple[object, ...]] = {
    "string": ("x" * 10_000, *DAYS, *INSTANTS),
    "integer": NUMBERS,
    "number": NUMBERS,
}
# Fields that are reported under another path: the other one of two that exclude each other, or the
# long form of a short answer.
REPORTED_AS = {
    "productId": "externalUrl",
    "answer.text": "answer.chosen",
    "answer[0]": "answer.chosen",
}


def plain(path: str) -> str:
    return path.replace("{", "").replace("}", "")


def has_parameter(operation: dict[str, Any], parameter: str) -> bool:
    return any(one["name"] == parameter for one in operation.get("parameters", []))


async def test_an_unknown_query_parameter_is_reported_with_the_known_ones(
    app: Litestar, world: World
) -> None:
    for method, path, operation in operations(app):
        parameters = operation.get("parameters", [])
        known = sorted(one["name"] for one in parameters if one["in"] == "query")
        answer = await world.owner.client.request(method, plain(path), params={"curser": "1"})
        if path.endswith("/unsubscribe") or "/health" in path:
            continue  # mail programs and load balancers add parameters of their own
        if answer.status_code == 401:
            assert "/integrations/" in path or "/admin/" in path, path
            continue

        assert wrong_paths(answer) == ["curser"], f"{method} {path}: {answer.text}"
        [field] = answer.json()["error"]["details"]["fields"]
        assert field["message"].endswith(", ".join(known) or "takes none")


async def test_an_unknown_field_is_reported(app: Litestar, world: World) -> None:
    asked = [
        (method, path)
        for method, path, operation in operations(app)
        if "application/json" in operation.get("requestBody", {}).get("content", {})
        and "/integrations/" not in path  # these check authentication before the body
        and "/admin/" not in path
    ]
    for method, path in asked:
        answer = await world.owner.client.request(method, plain(path), json={"no such field": 1})
        assert wrong_paths(answer) == ["no such field"], f"{method} {path}"
    assert len(asked) > 7


async def test_a_body_that_is_no_json_object_is_refused(app: Litestar, world: World) -> None:
    for method, path, operation in operations(app):
        if "application/json" in operation.get("requestBody", {}).get("content", {}):
            for body in (b"[]", b"{", b"\xff"):
                answer = await world.owner.client.request(method, plain(path), content=body)
                assert answer.status_code in (400, 401), f"{method} {path} {body!r}"


@pytest.mark.parametrize(("parameter", "wrong"), [("limit", "0"), ("limit", "x"), ("cursor", "x")])
async def test_an_invalid_limit_or_cursor_is_reported(
    app: Litestar, world: World, parameter: str, wrong: str
) -> None:
    asked = [
        path
        for method, path, operation in operations(app)
        if method == "GET" and has_parameter(operation, parameter)
    ]
    for path in asked:
        params = {"in": "incoming"} if path == "/v1/friend-requests" else {}
        answer = await world.owner.client.get(plain(path), params=params | {parameter: wrong})
        assert wrong_paths(answer) == [parameter], path
    assert len(asked) > 4


@dataclass(frozen=True)
class Wrong:
    """An invalid value, its path, and the JSON to send with the value at that path."""

    path: str
    value: object
    sent: Any


def parts(schemas: Schema, schema: Schema) -> Iterator[Schema]:
    """Yields the schema and all schemas that it refers to or combines."""
    yield schema
    if "$ref" in schema:
        yield from parts(schemas, schemas[schema["$ref"].rpartition("/")[2]])
    for one in (*schema.get("allOf", []), *schema.get("oneOf", [])):
        yield from parts(schemas, one)


def needed(schema: Schema) -> dict[str, Any]:
    """Returns the required properties of an object, from their examples."""
    properties = {name: schema["properties"][name] for name in schema.get("required", [])}
    return {name: one["examples"][0] for name, one in properties.items() if "examples" in one}


def wrong_values(schemas: Schema, schema: Schema) -> Iterator[object]:
    """Yields values that are invalid, or unlikely, for such a field."""
    yield from ANYWHERE
    for part in parts(schemas, schema):
        if "enum" not in part:
            yield from EXTREMES.get(part.get("type", ""), ())


def places(schemas: Schema, schema: Schema) -> Iterator[Wrong]:
    """Yields the schema's places, each with each invalid value, one at a time."""
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
    """Yields requests that are valid except for one parameter or one place of their JSON."""
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


def is_reported(answer: httpx.Response, field: str) -> bool:
    """Returns whether the response reports the field, a part of it, or an object around it."""
    reported = [path for path in wrong_paths(answer) if path]
    pairs = [pair for path in reported for pair in ((path, field), (field, path))]
    around = any(f"{one}.".startswith((f"{other}.", f"{other}[")) for one, other in pairs)
    return around or REPORTED_AS.get(field) in reported


def is_acceptable(answer: httpx.Response, wrong: Wrong) -> bool:
    """Returns whether the response is acceptable.

    A text with NUL must be refused, since it cannot be stored. Other values may be accepted or
    refused, but must not fail.
    """
    if answer.status_code == 400:
        return is_reported(answer, wrong.path)
    return wrong.value != NUL and answer.status_code < 500


async def test_an_invalid_value_is_reported_in_every_place(app: Litestar, world: World) -> None:
    schemas = app.openapi_schema.to_schema()["components"]["schemas"]
    asked, missed = 0, []
    for method, path, operation in operations(app):
        if "/integrations/" in path or not [*wrongs(schemas, operation, {})]:
            continue  # webhooks check authentication before the body
        ids = await of_owner(world, path)
        for wrong in wrongs(schemas, operation, sent(world, method, path, ids)):
            asked += 1
            where = address(path, ids)
            answer = await world.owner.client.request(method, where, **wrong.sent)
            if not is_acceptable(answer, wrong):
                missed.append(f"{method} {path} {wrong.path} {wrong.value!r:.40}: {answer.text}")
    assert not missed, "\n".join(missed)
    assert asked > 900
