"""Explanations and badges of single products."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.recommendations.candidates import a_product, candidate_lists
from gifter_domain.recommendations.badges import badges
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.explanation import MOST_CHARACTERS, explanation
from gifter_domain.recommendations.gift_query import GiftQuery, parse_query
from gifter_domain.recommendations.phrasing import LANGUAGES, phrasing
from gifter_domain.shared.money import Budget
from gifter_domain.taste.facets import Facets

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
_RANKS = st.integers(1, 50)


@given(_texts, candidate_lists(max_size=4), _RANKS)
def test_an_explanation_is_short_repeatable_and_silent_about_the_price(
    text: str, candidates: list[Candidate], rank: int
) -> None:
    query = parse_query(text)
    for product in (candidate.product for candidate in candidates):
        explained = explanation(query, product, rank)

        assert explained == explanation(query, product, rank)
        assert 10 < len(explained) <= MOST_CHARACTERS
        assert "£" not in explained
        assert "{" not in explained


def test_an_interest_that_a_label_names_is_the_reason_before_the_occasion() -> None:
    query = parse_query("birthday gift for my dad who gardens, under £40")
    product = a_product(occasion_fit=("birthday",), gift_tags=("For the gardener",))

    explained = explanation(query, product)

    assert "gardening" in explained
    assert "your dad" in explained
    assert "birthday" not in explained


def test_the_occasion_is_the_reason_without_a_common_interest() -> None:
    query = parse_query("birthday gift for my dad who gardens")
    product = a_product(occasion_fit=("birthday",), gift_tags=("For the cook",), title="Mug")

    assert "birthday" in explanation(query, product)
    assert "your dad" in explanation(query, product)


def test_a_title_alone_is_no_match_with_an_interest_where_labels_say_otherwise() -> None:
    query = parse_query("for my sister who loves tea")
    light = a_product(title="Tea Light Library", gift_tags=("For the candle lover",))
    unlabelled = a_product(title="Breakfast Tea Caddy")

    assert "tea" not in explanation(query, light)
    assert "tea" in explanation(query, unlabelled)


def test_a_requested_property_of_the_product_is_the_reason() -> None:
    product = a_product(style_tags=("rustic", "handmade"), gift_tags=("For the cook",))

    assert "handmade" in explanation(parse_query("something handmade for my mum"), product)


def test_the_words_of_a_search_are_quoted_only_if_the_product_has_all_of_them() -> None:
    query = parse_query("copper trowel")

    assert "“copper trowel”" in explanation(query, a_product())
    assert "copper" not in explanation(query, a_product(title="Copper Mug")).lower()


@pytest.mark.parametrize("text", ["my mum whose mother has died", "get well soon for grandma"])
def test_sad_occasions_get_quiet_sentences(text: str) -> None:
    quiet = phrasing("en").patterns["quiet"]

    assert all(explanation(parse_query(text), a_product(), at) in quiet for at in range(1, 40))


def test_the_description_follows_if_it_is_plain() -> None:
    plain = a_product(short_description="A trowel with a long ash handle.")

    assert explanation(GiftQuery(), plain).endswith(". A trowel with a long ash handle.")


@pytest.mark.parametrize(
    "text",
    [
        "The <b>best</b> of all trowels",
        "Only £9 for a trowel like this",
        "BUY THIS trowel and the other NOW",
        "Buy it today!",
        "See www.example.com for the rest",
        "Une pelle de jardin en cuivre massif",
        "Of ash",
        "A trowel of the " + "very " * 30 + "best kind",
    ],
)
def test_advertising_markup_and_other_languages_are_not_repeated(text: str) -> None:
    product = a_product(short_description=text)

    assert explanation(GiftQuery(), product) == explanation(GiftQuery(), a_product())


def test_the_first_sentence_of_the_description_stands_in_for_a_missing_short_one() -> None:
    product = a_product(description="It has a handle of ash. Made for decades of use.")

    assert explanation(GiftQuery(), product).endswith(". It has a handle of ash.")


def test_a_match_with_the_taste_names_what_the_person_likes() -> None:
    query = GiftQuery().for_taste(Facets(interests=("gardening",)))

    assert "loves gardening" in explanation(query, a_product(gift_tags=("For the gardener",)))


def test_a_german_explanation_names_person_interest_and_taste_in_german() -> None:
    query = GiftQuery(recipient="dad", interests=("gardening",))
    trowel = a_product(gift_tags=("For the gardener",))
    taste = GiftQuery().for_taste(Facets(interests=("gardening",)))

    explained = explanation(query, trowel, language="de")
    assert "deinen Papa" in explained
    assert "Gärtnern" in explained
    assert "der gern im Garten ist" in explanation(taste, trowel, language="de")


def test_an_english_description_is_left_out_of_a_german_explanation() -> None:
    english = a_product(short_description="A trowel with a long ash handle.")
    german = a_product(short_description="Eine Schaufel mit einem langen Griff.")

    assert "trowel" not in explanation(GiftQuery(), english, language="de")
    assert explanation(GiftQuery(), german, language="de").endswith(
        ". Eine Schaufel mit einem langen Griff."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_in_every_language(language: str) -> None:
    for field in ("people", "occasions", "interests", "traits"):
        assert getattr(phrasing(language), field).keys() == getattr(phrasing("en"), field).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_is_used_twice_within_20_gifts(language: str) -> None:
    phrases = phrasing(language)
    assert sum(map(len, phrases.patterns.values())) >= 120
    for kind, patterns in phrases.patterns.items():
        used = [phrases.pattern(kind, "golf dad", rank) for rank in range(1, 101)]
        assert len(set(patterns)) == len(patterns)
        assert all(len({*used[at : at + 20]}) == 20 for at in range(80))


def test_other_requests_begin_with_other_patterns() -> None:
    first = {phrasing("en").pattern("interest", seed, 1) for seed in map(str, range(40))}

    assert len(first) > 10


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
