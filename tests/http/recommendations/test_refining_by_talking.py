"""A list is refined by the id of the earlier request and a text, and keeps what was understood."""

from typing import Any

import pytest
from dependency_injector import providers

from builders.ai.embedders import CountingEmbedder
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, error_of
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from builders.recommendations.feedback_api import (
    an_action,
    give_feedback,
    product_ids,
    recommend,
)
from gifter_app.container import Container

GIFTS = [
    {"id": "trowel", "title": "Garden trowel", "price_minor": 2400, "style_tags": ["practical"]},
    {"id": "gloves", "title": "Garden gloves", "price_minor": 1200},
    {"id": "lantern", "title": "Garden lantern", "price_minor": 3900, "style_tags": ["romantic"]},
    {"id": "necklace", "title": "Garden flower necklace", "price_minor": 2900},
    {"id": "book", "title": "Book of tea", "price_minor": 1000},
]
ASKED = {"context": {"text": "a birthday present for my aunt who gardens, under £40"}}


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    container.embedder.override(providers.Object(CountingEmbedder()))
    await put_catalogue(container.database(), GIFTS)
    await embed_all(container.catalogue().product_embeddings, container.embedder())


async def _refined(user: Someone, previous: dict[str, Any], text: str) -> dict[str, Any]:
    return await recommend(
        user, previousRequestId=previous["requestId"], context={"text": text}, limit=10
    )


@pytest.mark.parametrize("text", ["cheaper", "zu teuer"])
async def test_cheaper_gifts_cost_less_than_most_of_the_list_before(
    ada: Someone, text: str
) -> None:
    first = await recommend(ada, **ASKED)
    second = await _refined(ada, first, text)

    assert second["items"]
    assert all(item["product"]["defaultPrice"] <= 1920 for item in second["items"])
    before, after = first["understood"], second["understood"]
    for field in ("occasion", "relationship", "words", "adult", "excludes"):
        assert after[field] == before[field], field
    third = await _refined(ada, second, text)
    assert third["understood"]["budget"]["max"] < second["understood"]["budget"]["max"]


async def test_exclusions_are_added_and_stay(ada: Someone) -> None:
    first = await recommend(ada, **ASKED)
    second = await _refined(ada, first, "not jewellery")
    third = await _refined(ada, second, "kein Leder")

    assert "necklace" in product_ids(first)
    for later in (second, third):
        assert "necklace" not in product_ids(later)
    assert third["understood"]["excludes"] == ["jewellery", "leather"]
    assert third["understood"]["budget"] == first["understood"]["budget"]


async def test_a_style_ranks_lower_or_higher_also_in_the_list_after(ada: Someone) -> None:
    first = await recommend(ada, **ASKED)
    less = await _refined(ada, first, "less practical")
    again = await _refined(ada, less, "more romantic")

    place = [product_ids(each).index("trowel") for each in (first, less)]
    assert place[0] < place[1]
    assert product_ids(again)[0] == "lantern"
    assert product_ids(again).index("trowel") > 0


async def test_a_gift_of_the_list_may_be_named_by_its_place(ada: Someone) -> None:
    first = await recommend(ada)
    place = product_ids(first).index("book") + 1
    second = await _refined(ada, first, f"more like number {place}")

    assert product_ids(second)[0] == "book"
    assert "tea" in second["understood"]["words"]


async def test_refining_keeps_the_person_and_what_is_refused_for_them(ada: Someone) -> None:
    ana = await make_recipient(ada)
    first = await recommend(ada, **ASKED, recipientId=ana["id"])
    await give_feedback(ada, first, an_action("gloves", "HIDE"), an_action("trowel", "ALREADY_HAS"))
    second = await _refined(ada, first, "more like the second one")

    assert {"gloves", "trowel"}.isdisjoint(product_ids(second))
    [newest, _] = (await ada.get("/v1/recommendations"))["items"]
    assert newest["recipientId"] == ana["id"]


async def test_a_list_of_another_user_cannot_be_refined(ada: Someone, bob: Someone) -> None:
    first = await recommend(ada, **ASKED)
    body = {"previousRequestId": first["requestId"], "context": {"text": "cheaper"}}

    refused = await bob.client.post("/v1/recommendations", json=body)
    assert error_of(refused) == (404, "recommendation_request_not_found")
