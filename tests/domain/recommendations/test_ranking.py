"""Scores and ranked lists of random candidates."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.recommendations.candidates import a_product, candidate_lists, query_vectors, unit
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import GiftQuery, parse_query
from gifter_domain.recommendations.ranking.audience import for_audience
from gifter_domain.recommendations.ranking.features import QueryVectors, features, semantic
from gifter_domain.recommendations.ranking.price_fit import around_fit, price_fit
from gifter_domain.recommendations.ranking.rank import (
    BALANCE,
    BALANCE_BROWSING,
    BALANCE_SEARCHING,
    caps,
    rank,
)
from gifter_domain.recommendations.ranking.scoring import TASTE_WEIGHTS, WEIGHTS
from gifter_domain.recommendations.ranking.values import stretched
from gifter_domain.shared.money import Budget, Money

_queries = st.sampled_from(
    [
        "",
        "golf",
        "gift for my dad who loves garden tea, under £50",
        "birthday",
        "copper records",
        "wedding present for a 6 year old",
    ]
).map(parse_query)
_limits = st.integers(1, 14)


def test_the_weights_sum_to_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


@settings(max_examples=50)
@given(_queries, candidate_lists(), query_vectors)
def test_every_feature_lies_between_zero_and_one(
    query: GiftQuery, candidates: list[Candidate], vectors: QueryVectors
) -> None:
    values = features(query, candidates, vectors)

    of_taste = TASTE_WEIGHTS if vectors.taste is not None else {}
    assert set(values) == {*WEIGHTS, *of_taste}
    for array in values.values():
        assert array.shape == (len(candidates),)
        assert ((array >= 0) & (array <= 1)).all()


@settings(max_examples=50)
@given(_queries, candidate_lists(), query_vectors, _limits)
def test_a_score_is_the_sum_of_its_parts_and_lies_between_zero_and_one(
    query: GiftQuery, candidates: list[Candidate], vectors: QueryVectors, limit: int
) -> None:
    for item in rank(query, candidates, vectors, limit):
        assert item.score == pytest.approx(sum(item.why.values()), abs=1e-9)
        assert 0 <= item.score <= 1
        assert all(part > 0 for part in item.why.values())


@settings(max_examples=50)
@given(_queries, candidate_lists(), query_vectors, _limits, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(
    query: GiftQuery,
    candidates: list[Candidate],
    vectors: QueryVectors,
    limit: int,
    shuffler: random.Random,
) -> None:
    shuffled = shuffler.sample(candidates, len(candidates))

    assert rank(query, shuffled, vectors, limit) == rank(query, candidates, vectors, limit)


@settings(max_examples=50)
@given(_queries, candidate_lists(), query_vectors, _limits)
def test_a_ranked_list_has_no_repeats_and_the_greatest_possible_length(
    query: GiftQuery, candidates: list[Candidate], vectors: QueryVectors, limit: int
) -> None:
    ranked = rank(query, candidates, vectors, limit)

    assert len({item.product.id for item in ranked}) == len(ranked) == min(limit, len(candidates))
    assert [item.rank for item in ranked] == list(range(1, len(ranked) + 1))


@settings(max_examples=50)
@given(candidate_lists(), query_vectors, st.integers(1, 14))
def test_scores_never_rise_with_relevance_alone(
    candidates: list[Candidate], vectors: QueryVectors, limit: int
) -> None:
    """The query names every brand and category, so that no cap applies."""
    query = GiftQuery(words=("acme", "birch", "works", "garden", "kitchen"))

    scores = [item.score for item in rank(query, candidates, vectors, limit, balance=1.0)]

    assert scores == sorted(scores, reverse=True)


@given(st.lists(st.floats(-1, 1), max_size=300))
def test_stretching_keeps_the_order(scores: list[float]) -> None:
    given_scores = np.array(scores, np.float64)

    values = stretched(given_scores)

    order = np.argsort(given_scores, kind="stable")
    assert (np.diff(values[order]) >= 0).all()
    assert values.max(initial=0) in (0, 1)


def test_vectors_similar_to_the_best_matches_gain() -> None:
    """The query lies between two meanings; the lexical match decides between them."""
    matrix = np.stack([unit(1, 0, 0.2), unit(0, 1, 0.2), unit(1, 0, 0), unit(0, 1, 0)])
    query = unit(1, 1, 0)
    lexical = np.array([0.0, 1.0, 0.0, 0.0])

    towards_words = semantic(matrix[[1, 2, 3]], query, lexical[[1, 2, 3]])

    assert towards_words.shape == (3,)
    assert towards_words[2] >= towards_words[1]


def test_semantic_values_are_zero_without_a_query_vector() -> None:
    assert semantic(np.ones((2, 3), np.float32), None, np.zeros(2)).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("price", "budget", "fit"),
    [
        (4000, Budget("GBP", None, 4000), 1.0),
        (2000, Budget("GBP", None, 4000), 1.0),
        (1000, Budget("GBP", None, 4000), 0.5),
        (9000, Budget("GBP", 5000, None), 1.0),
        (0, Budget("GBP", None, 0), 1.0),
        (5000, Budget("GBP", None, 4000), 0.0),
        (1000, Budget("EUR", None, 4000), 0.0),
        (1000, None, 0.0),
    ],
)
def test_a_price_in_the_upper_half_of_the_budget_fits_best(
    price: int, budget: Budget | None, fit: float
) -> None:
    assert price_fit(budget, a_product(price=Money(price, "GBP"))) == fit


@pytest.mark.parametrize(
    ("text", "tags", "suits"),
    [
        ("gift for a colleague who likes fishing", ("For the cat owner", "Under £10"), False),
        ("gift for my wife who loves cooking", ("For young cooks",), False),
        ("gift for my mum who loves baking", ("For the dog owner", "For young cooks"), False),
        ("gift for my dad", (), False),  # of the category "pets"
        ("gift for a colleague who likes cats", ("For the cat owner",), True),
        ("gift for my nephew who loves cooking", ("For young cooks",), True),
        ("gift for my friend, new baby", ("For babies",), True),
        ("gift for my brother who likes science", ("For young scientists", "For families"), True),
        ("gift for my dad", ("For the cyclist",), True),
        ("fishing", ("For the cat owner",), False),
        ("rod", ("For the cat owner",), True),
        ("something for someone who bakes", ("For the dog owner",), False),
        ("", ("For the cat owner",), True),
    ],
)
def test_products_for_pets_or_children_suit_queries_that_mention_them_or_nobody(
    text: str, tags: tuple[str, ...], *, suits: bool
) -> None:
    candidate = Candidate(a_product(category="pets", gift_tags=tags))

    assert (for_audience(parse_query(text), [candidate])[0] == 1) == suits


def test_a_cat_toy_is_not_first_for_a_colleague_even_if_its_words_match() -> None:
    rod = a_product("1", title="Cat Fishing Rod", gift_tags=("For the cat owner",))
    pond = a_product("2", title="Desk Pond", gift_tags=("For the angler",))
    candidates = [Candidate(rod, 1.0, 1.0, unit(1, 0)), Candidate(pond, 0.8, 1.0, unit(1, 0))]
    vectors = QueryVectors(unit(1, 0))

    for_colleague = rank(parse_query("gift for a colleague, fishing"), candidates, vectors, 2)
    for_anybody = rank(parse_query("rod"), candidates, vectors, 2)

    assert [item.product.title for item in for_colleague] == ["Desk Pond", "Cat Fishing Rod"]
    assert for_anybody[0].product.title == "Cat Fishing Rod"


def test_brands_and_categories_named_in_the_query_are_not_capped() -> None:
    products = [a_product(brand="Garden Works", category="Garden"), a_product(category="Kitchen")]

    brands, categories = caps(parse_query("garden trowel"), products, 20)

    assert brands.groups == [None, "Fern & Furrow"]
    assert categories.groups == [None, "Kitchen"]


def test_a_list_for_an_empty_query_is_varied_and_starts_with_a_featured_product() -> None:
    def candidate(number: int, brand: str, *, featured: bool = False) -> Candidate:
        return Candidate(a_product(f"p{number}", brand=brand, is_featured=featured))

    candidates = [candidate(n, "Acme", featured=n < 5) for n in range(9)]
    candidates += [candidate(n, f"Brand {n}") for n in range(9, 15)]

    ranked = rank(GiftQuery(), candidates, QueryVectors(), 8)

    assert ranked[0].product.is_featured
    assert sum(item.product.brand.name == "Acme" for item in ranked) == 2


@pytest.mark.parametrize(
    ("text", "trait", "fit"),
    [
        ("a christmas present", "occasion:christmas", 1),
        ("for our secret santa", "occasion:secret_santa", 1),
        ("for our secret santa", "occasion:christmas", 1),
        ("a christmas present", "occasion:easter", 0),
        ("a present", "occasion:christmas", 0),
    ],
)
def test_the_occasion_is_read_from_the_traits_too(text: str, trait: str, fit: float) -> None:
    candidate = Candidate(a_product(), traits=frozenset({trait}))

    assert features(parse_query(text), [candidate], QueryVectors())["occasion"] == [fit]


@pytest.mark.parametrize(
    ("price", "fit"),
    [(3750, 1.0), (5000, 1.0), (6250, 1.0), (12500, 0.5), (1875, 0.5), (125, 0.0333), (0, 0.0)],
)
def test_a_price_fits_a_soft_budget_less_the_further_it_is_outside(price: int, fit: float) -> None:
    product = a_product(price=Money(price, "GBP"))

    assert around_fit(Budget("GBP", 3750, 6250), product) == pytest.approx(fit, abs=1e-3)


def test_a_soft_budget_hides_no_product() -> None:
    query = parse_query("a pen around £50")
    prices = {"cheap": 500, "near": 4500, "dear": 20000}
    pens = [Candidate(a_product(name, price=Money(p, "GBP"))) for name, p in prices.items()]

    ranked = rank(query, pens, QueryVectors(), 3)

    assert [item.product.id for item in ranked] == ["near", "dear", "cheap"]


@pytest.mark.parametrize(("cosine", "value"), [(0.9, 1.0), (0.225, 0.5), (0.05, 0.0)])
def test_the_nearest_of_products_far_from_the_query_is_no_full_match(
    cosine: float, value: float
) -> None:
    near = unit(cosine, (1 - cosine**2) ** 0.5)
    candidate = Candidate(a_product(), vector=near)

    values = features(GiftQuery(words=("lamp",)), [candidate], QueryVectors(unit(1, 0)))

    assert values["semantic"] == pytest.approx([value], abs=1e-6)


@pytest.mark.parametrize(("coverage", "value"), [(1.0, 1.0), (0.25, 0.5), (0.0, 0.0)])
def test_the_best_by_words_of_products_with_few_of_them_is_no_full_match(
    coverage: float, value: float
) -> None:
    candidate = Candidate(a_product(), lexical=0.3, coverage=coverage)

    values = features(GiftQuery(words=("lamp",)), [candidate], QueryVectors())

    assert values["lexical"] == pytest.approx([value], abs=1e-6)


@pytest.mark.parametrize(
    ("text", "balance"),
    [
        ("copper records", BALANCE_SEARCHING),
        ("a present for my dad who loves records", BALANCE),
        ("a present for my dad", BALANCE_BROWSING),
    ],
)
@settings(max_examples=20)
@given(candidates=candidate_lists(), vectors=query_vectors)
def test_a_search_for_products_varies_least_and_browsing_most(
    text: str, balance: float, candidates: list[Candidate], vectors: QueryVectors
) -> None:
    query = parse_query(text)

    found = rank(query, candidates, vectors, 10)

    assert found == rank(query, candidates, vectors, 10, balance=balance)
    assert BALANCE_BROWSING < BALANCE < BALANCE_SEARCHING <= 1
