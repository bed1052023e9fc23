"""Each limit excludes the right titles, and allows the others, of titles that shops write."""

import sys
from collections.abc import AsyncIterator

import pytest

from builders.language.limit_titles import LIMITS, Part, limit_cases, score_table, scores
from builders.recommendations.catalogue_rows import put_catalogue
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.candidates import PostgresCandidates
from gifter_domain.language.understanding import understand
from gifter_domain.recommendations.candidates import CandidateQuery, Constraints
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.trait_limits import trait_limits
from gifter_domain.taste.facets import Facets

CASES = limit_cases()
# Limit, title, description, and whether the product stays. Words with several meanings in a
# description alone are no reason to refuse.
DESCRIPTIONS = [
    ("no.alcohol", "Lamp", "Charges through its USB-C port, in the spirit of the old ones", True),
    ("no.alcohol", "Holdall", "A stout canvas bag, for old times' sake", True),
    ("no.alcohol", "Night In", "Six miniatures and a bottle of tawny port", False),
    ("no.alcohol", "Trio", "Three bottles, 70 cl, 43% ABV", False),
    ("no.alcohol", "Spritz", "Ready to pour over ice; 0% ABV", True),
    ("diet.vegetarian", "Towel", "A cotton towel, woven and made in Turkey", True),
    ("diet.vegetarian", "Lunch", "With smoked turkey breast and cranberry", False),
    ("diet.vegetarian", "Pan", "A steel pan for the game of your life", True),
    ("material.leather", "Den Kit", "With a hide-and-seek map", True),
    ("material.plastic", "Letters", "Comes with wrapping free of plastic", True),
    ("material.plastic", "Evening", "Six LPs chosen by a shopkeeper", False),
    ("material.plastic", "Wash", "A foaming wash in a glass bottle", True),
    ("no.clothes", "Set for Sleeping", "A washed-linen nightshirt in a drawstring bag", False),
    ("no.clothes", "Newborn Set", "A wrap top, trousers and knotted hat", False),
    ("no.clothes", "Travel Bag", "A zipped cube that fits socks, beside your coat", True),
    ("no.plants", "Sunflower Grower", "Six old varieties in packets of fifteen", False),
    ("no.plants", "Garden Diary", "A diary with a pocket for seed packets", True),
    ("no.scent", "Eye Pillow", "A wrap of cotton velvet, wheat and lavender", False),
    ("no.scent", "Badger", "A soft badger with a lavender-free tummy", True),
    ("no.gadgets", "Night Light", "Charges through its USB-C port", False),
    ("no.gadgets", "Satchel", "A pocket for your phone", True),
    ("diet.dairy_free", "Boat for Two", "Sandwiches, scones and slow canals", False),
]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=2)
    yield database
    await database.close()


async def allowed_by(database: Database, limit: str) -> set[str]:
    """Returns the titles of all products that a taste with this limit allows."""
    family, _, code = limit.partition(".")
    facets = {
        "material": Facets(materials_to_avoid=(code,)),
        "diet": Facets(diets=(code,)),
        "no": Facets(exclusions=(code,)),
    }
    taste = GiftQuery().for_taste(facets[family])
    limits = trait_limits(understand(""), taste)
    source = PostgresCandidates(database, PostgresProductEmbeddings(database).register)
    constraints = Constraints(avoid=limits.words, traits=limits)
    query = CandidateQuery("", None, None, constraints, depth=5_000)
    return {one.product.title for one in (await source.find(query)).candidates}


# F1 by part and family. A floor may rise but never fall. Word lists were tuned on all known titles
# until the halves were made, and the judge took over their words; fresh titles were never tuned on.
FLOORS = {
    (Part.DEVELOPMENT, "diet"): 0.98,
    (Part.DEVELOPMENT, "material"): 0.97,
    (Part.DEVELOPMENT, "no"): 0.98,
    (Part.HELD_OUT, "diet"): 0.95,
    (Part.HELD_OUT, "material"): 0.90,
    (Part.HELD_OUT, "no"): 0.97,
    (Part.UNSEEN, "diet"): 0.94,
    (Part.UNSEEN, "material"): 0.96,
    (Part.UNSEEN, "no"): 0.95,
}


@pytest.fixture
async def allowed(database: Database) -> dict[str, set[str]]:
    """Returns the titles that each limit allows."""
    every = {case.title for case in CASES}
    await put_catalogue(database, [{"id": title, "title": title} for title in every])
    return {limit: await allowed_by(database, limit) for limit in LIMITS}


async def test_limits_score_no_lower_than_before_on_titles_not_tuned_on(
    allowed: dict[str, set[str]],
) -> None:
    results = scores(CASES, allowed)

    sys.stdout.write(f"\n{score_table(results)}\n")  # `make quality` shows it
    too_low = {key: floor for key, floor in FLOORS.items() if results[key].f1 < floor}
    assert not too_low, score_table(results)  # without the titles, so that nobody tunes on them


async def test_an_ambiguous_word_counts_in_a_description_only_beside_others(
    database: Database,
) -> None:
    products = [
        {"id": title, "title": title, "description": said} for _, title, said, _ in DESCRIPTIONS
    ]
    await put_catalogue(database, products)

    for limit, title, said, stays in DESCRIPTIONS:
        assert (title in await allowed_by(database, limit)) == stays, said
