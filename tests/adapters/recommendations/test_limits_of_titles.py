"""What each limit keeps from whom, by titles as shops write them, and what it leaves."""

from collections.abc import AsyncIterator

import pytest

from builders.language.shop_titles import HARMLESS, LEFT, SOLD
from builders.recommendations.catalogue_rows import put_catalogue
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.candidates import PostgresCandidates
from gifter_domain.language.limits import LIMITS, Limit
from gifter_domain.recommendations.candidates import CandidateQuery, Constraints

# By what only a description says: words of other meanings there are no reason to refuse.
SAID = [
    ("no.alcohol", "Charges through its USB-C port, in the spirit of the old ones", True),
    ("no.alcohol", "A stout canvas bag, for old times' sake", True),
    ("no.alcohol", "Six miniatures and a bottle of tawny port", False),
    ("no.alcohol", "Three bottles, 70 cl, 43% ABV", False),
    ("no.alcohol", "Ready to pour over ice; 0% ABV", True),
    ("diet.vegetarian", "A cotton towel, woven and made in Turkey", True),
    ("diet.vegetarian", "With smoked turkey breast and cranberry", False),
    ("diet.vegetarian", "A steel pan for the game of your life", True),
    ("material.leather", "With a hide-and-seek map", True),
    ("material.plastic", "Comes with wrapping free of plastic", False),
    ("material.plastic", "Six LPs chosen by a shopkeeper", False),
    ("material.plastic", "A foaming wash in a glass bottle", True),
    ("no.clothes", "A washed-linen nightshirt in a drawstring bag", False),
    ("no.clothes", "A wrap top, trousers and knotted hat", False),
    ("no.clothes", "A zipped cube that fits socks, beside your coat", True),
    ("no.plants", "Six old varieties of tomato in packets of fifteen seeds", False),
    ("no.plants", "A diary with a pocket for seed packets", True),
    ("no.scent", "A wrap of cotton velvet, wheat and lavender", False),
    ("no.scent", "A soft badger with a lavender-free tummy", True),
    ("no.gadgets", "Charges through its USB-C port", False),
    ("no.gadgets", "A pocket for your phone", True),
    ("diet.dairy_free", "Sandwiches, scones and slow canals", False),
]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=2)
    yield database
    await database.close()


async def left_by(database: Database, *limits: Limit) -> set[str]:
    """The titles of all products that the limits leave."""
    source = PostgresCandidates(database, PostgresProductEmbeddings(database).register)
    query = CandidateQuery("", None, None, Constraints(limits=limits), depth=5_000)
    return {one.product.title for one in (await source.find(query)).candidates}


async def test_each_limit_keeps_away_what_shops_call_so_and_nothing_that_only_sounds_so(
    database: Database,
) -> None:
    every = set().union(*SOLD.values(), *LEFT.values(), HARMLESS)
    await put_catalogue(database, [{"id": title, "title": title} for title in every])

    found = {limit: await left_by(database, LIMITS[limit]) for limit in LIMITS}

    assert {limit: names for limit in LIMITS if (names := SOLD[limit] & found[limit])} == {}
    left = {limit: titles | HARMLESS for limit, titles in LEFT.items()}
    assert {limit: names for limit in LIMITS if (names := left[limit] - found[limit])} == {}


async def test_a_word_of_two_meanings_counts_in_a_description_only_beside_others(
    database: Database,
) -> None:
    things = {said: f"Thing {number}" for number, (_, said, _) in enumerate(SAID)}
    await put_catalogue(
        database,
        [{"id": name, "title": name, "description": said} for said, name in things.items()],
    )

    for limit, said, stays in SAID:
        found = await left_by(database, LIMITS[limit])
        assert (things[said] in found) == stays, said
