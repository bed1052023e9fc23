"""Ranking: turns candidates into scored, varied and explained recommendations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.recommendations.badges import badges
from gifter_domain.recommendations.candidates import Candidate, Vector
from gifter_domain.recommendations.explanation import explanation
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.phrasing import ENGLISH
from gifter_domain.recommendations.ranking.audience import suitability
from gifter_domain.recommendations.ranking.diversity import Cap, diversify
from gifter_domain.recommendations.ranking.features import QueryVectors, features
from gifter_domain.recommendations.ranking.scoring import contributions
from gifter_domain.recommendations.ranking.values import matrix_of
from gifter_domain.recommendations.recommendation import Recommendation

# The list is selected from so many of the best candidates, so that variety never brings in a
# product that hardly fits.
POOL = 100
# The weight of relevance against variety, and the largest shares of a list for one brand and one
# category. They are stricter for a query without words (browsing), and less strict for a plain
# search for products. Tuned on real gift and product searches.
BALANCE, BALANCE_BROWSING, BALANCE_SEARCHING = 0.95, 0.9, 0.97
BRAND_SHARE, BRAND_SHARE_BROWSING = 0.5, 0.25
CATEGORY_SHARE, CATEGORY_SHARE_BROWSING = 0.8, 0.3


@dataclass(frozen=True, slots=True)
class Pick:
    """A candidate selected for the list. `why` has the parts of its score."""

    candidate: Candidate
    score: float
    why: Mapping[str, float]


def rank(
    query: GiftQuery,
    candidates: Sequence[Candidate],
    vectors: QueryVectors,
    limit: int,
    balance: float | None = None,
) -> list[Recommendation]:
    """Returns recommendations for up to `limit` of the candidates, best first, each once."""
    picks = selected(query, candidates, vectors, limit, balance)
    return explained(query, picks)


def selected(
    query: GiftQuery,
    candidates: Sequence[Candidate],
    vectors: QueryVectors,
    limit: int,
    balance: float | None = None,
) -> list[Pick]:
    """Returns up to `limit` of the candidates, best first, each once.

    The result does not depend on the order of the candidates: among equals the lower id comes
    first. With a `balance` of 1 and within the caps, scores never rise along the list.
    """
    ordered = sorted(candidates, key=lambda candidate: candidate.product.id)
    matrix = matrix_of(ordered, _any_vector(ordered))
    suits = suitability(query, ordered, matrix, vectors.typical)
    parts = contributions(features(query, ordered, vectors), suits)
    totals = parts.totals()
    pool = np.argsort(-totals, kind="stable")[: max(POOL, 2 * limit)]
    best = [ordered[at] for at in pool]
    picked = diversify(
        relevance=totals[pool] / (np.max(totals, initial=0.0) or 1.0),
        vectors=matrix[pool],
        limit=limit,
        balance=_balance(query) if balance is None else balance,
        caps=caps(query, [candidate.product for candidate in best], limit),
    )
    return [Pick(best[at], float(totals[pool[at]]), parts.of(pool[at])) for at in picked]


def _balance(query: GiftQuery) -> float:
    if query.is_search:
        return BALANCE_SEARCHING
    return BALANCE if query.words else BALANCE_BROWSING


def explained(
    query: GiftQuery, picks: Sequence[Pick], language: str = ENGLISH
) -> list[Recommendation]:
    """Returns the picks in their order, with explanations and badges."""
    return [
        Recommendation(
            rank=place,
            score=pick.score,
            product=pick.candidate.product,
            explanation=explanation(query, pick.candidate.product, place, language),
            badges=badges(query, pick.candidate.product),
            why=pick.why,
        )
        for place, pick in enumerate(picks, start=1)
    ]


def caps(query: GiftQuery, products: Sequence[ListedProduct], limit: int) -> tuple[Cap, Cap]:
    """Returns the caps per brand and per category. Those that the query names are not limited.

    A plain search for products may find a single brand.
    """
    brand_share = 1.0 if query.is_search else BRAND_SHARE if query.words else BRAND_SHARE_BROWSING
    category_share = CATEGORY_SHARE if query.words else CATEGORY_SHARE_BROWSING
    wanted = [has for word in query.words if (has := roots(word))]
    named = {
        name: _names(wanted, name)
        for name in {name for p in products for name in (p.brand.name, p.category or "")}
    }
    brands = [None if named[p.brand.name] else p.brand.id for p in products]
    categories = [None if named[p.category or ""] else p.category for p in products]
    return (
        Cap(brands, max(2, ceil(brand_share * limit))),
        Cap(categories, max(2, ceil(category_share * limit))),
    )


def _names(wanted: Sequence[frozenset[str]], name: str) -> bool:
    """Returns True if a word of the query is in the name: "garden" is in "Garden & Outdoor"."""
    has = roots(name)
    return any(word <= has for word in wanted)


def _any_vector(candidates: Sequence[Candidate]) -> Vector | None:
    return next((c.vector for c in candidates if c.vector is not None), None)
