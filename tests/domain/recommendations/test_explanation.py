"""Explanations: every quotation and every number comes from the product or the request."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.notifications.wording import in_english
from builders.recommendations.candidates import a_product, candidate_lists
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.explanation import badges, explanation
from gifter_domain.recommendations.gift_query import GiftQuery, parse_query
from gifter_domain.shared.money import Budget, Money

_QUOTED = re.compile(r"“([^”]*)”")
_AMOUNT = re.compile(r"[£€]?[\d,]+\.\d\d")
_FRAME = set(
    re.findall(
        r"\w+",
        "by it has in its name is labelled mentions description marked as an gift tagged and costs"
        " within your budget out of stock at the moment",
    )
)

_texts = st.sampled_from(
    [
        "gift for my dad who loves golf and gardening, under £50",
        "birthday present for someone into tea, £10 to £20",
        "wedding gift, about £30",
        "copper records",
        "thank you for a garden lover",
        "",
    ]
)


def _texts_of(product: ListedProduct) -> list[str]:
    category = (product.category or "").replace("-", " ")
    texts = (product.title, product.short_description, product.description, category)
    tags = (*product.gift_tags, *product.style_tags, *product.occasion_fit)
    return [text.replace("_", " ") for text in (*texts, *tags) if text]


@given(_texts, candidate_lists(max_size=4))
def test_quotations_come_from_the_product_and_amounts_from_price_or_budget(
    text: str, candidates: list[Candidate]
) -> None:
    query = parse_query(text)
    for product in (candidate.product for candidate in candidates):
        explained = explanation(query, product, in_english)

        assert all(
            any(quoted in source for source in _texts_of(product))
            for quoted in _QUOTED.findall(explained)
        )
        budget = query.budget
        most = [Money(budget.max_minor or 0, budget.currency)] if budget else []
        price = [product.price] if product.price else []
        assert {*_AMOUNT.findall(explained)} <= {in_english(amount) for amount in [*price, *most]}


@given(_texts, candidate_lists(max_size=4))
def test_all_other_words_belong_to_the_fixed_sentences(
    text: str, candidates: list[Candidate]
) -> None:
    query = parse_query(text)
    for product in (candidate.product for candidate in candidates):
        lead = (product.short_description or product.title).strip().rstrip(" .!?")
        explained = explanation(query, product, in_english)
        rest = _QUOTED.sub("", explained.removeprefix(lead)).replace(product.brand.name, "")
        occasions = {w for tag in product.occasion_fit for w in re.findall(r"\w+", tag.lower())}

        assert explained.startswith(lead)
        words = {word.lower() for word in re.findall(r"[A-Za-z]{2,}", rest)}
        assert words <= _FRAME | {"eur"} | {part for o in occasions for part in o.split("_")}


def test_an_explanation_names_the_facts_that_match_the_request() -> None:
    query = parse_query("birthday gift for my dad who gardens, under £40")
    product = a_product(
        title="Gardener's Trowel", occasion_fit=("birthday",), gift_tags=("For dad",)
    )

    assert explanation(query, product, in_english) == (
        "Gardener's Trowel, by Fern & Furrow. It has “Gardener” in its name, is marked as a "
        "birthday gift and is tagged “For dad”. £24.00 is within your £40.00."
    )


def test_a_matching_label_is_quoted_in_full() -> None:
    product = a_product(gift_tags=("Garden lovers",), price=None)

    assert (
        explanation(parse_query("gardening"), product, in_english)
        == "Copper Hand Trowel, by Fern & Furrow. It is labelled “Garden lovers”."
    )


def test_a_category_is_written_as_words() -> None:
    product = a_product(category="coffee-and-tea", price=None)

    assert "is labelled “coffee and tea”" in explanation(parse_query("tea"), product, in_english)


@pytest.mark.parametrize(
    "text",
    [
        "housewarming for a vegan couple",
        "less than fifty pounds for a cyclist",
        "whisky glasses for men",
        "the best of it",
    ],
)
def test_grammar_words_are_never_a_reason(text: str) -> None:
    product = a_product(
        title="A Torch for the Shed", description="It is a torch for all of us with a hook."
    )

    assert "It has" not in explanation(parse_query(text), product, in_english)
    assert "mentions" not in explanation(parse_query(text), product, in_english)


def test_a_product_without_matching_facts_is_explained_by_title_and_brand() -> None:
    assert (
        explanation(GiftQuery(), a_product(price=None), in_english)
        == "Copper Hand Trowel, by Fern & Furrow."
    )


def test_each_badge_appears_once() -> None:
    query = parse_query("birthday gift for my dad, under £40")
    product = a_product(
        is_featured=True,
        in_stock=False,
        occasion_fit=("Birthday",),
        gift_tags=("for-dad", "Handmade"),
        style_tags=("hand-made",),
    )

    assert badges(query, product) == (
        "under_budget",
        "occasion_match",
        "recipient_match",
        "featured",
        "out_of_stock",
        "handmade",
    )


def test_a_price_in_another_currency_is_not_under_the_budget() -> None:
    query = GiftQuery(budget=Budget("EUR", None, 9000))

    assert badges(query, a_product()) == ()
