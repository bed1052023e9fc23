"""Grading: how well a product suits a persona, by labels that the ranker does not read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from gifter_domain.evaluation.personas.labels import NEVERS, SUBJECTS
from gifter_domain.evaluation.personas.persona import Persona

AT = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """The facts that a shop states about a product: its price in minor units and its styles."""

    id: str
    price_minor: int | None
    styles: frozenset[str]


def forbidden(persona: Persona, stated: frozenset[str] | None = None) -> frozenset[str]:
    """Returns the products that must never be given to the persona.

    With the values of limits that the persona has `stated`, only products that break one of them.
    """
    nevers = [NEVERS[never] for never in persona.nevers]
    broken = (one.products for one in nevers if stated is None or stated.intersection(one.limits))
    return frozenset[str]().union(*broken)


def grades(persona: Persona, offers: Iterable[Offer]) -> dict[str, int] | None:
    """Returns the grade of each product for the persona, from 0 to 3; None if all are 0.

    A product made for something they love gets 3; one that would please such a person, or made for
    something they like, 2. The next circle, and a product of nothing but their styles, gets 1. A
    style that they dislike costs 1. What must not be given or is too dear gets 0.
    """
    never = forbidden(persona)
    most = persona.price[1] * 100
    graded = {
        offer.id: 0
        if offer.id in never or (offer.price_minor or 0) > most
        else max(0, _fit(persona, offer) - _is_disliked(persona, offer))
        for offer in offers
    }
    return graded if any(graded.values()) else None


def _fit(persona: Persona, offer: Offer) -> int:
    circles = {
        3: [SUBJECTS[one].main for one in persona.loves],
        2: [SUBJECTS[one].side for one in persona.loves]
        + [SUBJECTS[one].main for one in persona.likes],
        1: [SUBJECTS[one].side for one in persona.likes],
    }
    found = [grade for grade, sets in circles.items() if any(offer.id in one for one in sets)]
    return max(found, default=int(_styles(persona.styles) <= offer.styles))


def _is_disliked(persona: Persona, offer: Offer) -> bool:
    return bool(_styles(persona.dislikes) & offer.styles)


def _styles(values: Sequence[str]) -> set[str]:
    return {value.removeprefix("style.") for value in values if value.startswith("style.")}


def as_judged(persona: Persona, judged: Collection[str]) -> Persona | None:
    """Returns the persona with the loves and likes that a set has judgments for.

    Nobody knows which gifts of the set would please their other loves, so on this set they have
    none. Returns None if no love is left.
    """
    kept = replace(
        persona,
        loves=tuple(one for one in persona.loves if SUBJECTS[one].outgift in judged),
        likes=tuple(one for one in persona.likes if SUBJECTS[one].outgift in judged),
    )
    return kept if kept.loves else None


def set_grades(persona: Persona, judged: Mapping[str, Mapping[str, int]]) -> dict[str, int] | None:
    """Returns the grades of a set whose editors judged products by interest; None if all are 0.

    `judged` maps the text of an interest to the grade of each product. A like counts one grade less
    than a love.
    """
    wanted = [*((one, 0) for one in persona.loves), *((one, 1) for one in persona.likes)]
    found: dict[str, int] = {}
    for subject, less in wanted:
        for item, grade in judged.get(SUBJECTS[subject].outgift or "", {}).items():
            found[item] = max(found.get(item, 0), grade - less)
    return found if any(found.values()) else None


def ndcg(ids: Sequence[str], graded: Mapping[str, int]) -> float:
    """Returns NDCG@10 after Järvelin and Kekäläinen, with gain 2^grade - 1; 0 without a gain."""
    best = _dcg(sorted(graded.values(), reverse=True))
    return _dcg([graded.get(item, 0) for item in ids]) / best if best else 0.0


def _dcg(ordered: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(ordered[:AT]))
