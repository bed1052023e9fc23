"""Age fit: compares the ages that a product is made for with the recipients' ages."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import Vectors
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.catalogue.traits.codes import ages_in
from gifter_domain.language.matching import roots
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import ADULT, Ages, GiftQuery
from gifter_domain.recommendations.ranking.typical_fit import NEAREST_GIFTS, nearness
from gifter_domain.recommendations.ranking.values import Values
from gifter_domain.recommendations.typical_gifts import Group

# A product that states other ages keeps this share of its score.
OTHER_AGES_FACTOR = 0.1
# A product that states no ages loses up to this share, by its closeness to gifts of other stages,
# and for children also to things for grown-ups, parents and pets: nothing if the difference of mean
# cosines is above the first number, most below the second. Few gifts suit children, so for them a
# product has to be close to be believed. By judged ages.
MOST_LOST = 0.8
FOR_ADULTS, FOR_CHILDREN = (-0.02, -0.12), (0.12, -0.03)
# A toy that states no ages, for grown-ups. Games and puzzles are for all ages.
TOY_FACTOR = 0.3
_GAMES = roots("game games card cards puzzle puzzles jigsaw trivia chess")
_OPEN = 99
_FOR_SMALL = 5  # "from 3 years on" is for a few years only, "from 8 years on" for everybody
_FEW = 7
# Interests for which a grown-up may get toys.
_PLAYING = frozenset({"collecting", "scifi", "trains", "babies", "dogs", "cats", "pets"})
_BABY: Ages = (0, 2)


def age_factors(
    query: GiftQuery,
    candidates: Sequence[Candidate],
    matrix: NDArray[np.float32],
    typical: Mapping[Group, Vectors],
) -> Values:
    """Returns a factor in (0, 1] for each candidate: 1 if it suits the recipients' ages.

    Every candidate suits a query that tells no age.
    """
    wanted = query.age_ranges
    if not wanted:
        return np.ones(len(candidates))
    by_meaning = _by_meaning(query.stages, matrix, typical)
    if query.stages == (ADULT,):
        by_meaning = np.minimum(by_meaning, _toy_factors(query, candidates))
    stated = [candidate.fact(_stated_ages) for candidate in candidates]
    return np.array(
        [
            guess if ages is None else 1.0 if _suits(ages, wanted) else OTHER_AGES_FACTOR
            for ages, guess in zip(stated, by_meaning, strict=True)
        ],
        np.float64,
    )


def _stated_ages(product: ListedProduct, traits: frozenset[str]) -> Ages | None:
    """Returns the stated ages; a product of the category "baby" is for babies."""
    is_for_babies = "baby" in (product.category or "").lower().split("-")
    return ages_in(traits) or (_BABY if is_for_babies else None)


def _toy_factors(query: GiftQuery, candidates: Sequence[Candidate]) -> Values:
    """Returns `TOY_FACTOR` for toys that a grown-up neither plays with nor asks for."""
    if _PLAYING & {*query.interests}:
        return np.ones(len(candidates))
    asked = roots(" ".join(query.words))
    unasked = [one.fact(_is_toy) and asked.isdisjoint(one.fact(_title)) for one in candidates]
    return np.where(unasked, TOY_FACTOR, 1.0)


def _title(product: ListedProduct, _traits: frozenset[str]) -> frozenset[str]:
    return roots(product.title)


def _is_toy(product: ListedProduct, traits: frozenset[str]) -> bool:
    """Returns True for a thing to play with that is neither a game nor a puzzle."""
    texts = f"{product.title} {product.category or ''} {product.short_description or ''}"
    return "toys" in traits and _GAMES.isdisjoint(roots(texts))


def _suits(ages: Ages, wanted: Sequence[Ages]) -> bool:
    low, high = ages
    if high == _OPEN and low <= _FOR_SMALL:
        high = low + (_FEW if low > 1 else _BABY[1])
    return any(low <= last and first <= high for first, last in wanted)


def _by_meaning(
    stages: Sequence[str], matrix: NDArray[np.float32], typical: Mapping[Group, Vectors]
) -> Values:
    """Returns the factors by closeness to typical gifts of the stages, against those of others."""
    near = {
        (kind, code): nearness(matrix, gifts, NEAREST_GIFTS[kind])
        for (kind, code), gifts in typical.items()
        if kind in ("stage", "other")
    }
    far = {("stage", stage) for stage in _far_from(stages)}
    others = [fit for group, fit in near.items() if group in far or group[0] == "other"]
    own = [near["stage", stage] for stage in stages if ("stage", stage) in near]
    if not others or not own:
        return np.ones(len(matrix))
    margin = np.max(own, axis=0) - np.max(others, axis=0)
    clear, lost_from = FOR_ADULTS if ADULT in stages else FOR_CHILDREN
    lost = MOST_LOST * np.clip((clear - margin) / (clear - lost_from), 0, 1)
    return np.asarray(1 - lost, np.float64)


def _far_from(stages: Sequence[str]) -> tuple[str, ...]:
    """Returns the stages to compare with: small children for adults, adults for children."""
    if ADULT in stages:
        return tuple(s for s in ("baby", "toddler", "child") if s not in stages)
    small = ("baby", "toddler", "child") if set(stages) == {"teenager"} else ()
    return (ADULT, *small)
