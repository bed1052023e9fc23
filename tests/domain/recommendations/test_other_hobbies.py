"""Gifts for another hobby, for beginners and for another gender come after those that fit."""

from dataclasses import replace

import pytest

from builders.recommendations.candidates import a_product
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import parse_query
from gifter_domain.recommendations.ranking.unwanted import wanted_factors


def factor(text: str, title: str, *labels: str, traits: str = "") -> float:
    product = replace(a_product(), title=title, gift_tags=labels)
    candidate = Candidate(product, traits=frozenset(traits.split()))
    return float(wanted_factors(parse_query(text), [candidate])[0])


@pytest.mark.parametrize(
    ("text", "labels", "fits"),
    [
        ("my girlfriend who bakes", ("For the cheese lover", "For the host"), False),
        ("my girlfriend who bakes", ("For the baker", "For the host"), True),
        ("my girlfriend who bakes", ("For the keen cook",), True),
        ("my girlfriend who bakes", ("For the student", "Under £50"), True),
        ("my dad who likes fishing", ("For the runner",), False),
        ("my brother loves running", ("For the runner", "For the walker"), True),
        ("my brother", ("For the runner",), True),
    ],
)
def test_labels_that_name_only_other_hobbies_cost_score(
    text: str, labels: tuple[str, ...], *, fits: bool
) -> None:
    assert (factor(text, "Oak Box", *labels) == 1) == fits


@pytest.mark.parametrize(
    ("text", "title", "label", "fits"),
    [
        ("my grandma who knits", "First Scarf Knitting Kit", "For the knitter", False),
        ("my grandma who knits", "Scarf Kit", "For the beginner knitter", False),
        ("my grandma who knits", "Merino Yarn", "For the knitter", True),
        ("my aunt wants to learn to knit", "First Scarf Kit", "For the beginner knitter", True),
        ("my aunt is new to gardening", "Seed Kit", "For the new gardener", True),
        ("my aunt loves gardening", "Seed Kit", "For the new gardener", False),
        ("my aunt loves gardening", "Seed Tin", "For the new homeowner", True),
        ("meine Oma will stricken lernen", "First Scarf Kit", "For the knitter", True),
    ],
)
def test_things_for_beginners_cost_score_for_somebody_who_does_it_already(
    text: str, title: str, label: str, *, fits: bool
) -> None:
    assert (factor(text, title, label) == 1) == fits


@pytest.mark.parametrize(
    ("text", "title", "label", "fits"),
    [
        ("a present for my dad", "Drop Earrings", "For someone elegant", False),
        ("a present for my dad", "Silver Cufflinks", "For someone elegant", True),
        ("a present for my dad", "Curb Chain for Men", "For someone elegant", True),
        ("a present for my dad", "Chain", "For him", True),
        ("a ring for my husband", "Gold Rope Ring", "For couples", True),
        ("a present for my aunt", "Drop Earrings", "For someone elegant", True),
        ("a present for a friend", "Drop Earrings", "For someone elegant", True),
        ("a present for my dad", "Silver Box", "For the bride", False),
    ],
)
def test_womens_jewellery_costs_score_for_a_man(
    text: str, title: str, label: str, *, fits: bool
) -> None:
    traits = "" if "Box" in title else "jewellery"

    assert (factor(text, title, label, traits=traits) == 1) == fits
