"""A check of explanations that knows nothing of the writer, on the whole sample catalogue."""

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from builders.recommendations.candidates import a_product
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.explanation import explanation
from gifter_domain.recommendations.gift_query import parse_query
from gifter_domain.recommendations.phrasing import LANGUAGES

_REQUESTS = [
    "birthday present for my dad who loves gardening, under £40",
    "something for my sister, she is into tea and reading",
    "leather notebook",
    "wedding gift, about £50",
    "for my mum whose mother has died",
    "gift for my boss",
    "Christmas present for a 6 year old",
    "My uncle turns 60, does not drink and loves birds. Around £30, no plastic.",
    "he cycles to work",
    "housewarming for a vegan couple, handmade",
    "my girlfriend loves cats, valentine's day",
    "retirement gift for a colleague who hikes",
    "",
]
_CHECKED = re.compile(
    r"\b(?:\d[\d.,]*|one hundred|two hundred|dozen|silver|golden?|copper|brass|bronze|steel|iron"
    r"|tin|pewter|leather|wool|woollen|merino|linen|cotton|silk|felt|oak|ash|walnut|beech|wood|wooden"
    r"|bamboo|glass|ceramic|porcelain|stoneware|clay|wax|beeswax|paper|plastic|rubber|stone|marble"
    r"|black|white|gr[ae]y|blue|green|red|pink|yellow|orange|purple|brown|organic|vegan|handmade"
    r"|recycled|personalised|Kupfer|Silber|Gold|Messing|Stahl|Leder|Wolle|Leinen|Holz|Glas|schwarz"
    r"|weiß|blau|grün|rot|gelb|braun|handgemacht|nachhaltig|personalisiert|biologisch)\b",
    re.IGNORECASE,
)
_SAID_OF_LABELS = {
    "handgemacht": "handmade",
    "nachhaltig": "sustainable",
    "personalisiert": "personalised",
    "biologisch": "organic",
}
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_NAMES_OF_OCCASIONS = {"Christmas", "Valentine", "Day", "Mother", "Father"}
_FUNCTION_WORDS = {
    "en": {"the", "a", "an", "for", "and", "of", "it", "is", "with", "to", "that", "this"},
    "de": {"der", "die", "das", "ein", "eine", "für", "und", "mit", "zum", "ist", "es", "wer"}
    | {
        "um",
        "nicht",
        "von",
        "im",
        "zu",
        "dich",
        "du",
        "etwas",
        "man",
        "einen",
        "gut",
        "kleiner",
        "damit",
        "kommst",
    },
}


def _sample_products() -> list[ListedProduct]:
    lines = files("gifter_cli").joinpath("sample_catalogue.jsonl").read_text().splitlines()
    bodies = [json.loads(line) for line in lines]
    return [_product(body) for body in bodies if "product" in body]


def _product(body: dict[str, Any]) -> ListedProduct:  # Any: JSON
    fields = body["product"]
    return a_product(
        body["payloadProductId"],
        body["brand"]["name"],
        title=fields["title"],
        short_description=fields["shortDescription"],
        description=fields["description"],
        specs=fields["specs"],
        category=fields["category"],
        gift_tags=tuple(fields["giftTags"]),
        occasion_fit=tuple(fields["occasionFit"]),
        style_tags=tuple(fields["styleTags"]),
    )


def _facts(product: ListedProduct) -> str:
    texts = (product.title, product.short_description, product.description, product.specs)
    tags = (*product.gift_tags, *product.style_tags, product.category, product.brand.name)
    return " ".join(filter(None, (*texts, *tags)))


def _unfounded(explained: str, product: ListedProduct) -> list[str]:
    """Returns the numbers, materials, colours, properties and names without a fact behind them."""
    known = _facts(product).lower()
    checked = (word.lower() for word in _CHECKED.findall(explained))
    return [word for word in checked if _SAID_OF_LABELS.get(word, word) not in known]


def _unfounded_names(explained: str, product: ListedProduct) -> list[str]:
    parts = {part for name in _NAME.findall(explained) for part in name.split()}
    return sorted(part for part in parts - _NAMES_OF_OCCASIONS if part not in _facts(product))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("request_text", _REQUESTS)
def test_explanations_state_only_facts_of_the_product(request_text: str, language: str) -> None:
    query = parse_query(request_text)
    for rank, product in enumerate(_sample_products(), start=1):
        explained = explanation(query, product, rank, language)

        assert not _unfounded(explained, product), explained
        if language == "en":  # German writes every noun with a capital
            assert not _unfounded_names(explained, product), explained
        assert not re.search(r"[<>{}£€$]|https?:", explained)
        assert len(explained) <= 200
        assert _language_of(explained) == language, explained


@pytest.mark.parametrize("said", ["It is silver.", "Set of 12.", "Made of oak.", "Handmade."])
def test_the_check_finds_what_the_product_does_not_state(said: str) -> None:
    assert _unfounded(said, a_product())
    assert _unfounded_names("A cup from Cornwall.", a_product()) == ["Cornwall"]


def _language_of(text: str) -> str:
    words = re.findall(r"\w+", text.lower())
    counts = {
        language: sum(word in known for word in words)
        for language, known in _FUNCTION_WORDS.items()
    }
    return max(counts, key=lambda language: counts[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("request_text", _REQUESTS)
def test_no_two_of_20_gifts_begin_alike(request_text: str, language: str) -> None:
    query = parse_query(request_text)
    products = _sample_products()[:60]
    begun = [
        re.split(r"(?<=[.?!”]) ", explanation(query, product, rank, language))[0]
        for rank, product in enumerate(products, start=1)
    ]

    assert all(len({*begun[at : at + 20]}) == 20 for at in range(40))
