"""Recommendations over HTTP, and reading a stored response again."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import httpx
import pytest
from dependency_injector import providers

from builders.ai.embedders import CountingEmbedder
from builders.catalogue.rows import put_brand, put_product
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from gifter_app.container import Container
from gifter_domain.ai.embedding import EmbeddingUnavailable

GIFTS = [
    {"id": "trowel", "title": "Garden trowel", "occasion_fit": ["birthday"], "price_minor": 2400},
    {"id": "gloves", "title": "Gardening gloves", "price_minor": 1200},
    {"id": "shed", "title": "Garden shed", "price_minor": 90_000},
    {"id": "lamp", "title": "Oak lamp", "price_minor": 3900, "is_featured": True},
    {"id": "sold", "title": "Garden fork", "price_minor": 3000, "in_stock": False},
    {"id": "hidden", "title": "Garden gnome", "visible_to_gifter": False},
]
ASKED = {"context": {"text": "birthday present for a friend who gardens, under £40"}}


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    container.embedder.override(providers.Object(CountingEmbedder()))
    await put_catalogue(container.database(), GIFTS)
    await embed_all(container.catalogue().product_embeddings, container.embedder())


def _sign_in(client: httpx.AsyncClient, container: Container, sub: str) -> None:
    token = container.development_identity().mint(sub, lifetime=timedelta(hours=1))
    client.headers["Authorization"] = f"Bearer {token}"


@pytest.fixture
def client(client: httpx.AsyncClient, container: Container) -> httpx.AsyncClient:
    _sign_in(client, container, "ada")
    return client


async def _ask(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await client.post("/v1/recommendations", json=body)
    assert answer.status_code == 200, answer.text
    decoded: dict[str, Any] = answer.json()
    return decoded


def _ids(answer: dict[str, Any]) -> list[str]:
    return [item["product"]["id"] for item in answer["items"]]


async def test_a_request_with_a_text_gets_explained_recommendations(
    client: httpx.AsyncClient,
) -> None:
    answer = await _ask(client, **ASKED)

    assert _ids(answer) == ["trowel", "gloves", "lamp"]
    best = answer["items"][0]
    assert best["rank"] == 1
    assert best["score"] == pytest.approx(sum(best["why"].values()))
    assert best["badges"] == ["under_budget", "occasion_match"]
    assert best["explanation"] == "Thoughtful for your friend, with a heart for gardening."
    assert (best["product"]["defaultPrice"], best["product"]["defaultCurrency"]) == (2400, "GBP")
    pipeline = answer["pipeline"]
    assert set(pipeline.pop("timingsMs")) == {"embed", "retrieve", "rank"}
    assert pipeline == {
        "candidates": 3,
        "reranked": "skipped",
        "reason": "notConfigured",
        "embedder": "test/counting/8",
        "retrieval": "exact",
        "exchange": {"currency": "GBP", "ratesFrom": None, "isOld": False},
    }


async def test_a_response_says_how_the_request_was_understood(client: httpx.AsyncClient) -> None:
    text = "birthday present for my aunt who gardens, around £40, no candles"
    understood = (await _ask(client, context={"text": text}))["understood"]

    spans = understood.pop("spans")
    sure = understood.pop("sure")
    assert understood == {
        "language": "en",
        "supported": True,
        "budget": {"min": 3000, "max": 5000, "around": 4000, "currency": "GBP", "per": None},
        "people": None,
        "ages": [],
        "adult": True,
        "occasion": "birthday",
        "relationship": "aunt",
        "interests": ["gardens"],
        "excludes": ["candles"],
        "owned": [],
        "deadline": False,
        "words": ["gardens"],
        "corrected": [],
        "question": None,
    }
    stated = {span["field"]: text[span["start"] : span["end"]] for span in spans}
    assert stated["occasion"] == "birthday"
    assert stated["budget"] == "around £40"
    assert (sure["budget"], sure["adult"], sure["people"]) == (1.0, 0.9, 0.0)


async def test_overrides_win_over_the_text_and_are_stored(client: httpx.AsyncClient) -> None:
    overrides = {
        "budget": {"max": 1500},
        "relationship": "aunt",
        "interests": ["gardening"],
        "occasion": None,
    }
    answer = await _ask(client, **ASKED, budget={"max": 9, "currency": "GBP"}, overrides=overrides)
    stored = (await client.get(f"/v1/recommendations/{answer['requestId']}")).json()

    understood = answer["understood"]
    assert _ids(answer) == ["gloves"]
    assert understood["budget"]["max"] == 1500
    assert (understood["relationship"], understood["occasion"]) == ("aunt", None)
    assert (understood["adult"], understood["words"]) == (True, ["gardening"])
    assert (understood["sure"]["budget"], understood["sure"]["occasion"]) == (1.0, 0.0)
    assert stored == answer


async def test_a_cleared_budget_lets_every_price_in(client: httpx.AsyncClient) -> None:
    answer = await _ask(client, **ASKED, overrides={"budget": None})

    assert set(_ids(answer)) == {"trowel", "gloves", "lamp", "shed"}


async def test_an_empty_list_says_why_and_the_suggestion_gives_gifts(
    client: httpx.AsyncClient,
) -> None:
    body = {"context": {"text": "something for the garden, under £10"}}
    answer = await _ask(client, **body)
    stored = (await client.get(f"/v1/recommendations/{answer['requestId']}")).json()
    followed = await _ask(client, **body, overrides=answer["empty"]["overrides"])

    assert answer["items"] == []
    assert stored == answer
    assert answer["empty"] == {
        "reason": "budget_max",
        "message": "Nothing under £10.00; the cheapest match is £12.00.",
        "overrides": {"budget": {"max": 1200, "currency": "GBP"}},
    }
    assert _ids(followed) == ["gloves"]
    assert followed["empty"] is None


async def test_a_question_is_asked_beside_the_list_and_its_choices_are_overrides(
    client: httpx.AsyncClient,
) -> None:
    body = {"context": {"text": "something for my niece who gardens"}}
    answer = await _ask(client, **body)
    question = answer["understood"]["question"]
    stored = (await client.get(f"/v1/recommendations/{answer['requestId']}")).json()

    assert len(answer["items"]) == 4
    assert stored == answer
    assert question["field"] == "adult"
    assert question["text"] == "Is the gift for a child or for a grown-up?"
    assert [choice["overrides"] for choice in question["choices"]] == [
        {"adult": False},
        {"adult": True},
    ]
    next_answer = await _ask(client, **body, overrides=question["choices"][0]["overrides"])
    assert next_answer["understood"]["adult"] is False
    assert next_answer["understood"]["question"]["field"] == "budget"


async def test_the_choices_of_a_budget_all_give_gifts(client: httpx.AsyncClient) -> None:
    body = {"context": {"text": "ein Geschenk für meine Tante, die gerne gärtnert"}}
    question = (await _ask(client, **body))["understood"]["question"]

    assert question["text"] == "Wie viel möchtest du ausgeben?"
    assert len(question["choices"]) == 3
    for choice in question["choices"]:
        answer = await _ask(client, **body, overrides=choice["overrides"])
        assert answer["items"]
        assert answer["understood"]["question"] is None


async def test_a_text_in_another_language_is_answered_as_not_supported(
    client: httpx.AsyncClient,
) -> None:
    text = "un cadeau pour ma mère qui aime le jardinage, moins de 30 euros"
    answer = await _ask(client, context={"text": text})

    understood = answer["understood"]
    assert (understood["language"], understood["supported"]) == ("fr", False)
    assert [note["code"] for note in answer["notes"]] == ["language_not_supported"]
    assert "English and German" in answer["notes"][0]["message"]


async def test_an_empty_request_lists_featured_products_first(
    client: httpx.AsyncClient,
) -> None:
    answer = await _ask(client)

    assert _ids(answer)[0] == "lamp"
    assert sorted(_ids(answer)) == ["gloves", "lamp", "shed", "trowel"]


async def test_budget_and_constraints_are_respected(client: httpx.AsyncClient) -> None:
    answer = await _ask(
        client,
        **ASKED,
        budget={"min": 2000, "max": 95_000, "currency": "gbp"},
        constraints={
            "excludeProductIds": ["trowel", "unknown"],
            "excludeBrandIds": ["unknown"],
            "includeOutOfStock": True,
        },
        limit=2,
    )
    of_another_brand = await _ask(client, constraints={"excludeBrandIds": ["b1"]})

    assert set(_ids(answer)) < {"shed", "sold", "lamp"}
    assert len(answer["items"]) == 2
    assert of_another_brand["items"] == []


async def test_a_stored_response_is_readable_by_its_owner_only(
    client: httpx.AsyncClient, container: Container
) -> None:
    answer = await _ask(client, **ASKED)
    address = f"/v1/recommendations/{answer['requestId']}"

    first, second = await client.get(address), await client.get(address)
    _sign_in(client, container, "eve")
    by_another = await client.get(address)

    assert first.json() == second.json() == answer
    assert by_another.status_code == 404
    assert by_another.json()["error"]["code"] == "recommendation_request_not_found"


async def test_a_stored_response_leaves_out_hidden_products(
    client: httpx.AsyncClient, container: Container
) -> None:
    answer = await _ask(client, **ASKED)
    await put_product(container.database(), "trowel", title="Garden trowel", status="archived")

    again = (await client.get(f"/v1/recommendations/{answer['requestId']}")).json()
    await put_brand(container.database(), "b1", status="suspended")
    at_last = (await client.get(f"/v1/recommendations/{answer['requestId']}")).json()

    assert again["items"] == answer["items"][1:]
    assert at_last["items"] == []


async def test_a_stored_response_shows_the_current_price_and_stock(
    client: httpx.AsyncClient, container: Container
) -> None:
    answer = await _ask(client, **ASKED)
    await put_product(
        container.database(), "trowel", title="Garden trowel", price_minor=4500, in_stock=False
    )

    again = (await client.get(f"/v1/recommendations/{answer['requestId']}")).json()
    trowel = next(item for item in again["items"] if item["product"]["id"] == "trowel")

    assert trowel["product"]["defaultPrice"] == 4500
    assert "out_of_stock" in trowel["badges"]
    assert "under_budget" not in trowel["badges"]


async def test_without_the_embedder_results_come_from_text_search_only(
    client: httpx.AsyncClient, container: Container
) -> None:
    async def away(_texts: Sequence[str]) -> None:
        raise EmbeddingUnavailable("away")

    container.embedder.override(providers.Object(CountingEmbedder(before=away)))
    container.recommendations.reset()

    answer = await _ask(client, **ASKED)

    assert _ids(answer) == ["trowel", "gloves", "lamp"]
    assert answer["pipeline"]["embedder"] is None
    assert "semantic" not in answer["items"][0]["why"]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("recipientId", "recipient_not_found"),
        ("tasteProfileId", "taste_profile_not_found"),
        ("occasionId", "occasion_not_found"),
    ],
)
async def test_an_unknown_recipient_profile_or_occasion_is_not_found(
    client: httpx.AsyncClient, field: str, code: str
) -> None:
    answer = await client.post("/v1/recommendations", json={field: "r1"})

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == code


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 51}, "limit"),
        ({"budget": {"max": 5}}, "budget.currency"),
        ({"budget": {"max": 5, "currency": "XXY"}}, "budget.currency"),
        ({"budget": {"max": -1, "currency": "GBP"}}, "budget.max"),
        ({"budget": {"max": 2**63, "currency": "GBP"}}, "budget.max"),
        ({"budget": {"max": 1.5, "currency": "GBP"}}, "budget.max"),
        ({"budget": {"min": 2, "max": 1, "currency": "GBP"}}, "budget.max"),
        ({"context": {"text": "x" * 1001}}, "context.text"),
        ({"context": {"text": "\0"}}, "context.text"),
        ({"context": {"words": "tea"}}, "context.words"),
        ({"constraints": {"excludeProductIds": ["p"] * 501}}, "constraints.excludeProductIds"),
        ({"constraints": {"excludeBrandIds": ["\0"]}}, "constraints.excludeBrandIds[0]"),
        ({"colour": "red"}, "colour"),
        ({"overrides": {"colour": "red"}}, "overrides.colour"),
        ({"overrides": {"budget": {"max": -1}}}, "overrides.budget.max"),
        ({"overrides": {"budget": {"min": 9, "max": 1}}}, "overrides.budget.max"),
        ({"overrides": {"budget": {"max": 1, "currency": "XXY"}}}, "overrides.budget.currency"),
        ({"overrides": {"people": 0}}, "overrides.people"),
        ({"overrides": {"ages": [[9, 3]]}}, "overrides.ages[0]"),
        ({"overrides": {"ages": [[7, 200]]}}, "overrides.ages[0][1]"),
        ({"overrides": {"adult": "no"}}, "overrides.adult"),
        ({"overrides": {"occasion": "tuesday"}}, "overrides.occasion"),
        ({"overrides": {"relationship": "lord"}}, "overrides.relationship"),
        ({"overrides": {"language": "fr"}}, "overrides.language"),
        ({"overrides": {"interests": [""]}}, "overrides.interests[0]"),
        ({"overrides": {"excludes": ["x" * 101]}}, "overrides.excludes[0]"),
        ({"overrides": {"words": ["x"] * 51}}, "overrides.words"),
    ],
)
async def test_an_invalid_field_is_reported(
    client: httpx.AsyncClient, body: dict[str, Any], path: str
) -> None:
    answer = await client.post("/v1/recommendations", json=body)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid_input"
    assert [problem["path"] for problem in answer.json()["error"]["details"]["fields"]] == [path]


async def test_unusual_texts_get_recommendations(client: httpx.AsyncClient) -> None:
    for text in ("' OR 1=1 --", "\U0001f381" * 500, "٣ gifts", "é" * 1000, "under £" + "9" * 400):
        await _ask(client, context={"text": text})


async def test_a_lone_surrogate_causes_no_server_error(client: httpx.AsyncClient) -> None:
    body = json.dumps({"context": {"text": "PLACE"}}).replace("PLACE", "\\ud800").encode()

    answer = await client.post(
        "/v1/recommendations", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code in (200, 400)


async def test_a_misspelt_word_is_repaired_by_the_words_of_the_catalogue(
    client: httpx.AsyncClient,
) -> None:
    answer = await _ask(client, context={"text": "gadren gifts"})

    assert answer["understood"]["corrected"] == [{"from": "gadren", "to": "garden"}]
    assert answer["understood"]["words"] == ["garden"]
