"""Recommendations for a recipient: the details that are used, and the private ones that are not."""

from typing import Any

import pytest
from dependency_injector import providers
from sqlalchemy import select

from builders.ai.embedders import CountingEmbedder
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, error_of
from builders.recommendations.catalogue_rows import put_catalogue
from builders.taste.api import completed
from gifter_adapters.postgres.recommendations.tables import recommendation_request
from gifter_app.container import Container

GIFTS: list[dict[str, Any]] = [
    {"id": "kit", "title": "Wooden train", "gift_tags": ["For kids"]},
    {"id": "vase", "title": "Stone vase", "gift_tags": ["For women"]},
    {"id": "mug", "title": "Tea mug"},
]
PRIVATE = {"name": "Zebedee Quux", "notes": "secretly collects xylophones"}
DAUGHTER = PRIVATE | {"relationship": "our little daughter", "birthday": "2020-11-21"}


@pytest.fixture
def embedder(container: Container) -> CountingEmbedder:
    embedder = CountingEmbedder()
    container.embedder.override(providers.Object(embedder))
    return embedder


@pytest.fixture(autouse=True)
async def catalogue(container: Container, embedder: CountingEmbedder) -> None:
    await put_catalogue(container.database(), GIFTS)


async def ask(asker: Someone, recipient_id: str, text: str = "") -> dict[str, Any]:
    body = {"recipientId": recipient_id, "context": {"text": text}}
    answer = await asker.client.post("/v1/recommendations", json=body)
    assert answer.status_code == 200, answer.text
    decoded: dict[str, Any] = answer.json()
    return decoded


async def understood(container: Container) -> dict[str, Any]:
    async with container.database().reads() as connection:
        wish = await connection.scalar(select(recommendation_request.c.wish))
    assert wish is not None
    kept: dict[str, Any] = wish["query"]
    return kept


async def test_relationship_and_age_of_the_recipient_complete_the_text(
    ada: Someone, container: Container
) -> None:
    recipient = await make_recipient(ada, **DAUGHTER)

    answer = await ask(ada, recipient["id"])

    wish = await understood(container)
    assert (wish["recipient"], wish["age"]) == ("daughter", 6)
    assert answer["items"][0]["product"]["id"] == "kit"
    assert "recipient_match" in answer["items"][0]["badges"]


async def test_the_text_overrides_the_recipients_details(
    ada: Someone, container: Container
) -> None:
    recipient = await make_recipient(ada, **DAUGHTER)

    await ask(ada, recipient["id"], "a present for my mum, aged 60")

    wish = await understood(container)
    assert (wish["recipient"], wish["age"]) == ("mum", 60)


async def test_a_missing_year_or_unclear_relationship_is_not_guessed(
    ada: Someone, container: Container
) -> None:
    recipient = await make_recipient(ada, birthday="--11-21", relationship="it's complicated")

    await ask(ada, recipient["id"], "tea")

    wish = await understood(container)
    assert (wish["recipient"], wish["age"], wish["words"]) == (None, None, ["tea"])


async def test_name_and_notes_reach_neither_the_model_nor_the_stored_query(
    ada: Someone, container: Container, embedder: CountingEmbedder
) -> None:
    recipient = await make_recipient(ada, **DAUGHTER)

    answer = await ask(ada, recipient["id"], "something with trains")
    await ask(ada, recipient["id"])

    sent = str(embedder.calls) + str(answer) + str(await understood(container))
    assert embedder.calls
    assert not [word for word in ("Zebedee", "Quux", "secretly", "xylophones") if word in sent]


async def test_a_user_as_their_own_recipient_has_their_own_taste(ada: Someone) -> None:
    own = await make_recipient(ada, type="USER", userId=ada.id)
    other = await make_recipient(ada)
    taste = await completed(ada, {"hard_noes": {"own": ["mugs"]}})

    lists = [await ask(ada, one["id"], "mug") for one in (own, other)]

    assert [[item["product"]["id"] for item in one["items"]].count("mug") for one in lists] == [
        0,
        1,
    ]
    for one, there in ((own, [taste["id"]]), (other, [])):
        found = await ada.get("/v1/taste-profiles", recipientId=one["id"])
        assert [profile["id"] for profile in found["items"]] == there


@pytest.mark.parametrize("name", ["recipientId", "tasteProfileId", "occasionId"])
async def test_an_empty_id_is_not_found(ada: Someone, name: str) -> None:
    answer = await ada.client.post("/v1/recommendations", json={name: ""})

    assert answer.status_code == 404


async def test_another_users_recipient_is_not_found(ada: Someone, bob: Someone) -> None:
    recipient = await make_recipient(ada, **DAUGHTER)

    answer = await bob.client.post("/v1/recommendations", json={"recipientId": recipient["id"]})

    assert error_of(answer) == (404, "recipient_not_found")
