"""Features: named properties of candidates, each an array of values in [0, 1]."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import Vectors, unit_rows
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.language.terms import OCCASIONS, tag_key
from gifter_domain.recommendations.candidates import Candidate, Vector
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.price_fit import price_values
from gifter_domain.recommendations.ranking.taste_fit import likes_fit
from gifter_domain.recommendations.ranking.typical_fit import (
    INTERESTS,
    PURPOSES,
    interest_fit,
    typical_fit,
)
from gifter_domain.recommendations.ranking.values import (
    Values,
    between,
    cosines,
    each,
    floored,
    having_any,
    matrix_of,
    stretched,
)
from gifter_domain.recommendations.typical_gifts import Group

# Pseudo-relevance feedback: the number of best matches, and the weight of their mean vector.
FEEDBACK_FROM = 5
FEEDBACK_WEIGHT = 0.6
HINTED = 0.7  # words that only hint at typical gifts say less than words of the request
# Absolute matches that are none, and that are full: the cosine to the query, and the share of the
# query's words.
SIMILAR, COVERED = (0.1, 0.35), (0.0, 0.5)
# Cosines to a title, by the model for titles, that are no match, and a full one.
SAME_TITLE = (0.3, 0.8)


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
    """Returns the vectors of a query. Without words it is searched by the mean of typical gifts.

    Without these either, it is searched by the taste.
    """
    matrices = {group: np.stack(rows) for group, rows in typical.items() if rows}
    purposes = [m.mean(axis=0) for (kind, _), m in matrices.items() if kind in PURPOSES]
    if purposes and not query.wanted_text:
        text = unit_rows(np.mean(purposes, axis=0, keepdims=True))[0]
    return QueryVectors(taste if text is None else text, taste, matrices)


def features(
    query: GiftQuery, candidates: Sequence[Candidate], vectors: QueryVectors
) -> dict[str, Values]:
    """Returns the values of each feature, in the order of the candidates.

    A query with a taste has two more features: "taste" and "likes". With a model for titles, a
    plain search has "titles": they say little about an occasion, a person or an interest.
    """
    matrix = matrix_of(candidates, vectors.taste if vectors.query is None else vectors.query)
    purpose = typical_fit(matrix, vectors.typical, PURPOSES)
    interest = typical_fit(matrix, vectors.typical, INTERESTS)
    matches = _matches(query, candidates, matrix, vectors, purpose)
    if query.interests:
        matches["semantic"] = _for_the_person(matches, interest, purpose)
    return {
        **matches,
        **_facts(query, candidates, interest),
        "purpose": purpose,
        **_titles(query, candidates),
        **_taste(
            query,
            candidates,
            cosines(matrix, vectors.taste),
            is_learned=vectors.taste is not None,
        ),
    }


def _facts(
    query: GiftQuery, candidates: Sequence[Candidate], interest: Values
) -> dict[str, Values]:
    """Returns the matches of labels and price with the fields of the query."""
    products = [candidate.product for candidate in candidates]
    marks = OCCASIONS[query.occasion].tag_keys if query.occasion else frozenset()
    people = frozenset().union(*(term.tag_keys for term in query.people))
    return {
        "interest": interest_fit(query, candidates, interest),
        "occasion": having_any(candidates, _occasion_keys, marks | query.occasion_traits),
        "recipient": having_any(candidates, _gift_keys, people),
        "tags": _tag_fit(query, candidates),
        "price": price_values(query, products),
        "featured": np.array([product.is_featured for product in products], np.float64),
    }


def _titles(query: GiftQuery, candidates: Sequence[Candidate]) -> dict[str, Values]:
    if not query.is_search or all(c.title_similarity is None for c in candidates):
        return {}
    near = [candidate.title_similarity or 0.0 for candidate in candidates]
    return {"titles": between(np.array(near, np.float64), *SAME_TITLE)}


def _taste(
    query: GiftQuery, candidates: Sequence[Candidate], similarity: Values, *, is_learned: bool
) -> dict[str, Values]:
    """Returns the matches with a stated taste, or with one that is learned from feedback alone."""
    if (taste := query.taste) is not None:
        products = [candidate.product for candidate in candidates]
        likes = each(products, lambda product: likes_fit(taste, product))
    elif is_learned:
        likes = np.zeros(len(candidates))
    else:
        return {}
    return {"taste": stretched(similarity), "likes": likes}


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
    nearest = float(np.max(cosines(matrix, vectors.query), initial=0.0))
    return {
        "semantic": floored(semantic(matrix, vectors.query, lexical), nearest, SIMILAR),
        "lexical": floored(lexical, float(np.max(coverage, initial=0.0)), COVERED),
        "coverage": coverage,
    }


def _for_the_person(matches: Mapping[str, Values], interest: Values, purpose: Values) -> Values:
    """Returns the similarity, or the fit for person and occasion if nothing fits the interest.

    A catalogue without a thing for anglers still has gifts for a dad.
    """
    best = [float(one.max(initial=0.0)) for one in (interest, matches["coverage"])]
    return np.maximum(matches["semantic"], (1 - max(best)) * purpose)


def semantic(matrix: NDArray[np.float32], query: Vector | None, lexical: Values) -> Values:
    """Returns the similarity in meaning to the query, after one round of feedback.

    Pseudo-relevance feedback (Rocchio 1971) moves the query's vector towards its best matches: the
    mean vector of the best few, by meaning and text together, is added to it.
    """
    if query is None or not len(matrix):
        return np.zeros(len(matrix))
    first = stretched(cosines(matrix, query)) + lexical
    best = np.argsort(-first, kind="stable")[:FEEDBACK_FROM]
    mean = matrix[best].mean(axis=0)
    length = float(np.linalg.norm(mean))
    moved = query + FEEDBACK_WEIGHT * mean / length if length else query
    return stretched(cosines(matrix, moved))


def _occasion_keys(product: ListedProduct, traits: frozenset[str]) -> frozenset[str]:
    """Returns the shop's marks, and the traits that the judge read from the product's text."""
    return frozenset((*map(tag_key, product.occasion_fit), *traits))


def _gift_keys(product: ListedProduct, _traits: frozenset[str]) -> frozenset[str]:
    return frozenset(map(tag_key, product.gift_tags))


def matching_tags(keys: frozenset[str], tags: Iterable[str]) -> tuple[str, ...]:
    """Returns the tags whose `tag_key` is one of the keys."""
    return tuple(tag for tag in tags if tag_key(tag) in keys)


def _tag_fit(query: GiftQuery, candidates: Sequence[Candidate]) -> Values:
    """Returns the share of the query's words that each product's tags and category have."""
    wanted = [has for word in query.words if (has := roots(word))]
    if not wanted:
        return np.zeros(len(candidates))
    labels = [candidate.fact(_label_roots) for candidate in candidates]
    met = [sum(word <= has for word in wanted) if has else 0 for has in labels]
    return np.array(met, np.float64) / len(query.words)


def _label_roots(product: ListedProduct, _traits: frozenset[str]) -> frozenset[str]:
    return roots(" ".join((*product.gift_tags, *product.style_tags, product.category or "")))
