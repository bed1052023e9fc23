"""Features: named properties of candidates, each an array of values in [0, 1]."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import Vectors, unit_rows
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import matching_words
from gifter_domain.language.terms import OCCASIONS, tag_key
from gifter_domain.recommendations.candidates import Candidate, Vector
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.interests import is_labelled_for
from gifter_domain.recommendations.ranking.taste_fit import likes_fit
from gifter_domain.recommendations.typical_gifts import Group
from gifter_domain.shared.money import Budget

Values = NDArray[np.float64]

STRETCH_OVER = 200  # scores are stretched over this many of the best; lower ones get 0
# Pseudo-relevance feedback: the number of best matches, and the weight of their mean vector.
FEEDBACK_FROM = 5
FEEDBACK_WEIGHT = 0.6
# The number of the nearest typical gifts whose similarities are averaged.
NEAREST_GIFTS = {
    "interest": 3,
    "occasion": 5,
    "recipient": 5,
    "situation": 5,
    "young": 3,
    "stage": 3,
}
HINTED = 0.7  # words that only hint at typical gifts say less than words of the request
# Absolute matches that are nothing, and that are full: cosines to the query and to typical gifts,
# and the share of the query's words.
MEANT, LIKE_GIFTS, COVERED = (0.1, 0.35), (0.15, 0.4), (0.0, 0.5)
_INTERESTS = frozenset({"interest"})
_PURPOSES = frozenset({"occasion", "recipient", "situation", "young"})
_LABELLED = 0.75  # the least value for a product with a label that names the interest


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """Unit vectors of the query's text and of the taste, None if absent.

    `typical` are the vectors of the typical gifts of each group of the query, as rows.
    """

    query: Vector | None = None
    taste: Vector | None = None
    typical: Mapping[Group, Vectors] = field(default_factory=dict)


def query_vectors(
    query: GiftQuery,
    text: Vector | None,
    typical: Mapping[Group, Sequence[Vector]],
    taste: Vector | None,
) -> QueryVectors:
    """Returns the vectors of a query. Without words it is searched by the mean of typical gifts."""
    matrices = {group: np.stack(rows) for group, rows in typical.items() if rows}
    purposes = [m.mean(axis=0) for (kind, _), m in matrices.items() if kind in _PURPOSES]
    if purposes and not query.wanted_text:
        text = unit_rows(np.mean(purposes, axis=0, keepdims=True))[0]
    return QueryVectors(text, taste, matrices)


def features(
    query: GiftQuery, candidates: Sequence[Candidate], vectors: QueryVectors
) -> dict[str, Values]:
    """Returns the values of each feature, in the order of the candidates.

    A query with a taste has two more features: "taste" and "likes". With a model for titles, a
    query with words of its own has "titles": titles say little about an occasion or a person.
    """
    products = [candidate.product for candidate in candidates]
    matrix = matrix_of(candidates, vectors.taste if vectors.query is None else vectors.query)
    interest = typical_fit(matrix, vectors.typical, _INTERESTS)
    purpose = typical_fit(matrix, vectors.typical, _PURPOSES)
    found = {
        **_matches(query, candidates, matrix, vectors, purpose),
        "interest": interest_fit(query, products, interest),
        "purpose": purpose,
        "occasion": _each(products, lambda product: fits_occasion(query, product)),
        "recipient": _each(products, lambda product: fits_recipient(query, product)),
        "tags": _each(products, lambda product: tag_fit(query, product)),
        "price": _price(query, products),
        "featured": _each(products, lambda product: float(product.is_featured)),
    }
    if query.words and any(c.title_similarity is not None for c in candidates):
        near = [candidate.title_similarity or 0.0 for candidate in candidates]
        found["titles"] = stretched(np.array(near, np.float64))
    if (taste := query.taste) is None:
        return found
    return found | {
        "taste": stretched(_cosines(matrix, vectors.taste)),
        "likes": _each(products, lambda product: likes_fit(taste, product)),
    }


def _matches(
    query: GiftQuery,
    candidates: Sequence[Candidate],
    matrix: NDArray[np.float32],
    vectors: QueryVectors,
    purpose: Values,
) -> dict[str, Values]:
    """Returns the matches by meaning and by words.

    A query without words has only words that hint at gifts: typical gifts match better.
    """
    coverage = np.array([c.coverage for c in candidates], np.float64)
    lexical = stretched(np.array([c.lexical for c in candidates], np.float64))
    if not query.wanted_text and purpose.any():
        return {
            "semantic": purpose,
            "lexical": HINTED * lexical,
            "coverage": np.zeros(len(candidates)),
        }
    nearest = float(np.max(_cosines(matrix, vectors.query), initial=0.0))
    return {
        "semantic": floored(semantic(matrix, vectors.query, lexical), nearest, MEANT),
        "lexical": floored(lexical, float(np.max(coverage, initial=0.0)), COVERED),
        "coverage": coverage,
    }


def floored(values: Values, best: float, floor: tuple[float, float]) -> Values:
    """Scales values down if the best match is weak, so that the best of nothing is not 1.

    `best` is an absolute match: nothing is left at the first number of `floor`, all from the
    second on.
    """
    low, full = floor
    return np.asarray(values * min(1.0, max(0.0, (best - low) / (full - low))), np.float64)


def matrix_of(candidates: Sequence[Candidate], like: Vector | None) -> NDArray[np.float32]:
    """Returns the candidates' vectors as rows of a matrix.

    A candidate without a vector of the size of `like` gets a zero row.
    """
    dims = 1 if like is None else len(like)
    rows = np.zeros((len(candidates), dims), np.float32)
    for at, candidate in enumerate(candidates):
        if candidate.vector is not None and len(candidate.vector) == dims:
            rows[at] = candidate.vector
    return rows


def stretched(scores: Values) -> Values:
    """Scales positive scores so that the best is 1 and the `STRETCH_OVER`th best is 0 (min-max).

    With fewer scores, 0 is at most half of the best, so that the last of two does not get 0.
    Scores of 0 and below get 0. If all positive scores are equal, they get 1.
    """
    positive = scores[scores > 0]
    if not len(positive):
        return np.zeros_like(scores)
    best = np.sort(positive)[::-1][:STRETCH_OVER]
    high, low = best[0], best[-1]
    if len(best) < STRETCH_OVER:
        low = min(low, high / 2)
    if high == low:
        return (scores > 0).astype(np.float64)
    return np.asarray(np.clip((scores - low) / (high - low), 0.0, 1.0), np.float64)


def semantic(matrix: NDArray[np.float32], query: Vector | None, lexical: Values) -> Values:
    """Returns the similarity in meaning to the query, after one round of feedback.

    Pseudo-relevance feedback (Rocchio 1971) moves the query's vector towards its best matches: the
    mean vector of the best few, by meaning and text together, is added to it.
    """
    if query is None or not len(matrix):
        return np.zeros(len(matrix))
    first = stretched(_cosines(matrix, query)) + lexical
    best = np.argsort(-first, kind="stable")[:FEEDBACK_FROM]
    mean = matrix[best].mean(axis=0)
    length = float(np.linalg.norm(mean))
    moved = query + FEEDBACK_WEIGHT * mean / length if length else query
    return stretched(_cosines(matrix, moved))


def _cosines(matrix: NDArray[np.float32], query: Vector | None) -> Values:
    if query is None or not len(matrix) or matrix.shape[1] != len(query):
        return np.zeros(len(matrix))
    length = float(np.linalg.norm(query))
    if not length:
        return np.zeros(len(matrix))
    return np.asarray(matrix @ query / length, np.float64)


def nearness(matrix: NDArray[np.float32], gifts: Vectors, nearest: int) -> Values:
    """Returns for each row the mean cosine to the `nearest` typical gifts that are closest."""
    if not len(gifts) or not len(matrix) or matrix.shape[1] != gifts.shape[1]:
        return np.zeros(len(matrix))
    cosines = np.sort(matrix @ gifts.T, axis=1)[:, -nearest:]
    return np.asarray(cosines.mean(axis=1), np.float64)


def typical_fit(
    matrix: NDArray[np.float32], typical: Mapping[Group, Vectors], kinds: frozenset[str]
) -> Values:
    """Returns how close each candidate is to the typical gifts of the groups of these kinds.

    Each group is stretched by itself, and the groups are averaged.
    """
    near = [
        nearness(matrix, gifts, NEAREST_GIFTS[kind])
        for (kind, _), gifts in typical.items()
        if kind in kinds
    ]
    fits = [floored(stretched(one), float(one.max(initial=0.0)), LIKE_GIFTS) for one in near]
    return np.asarray(np.mean(fits, axis=0), np.float64) if fits else np.zeros(len(matrix))


def interest_fit(query: GiftQuery, products: Sequence[ListedProduct], near: Values) -> Values:
    """Returns how well each product fits the interests, by its labels or by its meaning."""
    labelled = _each(products, lambda product: _LABELLED * _is_for_interest(query, product))
    return np.maximum(near, labelled)


def _is_for_interest(query: GiftQuery, product: ListedProduct) -> bool:
    labels = (*product.gift_tags, *product.style_tags)
    return any(is_labelled_for(interest, labels) for interest in query.interests)


def _each(products: Sequence[ListedProduct], value: Callable[[ListedProduct], float]) -> Values:
    return np.fromiter((value(product) for product in products), np.float64, len(products))


def fits_occasion(query: GiftQuery, product: ListedProduct) -> float:
    """Returns 1 if the product is marked for the query's occasion, otherwise 0."""
    if query.occasion is None:
        return 0.0
    return float(bool(matching_tags(OCCASIONS[query.occasion].tag_keys, product.occasion_fit)))


