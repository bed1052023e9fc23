"""Recommendations for an occasion: its details shape the query, and it lists the requests."""

from datetime import timedelta
from typing import Any

import pytest
from dependency_injector import providers
from sqlalchemy import select

from builders.ai.embedders import CountingEmbedder
from builders.core.clocks import FixedClock
from builders.occasions.api import enable_holiday, follow_birthday, make_occasion
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, error_of, wrong_paths
from builders.recommendations.catalogue_rows import put_catalogue
from gifter_adapters.postgres.recommendations.tables import recommendation_request
from gifter_app.container import Container

GIFTS = [
    {"id": "balloon", "title": "Balloon", "occasion_fit": ["birthday"]},
    {"id": "bouquet", "title": "Bouquet", "occasion_fit": ["mothers-day"]},
]


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    container.embedder.override(providers.Object(CountingEmbedder()))
    await put_catalogue(container.database(), GIFTS)


async def ask(asker: Someone, **body: Any) -> dict[str, Any]:
    answer = await asker.client.post("/v1/recommendations", json=body)
    assert answer.status_code == 200, answer.text
    decoded: dict[str, Any] = answer.json()
    return decoded


async def understood(container: Container, request_id: str) -> dict[str, Any]:
    row = select(recommendation_request.c.wish).where(recommendation_request.c.id == request_id)
    async with container.database().reads() as connection:
        wish = await connection.scalar(row)
    assert wish is not None
    kept: dict[str, Any] = wish["query"]
    return kept


async def test_the_occasion_fills_in_occasion_recipient_and_age(
    ada: Someone, container: Container
) -> None:
    mother = await make_recipient(ada, name="Ana", relationship="my mum", birthday="1960-12-01")
    birthday = await follow_birthday(ada, mother)
    holiday = await enable_holiday(ada, mother, "GB:mothers_day")

    first = await ask(ada, occasionId=birthday["id"])
    second = await ask(ada, occasionId=holiday["id"], recipientId=mother["id"])
    third = await ask(ada, occasionId=holiday["id"], context={"text": "christmas gift"})

    wish = await understood(container, first["requestId"])
    assert (wish["occasion"], wish["recipient"], wish["age"]) == ("birthday", "mum", 65)
    assert first["items"][0]["product"]["id"] == "balloon"
    assert second["items"][0]["product"]["id"] == "bouquet"
    assert (await understood(container, third["requestId"]))["occasion"] == "christmas"


async def test_upcoming_occasions_list_their_recommendation_requests(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    birthday = await make_occasion(ada, ana, type="BIRTHDAY", date="1988-12-01")
    wedding = await make_occasion(ada, ana, date="2026-12-02")
    for_birthday = await ask(ada, occasionId=birthday["id"])
    clock.move(timedelta(hours=1))
    for_ana = await ask(ada, recipientId=ana["id"])

    items = (await ada.get("/v1/occasions/upcoming", days=400))["items"]

    asked = [[one["requestId"] for one in item["recommendations"]] for item in items]
    assert [item["occasion"]["id"] for item in items] == [
        birthday["id"],
        wedding["id"],
        birthday["id"],
    ]
    assert asked == [
        [for_ana["requestId"], for_birthday["requestId"]],
        [for_ana["requestId"]],
        [],  # both requests were for the birthday before this one
    ]


async def test_a_recommendation_request_outlives_its_occasion(
    ada: Someone, ana: dict[str, Any]
) -> None:
    occasion = await make_occasion(ada, ana)
    asked = await ask(ada, occasionId=occasion["id"])

    await ada.client.delete(f"/v1/recipients/{ana['id']}")

    again = await ada.get(f"/v1/recommendations/{asked['requestId']}")
    assert again["items"] == asked["items"]


async def test_another_users_occasion_is_not_found(
    ada: Someone, bob: Someone, ana: dict[str, Any]
) -> None:
    occasion = await make_occasion(ada, ana)
    other = await make_recipient(ada, name="Rui")

    answer = await bob.client.post("/v1/recommendations", json={"occasionId": occasion["id"]})
    assert error_of(answer) == (404, "occasion_not_found")
    body = {"occasionId": occasion["id"], "recipientId": other["id"]}
    assert wrong_paths(await ada.client.post("/v1/recommendations", json=body)) == ["recipientId"]
