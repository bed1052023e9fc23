"""Ranking over arrays and kept facts gives the same numbers as the plain formula."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders.recommendations.candidates import candidate_lists
from gifter_domain.language.terms import OCCASIONS, RECIPIENTS
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.audience import for_audience
from gifter_domain.recommendations.ranking.features import QueryVectors, features
from gifter_domain.recommendations.ranking.scoring import WEIGHTS, contributions
from gifter_domain.recommendations.ranking.unwanted import wanted_factors
from gifter_domain.shared.money import Budget
from oracles import ranking as oracle

_TITLES = (
    "Personalised Christmas mug for her",
    "Men's Wallet",
    "Wedding box for bride and groom",
    "Dad's massage voucher",
    "Birthday present for baby boy",
    "Lavender soap for two",
)
_WORDS = ("christmas", "men", "garden", "tea", "bride", "golf club", "the")
_LABELS = (
    *("For the dog owner", "for kids", "For the baker", "Garden lovers", "for dad", "birthday"),
    *("For the keen cook", "For curious children"),
)

queries = st.builds(
    GiftQuery,
    words=st.lists(st.sampled_from(_WORDS), max_size=3).map(tuple),
    occasion=st.none() | st.sampled_from(sorted(OCCASIONS)),
    recipient=st.none() | st.sampled_from(sorted(RECIPIENTS)),
    budget=st.none() | st.builds(Budget, st.just("GBP"), st.just(1000), st.just(3000)),
    is_soft=st.booleans(),
    elsewhere=st.sampled_from([(), (Budget("EUR", 1200, 3600),)]),
    interests=st.sampled_from([(), ("baking",), ("gardening", "baking")]),
    owned=st.sampled_from([(), ("mug", "the")]),
    refused=st.sampled_from([(), ("personal",), ("clutter", "personal")]),
    situation=st.sampled_from([None, "breakup", "exhausted", "child_loss"]),
    adult=st.sampled_from([None, True]),
)


@st.composite
def labelled(draw: st.DrawFn) -> list[Candidate]:
    """Draws candidates with titles and labels that queries may have something against."""
    return [
        candidate.with_product(
            replace(
                candidate.product,
                title=draw(st.sampled_from((*_TITLES, candidate.product.title))),
                category=draw(st.sampled_from([None, "pets", "baby-clothes", "Garden"])),
                gift_tags=tuple(draw(st.lists(st.sampled_from(_LABELS), max_size=2))),
                short_description=draw(st.sampled_from([None, "A romantic bath for couples"])),
            )
        )
        for candidate in draw(candidate_lists())
    ]


@given(labelled(), queries, queries)
def test_features_and_factors_equal_the_plain_formula_also_for_a_later_query(
    candidates: list[Candidate], earlier: GiftQuery, query: GiftQuery
) -> None:
    features(earlier, candidates, QueryVectors())  # keeps facts, which must not depend on it
    wanted_factors(earlier, candidates)

    found = features(query, candidates, QueryVectors())
    suits = for_audience(query, candidates) * wanted_factors(query, candidates)

    plain = [oracle.facts(query, candidate.product) for candidate in candidates]
    for name in ("occasion", "recipient", "tags", "featured"):
        assert found[name].tolist() == [one[name] for one in plain]
    if query.search_text or query.budget is not None:
        assert found["price"].tolist() == [one["price"] for one in plain]
    assert found["interest"].tolist() == [
        0.75 if one["labelled"] else 0.4 * one["labelled_alike"] for one in plain
    ]
    assert suits.tolist() == [oracle.suits(query, candidate) for candidate in candidates]


@given(st.lists(st.lists(st.floats(0, 1), min_size=len(WEIGHTS), max_size=len(WEIGHTS))))
def test_scores_are_the_sums_of_their_rounded_parts(rows: list[list[float]]) -> None:
    columns = np.array(rows, np.float64).reshape(len(rows), len(WEIGHTS)).T
    values = dict(zip(WEIGHTS, columns, strict=True))
    suits = np.linspace(0.1, 1, len(rows))

    parts = contributions(values, suits)

    weighted = [WEIGHTS[name] * column * suits for name, column in values.items()]
    assert parts.totals().tolist() == oracle.totals(weighted)
    assert [round(sum(parts.of(row).values()), 6) for row in range(len(rows))] == (
        parts.totals().tolist()
    )
