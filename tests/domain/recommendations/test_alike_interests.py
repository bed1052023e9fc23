"""Without a gift for the very interest, gifts for alike interests and for the person come first."""

from dataclasses import replace

import numpy as np
import pytest

from builders.recommendations.candidates import a_product
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import parse_query
from gifter_domain.recommendations.interests import alike_interests
from gifter_domain.recommendations.ranking.features import QueryVectors, features
from gifter_domain.recommendations.ranking.unwanted import wanted_factors


def interest(text: str, *labels: str, styles: tuple[str, ...] = ()) -> float:
    product = replace(a_product(), title="Oak Box", gift_tags=labels, style_tags=styles)
    found = features(parse_query(text), [Candidate(product)], QueryVectors())
    return float(found["interest"][0])


def factor(text: str, *labels: str) -> float:
    product = replace(a_product(), title="Oak Box", gift_tags=labels)
    return float(wanted_factors(parse_query(text), [Candidate(product)])[0])


@pytest.mark.parametrize(
    ("text", "own", "alike", "other"),
    [
        ("my dad likes fishing", "For the angler", "For the camper", "For the runner"),
        ("my grandma who knits", "For the knitter", "For the stitcher", "For the cyclist"),
        ("my sister plays the piano", "For the pianist", "For the music lover", "For the golfer"),
    ],
)
def test_a_label_for_an_alike_interest_counts_less_than_one_for_the_interest(
    text: str, own: str, alike: str, other: str
) -> None:
    assert interest(text, own) >= interest(text, alike) > interest(text, other) == 0


def test_a_style_names_no_alike_interest() -> None:
    assert interest("my grandma who knits", styles=("crafty",)) == 0


def test_alike_interests_never_have_the_interest_itself() -> None:
    assert "baking" not in alike_interests(["baking", "cooking"])
    assert alike_interests(["golf"]) == frozenset()


def test_similarity_counts_the_fit_for_the_person_if_nothing_fits_the_interest() -> None:
    near_dad, near_rod = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    typical = {("interest", "fishing"): near_rod[None], ("recipient", "dad"): near_dad[None]}
    query = parse_query("my dad likes fishing")
    vectors = QueryVectors(near_rod, None, typical)
    wallet = Candidate(a_product(), vector=near_dad)
    rod = Candidate(replace(a_product(), id="prod-rod"), vector=near_rod)

    alone = features(query, [wallet], vectors)["semantic"]
    beside_a_rod = features(query, [wallet, rod], vectors)["semantic"]

    assert (alone[0], beside_a_rod[0]) == (1, 0)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("for my aunt", False), ("for my niece, who is 6", True), ("for children", True)],
)
def test_a_label_for_children_costs_score_for_a_grown_up(text: str, *, fits: bool) -> None:
    assert (factor(text, "For curious children", "For the family") == 1) == fits
