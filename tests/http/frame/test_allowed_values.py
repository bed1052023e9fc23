"""The message about a wrong value of an enum names the values that are allowed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders.people.users import Someone

DOCUMENT = json.loads((Path(__file__).parents[3] / "docs" / "openapi.json").read_text())
DEVICE = {"platform": "beos", "token": "f00d"}
POLICY = {"name": "Mine", "offsets": [{"daysBefore": 1, "atLocal": "09:00"}], "channels": ["fax"]}
ACTIONS = {"actions": [{"clientEventId": "e1", "productId": "p1", "action": "ADORE"}]}


@pytest.mark.parametrize(
    ("method", "path", "body", "field", "message"),
    [
        (
            "GET",
            "/v1/products?sort=cheap",
            None,
            "sort",
            "'cheap' is none of the allowed values: relevance, price, -price, newest",
        ),
        (
            "POST",
            "/v1/recipients/import?dateOrder=my",
            None,
            "dateOrder",
            "'my' is none of the allowed values: dmy, mdy, ymd",
        ),
        (
            "GET",
            "/v1/notifications?status=old",
            None,
            "status",
            "'old' is none of the allowed values: all, unread",
        ),
        (
            "POST",
            "/v1/me/device",
            DEVICE,
            "platform",
            "'beos' is none of the allowed values: ios, android, web",
        ),
        (
            "PATCH",
            "/v1/me",
            {"language": "fr"},
            "language",
            "'fr' is none of the allowed values: en, de",
        ),
        (
            "POST",
            "/v1/reminder-policies",
            POLICY,
            "channels[0]",
            "'fax' is none of the allowed values: PUSH, EMAIL",
        ),
    ],
)
async def test_a_wrong_value_is_answered_with_the_allowed_ones(
    ada: Someone, method: str, path: str, body: dict[str, Any] | None, field: str, message: str
) -> None:
    answer = await ada.client.request(method, path, json=body)

    assert answer.status_code == 400
    assert answer.json()["error"]["details"]["fields"] == [{"path": field, "message": message}]
    assert answer.json()["error"]["message"] == f"{field}: {message}"


async def test_an_enum_within_a_list_of_objects_names_its_values(ada: Someone) -> None:
    answer = await ada.client.post("/v1/recommendations/r1/feedback", json=ACTIONS)

    (field,) = answer.json()["error"]["details"]["fields"]
    assert field["path"] == "actions[0].action"
    assert re.fullmatch(r"'ADORE' is none of the allowed values: .*\bLIKE\b.*", field["message"])


def _enum_parameters() -> Iterator[tuple[str, str, str, list[str]]]:
    """Yields the method, address, name and values of each query parameter that is an enum."""
    for path, operations in DOCUMENT["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query" and (values := _values(parameter["schema"])):
                    yield method.upper(), path, parameter["name"], values


def _values(schema: dict[str, Any]) -> list[str]:
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    inner = schema.get("oneOf", []) + schema.get("anyOf", [])
    return [*schema.get("enum", []), *(value for one in inner for value in _values(one))]


PARAMETERS = [*_enum_parameters()]


def test_the_document_has_parameters_that_are_enums() -> None:
    assert {"sort", "in", "dateOrder"} <= {name for _, _, name, _ in PARAMETERS}


@pytest.mark.parametrize(("method", "path", "name", "values"), PARAMETERS)
async def test_each_parameter_that_is_an_enum_names_its_values(
    ada: Someone, method: str, path: str, name: str, values: list[str]
) -> None:
    answer = await ada.client.request(method, re.sub(r"\{\w+\}", "x", path), params={name: "no!"})

    fields = {one["path"]: one["message"] for one in answer.json()["error"]["details"]["fields"]}
    assert fields[name].startswith("'no!' is none of the allowed values: ")
    assert sorted(fields[name].partition(": ")[2].split(", ")) == sorted(map(str, values))
