"""Products that suit a request's people, ages and circumstances keep their score."""

import numpy as np
import pytest

from builders.recommendations.candidates import a_product, unit
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import parse_query
from gifter_domain.recommendations.interests import interests_named
from gifter_domain.recommendations.ranking.age_fit import age_factors
from gifter_domain.recommendations.ranking.unwanted import wanted_factors
from gifter_domain.recommendations.typical_gifts import typical_gifts


def _made_for(ages: str) -> Candidate:
    return Candidate(a_product(), traits=frozenset({f"ages:{ages}"} if ages else ()))


@pytest.mark.parametrize(
    ("text", "ages", "suits"),
    [
        ("a present for my 5-year-old niece", "3-6", True),
        ("a present for my 5-year-old niece", "8-12", False),
        ("a present for my 5-year-old niece", "3-99", True),
        ("presents for children of 4 and 9", "8-12", True),
        ("a present for my 15 year old son", "3-99", False),
        ("a present for my 15 year old son", "8-99", True),
        ("a present for my dad", "3-6", False),
        ("a present for my dad", "8-99", True),
        ("a present for my dad", "", True),
        ("something for a friend", "3-6", True),
        ("a gift for new parents", "0-2", True),
    ],
)
def test_a_product_that_states_other_ages_loses_most_of_its_score(
    text: str, ages: str, *, suits: bool
) -> None:
    factors = age_factors(parse_query(text), [_made_for(ages)], np.zeros((1, 1), np.float32), {})

    assert (factors[0] == 1) == suits


def test_a_product_like_gifts_for_adults_loses_score_for_a_child() -> None:
    toy, wine = unit(1, 0), unit(0, 1)
    candidates = [Candidate(a_product("1"), vector=toy), Candidate(a_product("2"), vector=wine)]
    typical = {("stage", "child"): np.stack([toy]), ("stage", "adult"): np.stack([wine])}

    factors = age_factors(
        parse_query("for a 7 year old"), candidates, np.stack([toy, wine]), typical
    )

    assert factors[0] == 1 > factors[1] > 0


def test_a_thing_for_pets_loses_score_for_a_child() -> None:
    toy, lead = unit(1, 0), unit(0, 1)
    candidates = [Candidate(a_product("1"), vector=toy), Candidate(a_product("2"), vector=lead)]
    typical = {("stage", "child"): np.stack([toy]), ("other", "pets"): np.stack([lead])}

    factors = age_factors(
        parse_query("for a 7 year old"), candidates, np.stack([toy, lead]), typical
    )

    assert factors[0] == 1 > factors[1] > 0


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("for a 7 year old", {"grown_ups", "parents", "pets"}),
        ("for a 7 year old who loves dogs", {"grown_ups", "parents"}),
        ("for my dad", set()),
        ("a gift for new parents", set()),
    ],
)
def test_gifts_for_children_are_compared_with_things_that_are_none(
    text: str, others: set[str]
) -> None:
    groups = typical_gifts(parse_query(text))

    assert {code for kind, code in groups if kind == "other"} == others


@pytest.mark.parametrize(
    ("text", "title", "is_wanted"),
    [
        ("for my aunt, she already has enough mugs", "River Glaze Mug", False),
        ("for my aunt, she already has enough mugs", "Teapot", True),
        ("for my boyfriend's mum, nothing too personal", "Rose Body Lotion", False),
        ("for my boyfriend's mum, nothing too personal", "Tin of Biscuits", True),
        ("for my gran, she hates clutter", "Porcelain Figurine", False),
        ("for my gran, she hates clutter", "Afternoon Tea Experience", True),
        ("a friend just left by her partner", "Dinner Set for Two", False),
        ("a friend just left by her partner", "Box of Truffles", True),
        ("for my sister who just got divorced", "Romantic Weekend", False),
        ("Hanukkah for my aunt", "Christmas Pudding", False),
        ("a wedding present for my cousin", "Bride's Diary", True),
        ("a birthday present for my dad", "Men's Wallet", True),
        ("a birthday present for my mum", "Men's Wallet", False),
        ("a birthday present for a friend", "Men's Wallet", True),
        ("men's wallet", "Men's Wallet", True),
    ],
)
def test_things_that_a_request_speaks_against_lose_score(
    text: str, title: str, *, is_wanted: bool
) -> None:
    candidate = Candidate(a_product(title=title))

    assert (wanted_factors(parse_query(text), [candidate])[0] == 1) == is_wanted


@pytest.mark.parametrize(
    ("word", "interest"),
    [
        ("bakes", "baking"),
        ("baker", "baking"),
        ("baking", "baking"),
        ("strickt", "knitting"),
        ("golfer", "golf"),
        ("gardens", "gardening"),
        ("walker", "hiking"),
    ],
)
def test_an_interest_is_named_in_many_forms(word: str, interest: str) -> None:
    assert interests_named([word]) == (interest,)


def test_a_product_search_is_not_about_an_interest() -> None:
    assert parse_query("wine rack").interests == ()
    assert parse_query("wine").interests == ("wine",)
    assert parse_query("a wine rack for my dad").interests == ("wine",)


def test_a_german_interest_is_searched_for_in_english() -> None:
    assert parse_query("Geschenk für meine Oma, die gerne strickt").words == ("knitting",)


def test_children_get_typical_gifts_of_their_age_and_not_of_the_relationship() -> None:
    small = typical_gifts(parse_query("for my 5 year old son"))
    grown = typical_gifts(parse_query("for my son, he is 35"))

    assert ("young", "child") in small
    assert ("recipient", "son") not in small
    assert ("recipient", "son") in grown
