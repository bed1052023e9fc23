"""A toy that states no ages comes later for a grown-up, unless the request asks for it."""

from dataclasses import replace

import numpy as np
import pytest

from builders.recommendations.candidates import a_product
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import parse_query
from gifter_domain.recommendations.ranking.age_fit import TOY_FACTOR, age_factors


def factor(text: str, title: str, *traits: str, about: str = "Made of cotton") -> float:
    product = replace(a_product(), title=title, short_description=about, category="gifts")
    candidate = Candidate(product, traits=frozenset(traits))
    return float(age_factors(parse_query(text), [candidate], np.zeros((1, 2), np.float32), {})[0])


@pytest.mark.parametrize("text", ["for my husband", "for my mum, who is 60", "für meine Tante"])
def test_a_toy_costs_score_for_a_grown_up(text: str) -> None:
    assert factor(text, "Cuddly Penguin", "toys") == TOY_FACTOR


@pytest.mark.parametrize("text", ["for my son, who is 6", "a present for my 15 year old niece", ""])
def test_a_toy_keeps_its_score_for_a_minor_and_for_an_unknown_age(text: str) -> None:
    assert factor(text, "Cuddly Penguin", "toys") == 1


def test_a_game_or_puzzle_keeps_its_score_for_a_grown_up() -> None:
    assert factor("for my husband", "Harbour Jigsaw", "toys") == 1
    assert factor("for my husband", "The Last Biscuit", "toys", about="A game of bluffing") == 1


def test_a_toy_that_the_request_asks_for_keeps_its_score() -> None:
    assert factor("a cuddly penguin for my wife", "Cuddly Penguin", "toys") == 1
    assert factor("for my uncle, who loves model trains", "Small Locomotive", "toys") == 1


def test_something_that_is_no_toy_keeps_its_score() -> None:
    assert factor("for my husband", "Penguin Mug") == 1


def test_a_toy_with_stated_ages_is_judged_by_these_ages_alone() -> None:
    assert factor("for my husband", "Cuddly Penguin", "toys", "ages:18-99") == 1
