"""Recommendations for a taste profile on the sample catalogue: ranking, exclusions, reasons."""

import re
from datetime import timedelta
from typing import Any

import pytest

from builders.core.clocks import FixedClock
from builders.occasions.api import make_occasion
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, wrong_paths
from builders.recommendations.catalogue_rows import judge_all
from builders.taste.api import answer_question, complete, completed, start
from gifter_app.container import Container
from gifter_cli.demo.commands import sample_catalogue

GARDENER = {
    "outdoors": {"chosen": ["gardening", "wildlife"]},
    "described_as": {"chosen": ["natural"]},
}


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    """Imports a third of the sample catalogue, with some products of every kind."""
    await container.catalogue().import_catalogue.execute(sample_catalogue()[::3], lambda *_: None)
    await judge_all(container.database())


async def ask(asker: Someone, text: str = "", **body: Any) -> dict[str, Any]:
    asked = {"context": {"text": text}, "limit": 20} | body
    answer = await asker.client.post("/v1/recommendations", json=asked)
    assert answer.status_code == 200, answer.text
    decoded: dict[str, Any] = answer.json()
    return decoded


def titles(answer: dict[str, Any]) -> list[str]:
    return [item["product"]["title"] for item in answer["items"]]


def texts_of(product: dict[str, Any]) -> str:
    """Returns all texts of a product."""
    texts = (product["title"], product["shortDescription"], product["description"])
    return " ".join(map(str, (*texts, product["specs"], *labels_of(product)))).lower()


def labels_of(product: dict[str, Any]) -> list[str]:
    tags = (*product["giftTags"], *product["occasionFit"], *product["styleTags"])
    return [str(product["category"]), *tags]


async def test_a_request_without_text_follows_the_taste_and_explains_matches(
    ada: Someone,
) -> None:
    profile = await completed(ada, GARDENER)

    answer = await ask(ada, tasteProfileId=profile["id"], limit=6)

    assert await ask(ada, limit=6) != answer
    for item in answer["items"]:
        if "taste_match" in item["badges"]:
            assert re.search(r" who (loves|likes|values|cares) ", item["explanation"])
        if "loves gardening" in item["explanation"]:
            assert "garden" in texts_of(item["product"]) or "allot" in texts_of(item["product"])
    assert sum("taste_match" in item["badges"] for item in answer["items"]) >= 5
    assert "likes" in answer["items"][0]["why"]
    assert answer["items"][0]["score"] == pytest.approx(sum(answer["items"][0]["why"].values()))


async def test_the_text_comes_first_and_the_taste_reorders_its_results(ada: Someone) -> None:
    profile = await completed(ada, GARDENER)

    without = await ask(ada, "made of wood", limit=5)
    found = await ask(ada, "made of wood", limit=5, tasteProfileId=profile["id"])

    def gardening(answer: dict[str, Any]) -> int:
        texts = [texts_of(item["product"]) for item in answer["items"]]
        return sum("garden" in text or "bird" in text for text in texts)

    assert gardening(found) > gardening(without)
    assert all("wood" in texts_of(item["product"]) for item in found["items"][:1])


def name_and_specs_of(product: dict[str, Any]) -> str:
    """Returns the texts that say what a product is and has; others only mention things."""
    return f"{product['title']}. {product['specs'] or ''}".lower()


