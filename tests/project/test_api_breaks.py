"""A change of the API that breaks clients of the last tagged version is named in the changelog."""

import json
from typing import Any

import pytest

from project.api_surface import DOCUMENT, RELEASED, ROOT, breaks, surface

CHANGELOG = ROOT / "CHANGELOG.md"


def document(
    sent: dict[str, Any],
    got: dict[str, Any],
    *,
    query: str = "limit",
    required: str | None = None,
) -> dict[str, Any]:
    """Returns a document with one operation, its body and its response."""

    def content(name: str) -> dict[str, Any]:
        return {
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        }

    operation = {
        "parameters": [{"name": query, "in": "query", "schema": {"type": "integer"}}],
        "requestBody": content("Order"),
        "responses": {"200": content("Receipt"), "404": content("Receipt")},
    }
    schemas = {
        "Order": {"type": "object", "properties": sent, "required": [required] if required else []},
        "Receipt": {"type": "object", "properties": got, "required": list(got)},
    }
    return {"paths": {"/orders": {"post": operation}}, "components": {"schemas": schemas}}


TEXT = {"type": "string"}
SIZE = {"type": "string", "enum": ["S", "M"]}
LARGER = {"type": "string", "enum": ["S", "M", "L"]}
MAYBE = {"type": ["string", "null"]}
BEFORE = document({"name": TEXT, "size": SIZE}, {"id": TEXT, "size": SIZE})


@pytest.mark.parametrize(
    ("now", "broken"),
    [
        (BEFORE, []),
        (document({"name": TEXT, "size": SIZE, "note": TEXT}, {"id": TEXT, "size": SIZE}), []),
        (document({"name": TEXT, "size": SIZE}, {"id": TEXT, "size": SIZE, "at": TEXT}), []),
        (document({"size": SIZE}, {"id": TEXT, "size": SIZE}), ["Order.name"]),
        (document({"name": TEXT, "size": SIZE}, {"size": SIZE}), ["Receipt.id"]),
        (
            document({"name": TEXT, "size": SIZE}, {"id": TEXT, "size": SIZE}, required="name"),
            ["Order.name"],
        ),
        (
            document(
                {"name": TEXT, "size": SIZE, "by": TEXT},
                {"id": TEXT, "size": SIZE},
                required="by",
            ),
            ["Order.by"],
        ),
        (
            document({"name": TEXT, "size": SIZE}, {"id": {"type": "integer"}, "size": SIZE}),
            ["Receipt.id"],
        ),
        (
            document({"name": TEXT, "size": SIZE}, {"id": MAYBE, "size": SIZE}),
            ["Receipt.id"],
        ),
        (
            document({"name": TEXT, "size": {**SIZE, "enum": ["S"]}}, {"id": TEXT, "size": SIZE}),
            ["Order.size"],
        ),
        (
            document(
                {"name": TEXT, "size": SIZE},
                {"id": TEXT, "size": LARGER},
            ),
            [],
        ),
        (
            document({"name": TEXT, "size": SIZE}, {"id": TEXT, "size": SIZE}, query="count"),
            ["POST /orders ?limit"],
        ),
        (
            {"paths": {}, "components": {"schemas": {}}},
            [
                "Order",
                "Order.name",
                "Order.size",
                "POST /orders",
                "POST /orders 200",
                "POST /orders ?limit",
                "POST /orders body",
                "Receipt",
                "Receipt.id",
                "Receipt.size",
            ],
        ),
    ],
)
def test_a_change_breaks_clients_or_not(now: dict[str, Any], broken: list[str]) -> None:
    assert breaks(surface(BEFORE), surface(now)) == broken


def test_the_changelog_names_every_change_that_breaks_clients() -> None:
    released = json.loads(RELEASED.read_text())
    unreleased = CHANGELOG.read_text().split("\n## ")[1]

    broken = breaks(released, surface(json.loads(DOCUMENT.read_text())))

    assert [name for name in broken if f"`{name}`" not in unreleased] == [], (
        "name these parts of the API, in backticks, in CHANGELOG.md under Unreleased"
    )
