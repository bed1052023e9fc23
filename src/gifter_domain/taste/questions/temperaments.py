"""Temperaments: typical groups of likes, the prior for choosing questions.

They say which answers usually go together (most gardeners also like birds), so that the next
question is worth asking. Nobody is assigned to one of them. The figures are estimates, not
measurements.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# The probability of a value by its facet, for temperaments that do not list the value.
COMMON: Mapping[str, float] = {
    "interest": 0.08,
    "style": 0.12,
    "value": 0.15,
    "colour": 0.25,
    "leaning": 0.5,
    "material": 0.06,
    "diet": 0.05,
    "no": 0.08,
}
LIKELY, FAIRLY_LIKELY = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Temperament:
    """A typical group of likes.

    The values in `likely` have the probability `LIKELY`, those in `fairly_likely` the lower
    probability `FAIRLY_LIKELY`.
    """

    likely: frozenset[str]
    fairly_likely: frozenset[str]

    def probability(self, value: str) -> float:
        """Returns the probability that a person of this temperament has the value."""
        if value in self.likely:
            return LIKELY
        return FAIRLY_LIKELY if value in self.fairly_likely else COMMON[value.partition(".")[0]]


def _temperament(likely: str, fairly_likely: str) -> Temperament:
    return Temperament(frozenset(likely.split()), frozenset(fairly_likely.split()))


TEMPERAMENTS: tuple[Temperament, ...] = (
    _temperament(  # at home
        "interest.bath interest.fragrance interest.tea interest.reading style.cosy style.calming"
        " leaning.objects",
        "interest.baking interest.home interest.houseplants interest.craft interest.cats"
        " style.rustic style.romantic",
    ),
    _temperament(  # in the garden
        "interest.gardening interest.wildlife interest.houseplants style.natural style.rustic",
        "interest.walking interest.tea interest.dogs interest.baking value.sustainable"
        " value.local value.organic colour.green style.practical material.plastic",
    ),
    _temperament(  # on the move
        "interest.walking interest.camping interest.cycling interest.travel style.practical"
        " leaning.experiences",
        "interest.running interest.swimming interest.fitness interest.wildlife interest.dogs"
        " interest.photography style.bold value.sustainable no.clothes",
    ),
    _temperament(  # at the table
        "interest.cooking interest.food interest.wine_beer value.local",
        "interest.baking interest.spirits interest.coffee interest.chocolate style.classic"
        " style.modern leaning.experiences diet.gluten_free",
    ),
    _temperament(  # at the workbench
        "interest.craft interest.drawing value.handmade",
        "interest.diy interest.writing interest.photography interest.baking style.vintage"
        " style.industrial style.rustic value.sustainable",
    ),
    _temperament(  # at the theatre
        "interest.reading interest.music interest.film",
        "interest.writing interest.history interest.travel interest.coffee interest.wine_beer"
        " style.vintage style.classic style.quirky no.gadgets",
    ),
    _temperament(  # at the screen
        "interest.tech interest.games style.modern",
        "interest.science interest.music interest.film interest.coffee interest.puzzles"
        " style.minimal style.industrial colour.black leaning.objects",
    ),
    _temperament(  # in front of the mirror
        "interest.fashion interest.jewellery style.elegant",
        "interest.bath interest.fragrance interest.home interest.travel interest.yoga"
        " style.luxurious style.romantic style.bold colour.gold colour.pink",
    ),
    _temperament(  # among children, of any age
        "interest.games style.playful",
        "interest.baking interest.dogs interest.cats interest.puzzles interest.craft style.quirky"
        " style.bold colour.yellow no.alcohol diet.nut_allergy",
    ),
    _temperament(  # lightly
        "interest.yoga style.minimal style.calming value.sustainable value.organic",
        "interest.tea interest.walking interest.reading interest.running leaning.experiences"
        " diet.vegan diet.vegetarian material.leather material.fur material.plastic"
        " colour.white no.alcohol",
    ),
    _temperament(  # in the old chair
        "interest.history interest.spirits style.classic",
        "interest.team_sport interest.reading interest.music interest.diy interest.gardening"
        " interest.puzzles style.practical no.fitness no.gadgets",
    ),
)