HARD: list[tuple[dict[str, Any], str]] = [
    (
        {"hard_noes": {"chosen": ["alcohol"]}},
        r"whisky|whiskey|\bgin\b|\bwine|\bbeer|cider|champagne|cocktail",
    ),
    ({"hard_noes": {"chosen": ["scent"]}}, r"\bscent|candle|perfume|fragrance(?!.free)"),
    ({"materials": {"chosen": ["leather"]}}, r"\bleather\b|\bsuede\b"),
    ({"materials": {"chosen": ["wool"]}}, r"(\b|lambs)wool(len)?\b|\bmerino\b|\bmohair\b"),
    ({"diets": {"chosen": ["nut_allergy"]}}, r"\b(hazel|wal|pea)?nuts?\b(?!.free)|almond"),
    ({"diets": {"chosen": ["dairy_free"]}}, r"\bmilk\b|\bcheese\b|\bbutter\b|\bcream\b"),
    ({"diets": {"chosen": ["vegan"]}}, r"\bmilk\b|\bcheese\b|\bhoney\b|\bbeeswax\b|\beggs?\b"),
    ({"talks_about": {"text": "Allergic to wool"}}, r"(\b|lambs)wool(len)?\b|\bmerino\b"),
    ({"hard_noes": {"own": ["anything made of leather"]}}, r"leather|suede"),
    ({"hard_noes": {"own": ["wool or leather, nuts"]}}, r"leather|suede|\bmerino\b|\balmonds?\b"),
    ({"hard_noes": {"own": ["any kind of strong alcohol"]}}, r"whisky|\bgin\b|\bwine\b|\bbeer\b"),
    ({"hard_noes": {"own": ["She hates candles"]}}, r"\bcandles?\b"),
    ({"diets": {"own": ["allergic to chocolate"]}}, r"\bchocolates?\b|\bbrownies?\b"),
    ({"never_enough": {"text": "He never drinks coffee"}}, r"\bcoffee\b(?! grinder)"),
]
# Things without a code of a trait are refused by their words.
WORDS: list[tuple[dict[str, Any], str]] = [
    ({"hard_noes": {"chosen": [], "own": ["oak"]}}, r"\boaks?\b"),
    ({"talks_about": {"text": "Brass bands. Can't stand copper"}}, r"\bcopper\b"),
    ({"hard_noes": {"own": ["No knives"]}}, r"knife|knives"),
    ({"materials": {"own": ["hates linen"]}}, r"\blinen\b"),
]
# Walnut wood, vegan cheese, hand cream and plaster eggs.
ONLY_SOUND_LIKE_IT = {
    "Hand Coffee Grinder",
    "Wooden Travel Chess",
    "Pepper Mill in Walnut",
    "Cherry Wood Butter Knife",
    "Brie Baker",
    "Cashew Cheese Board",
    "Rose Geranium Body Cream",
    "Dig-Out Dinosaur Egg Set",
}


async def test_excluded_products_are_never_recommended(ada: Someone, container: Container) -> None:
    await container.catalogue().import_catalogue.execute(sample_catalogue(), lambda *_: None)
    await judge_all(container.database())
    for answers, forbidden in HARD + WORDS:
        profile = await completed(ada, answers)
        # The requests: no text, and the very words that the profile excludes.
        words = " ".join(re.findall(r"[a-z]{3,}", re.sub(r"\(.*?\)|\\b", " ", forbidden)))

        lists = [
            await ask(ada, text, tasteProfileId=profile["id"], limit=50) for text in ("", words)
        ]
        bare = await ask(ada, words, limit=50)

        products = [item["product"] for answer in lists for item in answer["items"]]
        assert len(products) == 100
        found = [
            texts_of(product) if (answers, forbidden) in WORDS else name_and_specs_of(product)
            for product in products
            if product["title"] not in ONLY_SOUND_LIKE_IT
        ]
        assert [texts for texts in found if re.search(forbidden, texts)] == []
        assert [i for i in bare["items"] if re.search(forbidden, texts_of(i["product"]))]


@pytest.mark.parametrize(
    ("limit", "kept_away"),
    [
        ("clothes", {"Newborn Knot Set", "Linen Sleep Set"}),
        ("plants", {"Heirloom Tomato Collection", "Chilli Grower's Ladder"}),
        ("scent", {"Lavender Eye Pillow", "Wheat Shoulder Wrap"}),
    ],
)
async def test_a_product_is_excluded_by_its_description_alone(
    ada: Someone, container: Container, limit: str, kept_away: set[str]
) -> None:
    await container.catalogue().import_catalogue.execute(sample_catalogue(), lambda *_: None)
    await judge_all(container.database())
    profile = await completed(ada, {"hard_noes": {"chosen": [limit]}})

    for title in kept_away:
        assert title in titles(await ask(ada, title))
        assert title not in titles(await ask(ada, title, tasteProfileId=profile["id"], limit=50))


async def test_kinds_of_gifts_are_excluded_by_label_but_not_those_free_of_them(
    ada: Someone, container: Container
) -> None:
    await container.catalogue().import_catalogue.execute(sample_catalogue(), lambda *_: None)
    await judge_all(container.database())
    kinds = await completed(ada, {"hard_noes": {"chosen": ["books", "plants", "gadgets"]}})
    sober = await completed(ada, {"hard_noes": {"chosen": ["alcohol"]}})

    found = await ask(ada, "books, plants and gadgets", tasteProfileId=kinds["id"], limit=50)
    aperitifs = await ask(ada, "aperitif", tasteProfileId=sober["id"])

    assert not {item["product"]["category"] for item in found["items"]} & {"books", "tech"}
    assert not [t for t in titles(found) if re.search(r"(?i)\b(book|novel|plant|flower)s?\b", t)]
    assert "Nought Spritz Trio" in titles(aperitifs)