def fits_recipient(query: GiftQuery, product: ListedProduct) -> float:
    """Returns 1 if a gift tag names the query's kind of person ("for dad"), otherwise 0."""
    return float(any(matching_tags(term.tag_keys, product.gift_tags) for term in query.people))


def matching_tags(keys: frozenset[str], tags: Iterable[str]) -> tuple[str, ...]:
    """Returns the tags whose `tag_key` is one of the keys."""
    return tuple(tag for tag in tags if tag_key(tag) in keys)


def tag_fit(query: GiftQuery, product: ListedProduct) -> float:
    """Returns the share of the query's words that the product's tags and category have."""
    tags = " ".join((*product.gift_tags, *product.style_tags, product.category or "")).strip()
    return (
        len(matching_words(query.words, tags)) / len(query.words) if query.words and tags else 0.0
    )


def _price(query: GiftQuery, products: Sequence[ListedProduct]) -> Values:
    """Returns how well each price fits the budget.

    A query without text and budget prefers the median price of the candidates: the value is
    1 / (1 + distance to the median in octaves).
    """
    if query.search_text or query.budget is not None:
        fit = around_fit if query.is_soft else price_fit
        return _each(products, lambda product: fit(query.budget_for(product.price), product))
    prices = np.array([p.price.minor if p.price else 0 for p in products], np.float64)
    known = prices[prices > 0]
    if not len(known):
        return np.zeros(len(products))
    octaves = np.abs(np.log2(np.maximum(prices, 1.0) / np.median(known)))
    return np.where(prices > 0, 1 / (1 + octaves), 0.0)


def price_fit(budget: Budget | None, product: ListedProduct) -> float:
    """Returns 1 for a price between half of the maximum and the maximum, less for a lower price.

    A giver who may spend £40 seldom wants to give something for £3. The result is 0 without a
    budget or a price, and for a price outside the budget.
    """
    if budget is None or product.price is None or not budget.allows(product.price):
        return 0.0
    if not budget.max_minor:
        return 1.0
    return min(1.0, product.price.minor / (budget.max_minor / 2))


def around_fit(budget: Budget | None, product: ListedProduct) -> float:
    """Returns 1 for a price within a soft budget, and less the further it is outside.

    A price of twice the upper end, or of half the lower end, gives one half.

    The result is 0 without a price, and for a price in another currency.
    """
    price = product.price
    if budget is None or price is None or price.currency != budget.currency:
        return 0.0
    low, high = budget.min_minor or 0, budget.max_minor or price.minor
    if price.minor < low:
        return price.minor / low
    return high / price.minor if price.minor > high else 1.0