async def test_disliked_products_rank_lower_but_stay_in_the_list(ada: Someone) -> None:
    profile = await completed(ada, {"drawer": {"chosen": ["candle"]}})

    without = await ask(ada, "candle", limit=3)
    found = await ask(ada, "candle", limit=50, tasteProfileId=profile["id"])

    score = {item["product"]["id"]: item["score"] for item in found["items"]}
    for item in without["items"]:
        assert score[item["product"]["id"]] < item["score"] * 0.6


async def test_the_price_in_the_profile_is_the_default_budget(
    ada: Someone,
) -> None:
    spend = {"budget": {"min": 1000, "max": 2500, "currency": "GBP"}}
    profile = await completed(ada, GARDENER | {"price_comfort": spend})

    found = await ask(ada, tasteProfileId=profile["id"])
    asked = await ask(ada, "for the garden, under £60", tasteProfileId=profile["id"])
    explicit = {"min": 5000, "currency": "GBP"}
    dear = await ask(ada, tasteProfileId=profile["id"], budget=explicit)

    assert all(1000 <= item["product"]["defaultPrice"] <= 2500 for item in found["items"])
    assert any(item["product"]["defaultPrice"] > 2500 for item in asked["items"])
    assert all(item["product"]["defaultPrice"] >= 5000 for item in dear["items"])


async def test_the_last_completed_profile_of_a_recipient_is_used(
    ada: Someone, clock: FixedClock
) -> None:
    ana = await make_recipient(ada, relationship="sister")
    about = {"mode": "recipient", "recipientId": ana["id"]}
    plain = await ask(ada, recipientId=ana["id"])
    unfinished = await start(ada, **about)
    await answer_question(ada, unfinished["profile"]["id"], "cat_or_dog", {"chosen": ["dog"]})
    still_plain = await ask(ada, recipientId=ana["id"])
    older = await completed(ada, GARDENER, **about)
    clock.move(timedelta(days=1))
    await completed(ada, {"cat_or_dog": {"chosen": ["cat"]}}, **about)

    by_recipient = await ask(ada, recipientId=ana["id"], limit=5)
    named = await ask(ada, recipientId=ana["id"], tasteProfileId=older["id"], limit=5)
    by_profile_alone = await ask(ada, tasteProfileId=older["id"], limit=5)
    clock.move(timedelta(days=1))
    await answer_question(ada, older["id"], "tea_or_coffee", {"chosen": ["tea"]})
    await complete(ada, older["id"])
    again = await ask(ada, recipientId=ana["id"], limit=5)

    assert still_plain["items"] == plain["items"]
    assert "loves cats" in by_recipient["items"][0]["explanation"]
    assert "loves gardening" in named["items"][0]["explanation"]
    assert by_profile_alone["items"] == named["items"]
    assert not [item for item in again["items"] if "loves cats" in item["explanation"]]


async def test_a_profile_of_one_recipient_is_refused_for_another(ada: Someone) -> None:
    ana, ben = await make_recipient(ada), await make_recipient(ada, name="Ben")
    of_ben = await make_occasion(ada, ben)
    of_ana = await completed(ada, GARDENER, mode="recipient", recipientId=ana["id"])
    own = await completed(ada, GARDENER)

    def asked(**body: Any) -> Any:
        return ada.client.post("/v1/recommendations", json={"context": {"text": "tea"}} | body)

    for whose in ({"recipientId": ben["id"]}, {"occasionId": of_ben["id"]}):
        assert wrong_paths(await asked(tasteProfileId=of_ana["id"], **whose)) == ["recipientId"]
        assert (await asked(tasteProfileId=own["id"], **whose)).status_code == 200
    right = await asked(tasteProfileId=of_ana["id"], recipientId=ana["id"])
    assert right.status_code == 200


async def test_a_stored_response_is_the_same_after_the_profile_is_deleted(ada: Someone) -> None:
    spend = {"budget": {"max": 4000, "currency": "GBP"}}
    profile = await completed(ada, GARDENER | {"price_comfort": spend})
    answer = await ask(ada, "a birthday present", tasteProfileId=profile["id"])
    await ada.client.delete(f"/v1/taste-profiles/{profile['id']}")

    assert await ada.get(f"/v1/recommendations/{answer['requestId']}") == answer
    assert " who loves " in str(answer)


async def test_an_empty_profile_changes_nothing(ada: Someone) -> None:
    profile = (await start(ada))["profile"]

    assert titles(await ask(ada, "tea", tasteProfileId=profile["id"])) == titles(
        await ask(ada, "tea")
    )
