"""No gift breaks a request's safety, by labels that people gave and not by the judge's."""

import json
from collections.abc import AsyncIterator, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from builders.catalogue.rows import put_brand, put_product
from builders.recommendations.catalogue_rows import judge_all
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.candidates import PostgresCandidates
from gifter_domain.language.understanding import understand
from gifter_domain.recommendations.candidates import CandidateQuery, Constraints
from gifter_domain.recommendations.gift_query import gift_query
from gifter_domain.recommendations.trait_limits import trait_limits

LABELLED = Path(__file__).parents[2] / "quality" / "traits" / "products.jsonl"
# A request, and the labels that no gift for it may have.
REQUESTS = [
    ("for a friend who is allergic to nuts and likes cheese", {"nuts", "peanuts"}),
    ("a birthday present for a foodie, nothing with milk", {"milk"}),
    ("a gift for my sister, she is lactose intolerant", {"milk"}),
    ("something for a coeliac who loves baking", {"gluten"}),
    ("a hamper for my aunt with an egg allergy", {"egg"}),
    ("my boss has a sesame allergy", {"sesame"}),
    ("he can't eat fish or shellfish", {"fish", "shellfish"}),
    ("a thank you gift, no alcohol", {"alcohol"}),
    ("for my dad, who is teetotal and likes fishing", {"alcohol"}),
    ("a present for my 6-year-old niece", {"alcohol", "adult", "adult_only"}),
    ("Geschenk für meinen Neffen (9)", {"alcohol", "adult", "adult_only"}),
    ("a gift for a teenager who likes board games", {"alcohol", "adult", "adult_only"}),
    ("Geschenk für eine Freundin mit Nussallergie", {"nuts"}),
    ("a scarf for my vegan girlfriend", {"leather", "wool", "silk", "fur", "milk", "meat"}),
    ("for a friend who hates leather", {"leather"}),
    ("my niece has a peanut allergy and turns 30", {"peanuts"}),
    ("nut-free treats for the office", {"nuts", "peanuts"}),
    ("she's allergic to hazelnuts and almonds", {"nuts"}),
    ("meine Schwester verträgt keine Laktose", {"milk"}),
    ("etwas Glutenfreies für meine Oma", {"gluten"}),
    ("mein Onkel hat Zöliakie", {"gluten"}),
    ("dairy-free and egg-free, please", {"milk", "egg"}),
    ("sie hat eine Eiallergie", {"egg"}),
    ("anaphylactic to sesame seeds", {"sesame"}),
    ("a shellfish allergy, so nothing from the sea", {"shellfish"}),
    ("my sister is pregnant and loves good food", {"alcohol"}),
    ("he has been sober for a year", {"alcohol"}),
    ("recovering alcoholic, 50th birthday", {"alcohol"}),
    ("Geschenk für meinen Chef, der keinen Alkohol trinkt", {"alcohol"}),
    ("a christening present", {"alcohol", "adult", "adult_only"}),
    ("for my son who starts school", {"alcohol", "adult", "adult_only"}),
    ("twins, 11, both mad about science", {"alcohol", "adult", "adult_only"}),
    ("zur Einschulung meiner Nichte", {"alcohol", "adult", "adult_only"}),
    ("halal birthday gift", {"alcohol", "pork"}),
    ("a lad doing his GCSEs who loves whisky", {"alcohol", "adult", "adult_only"}),
    ("our foster kid", {"alcohol", "adult", "adult_only"}),
    ("something for school, drinks", {"alcohol", "adult", "adult_only"}),
    ("my teenage son's best friend loves trains", {"alcohol", "adult", "adult_only"}),
    ("school leaver, whisky", {"alcohol", "adult", "adult_only"}),
    ("knapp 14, kocht gern, Messer", {"alcohol", "adult", "adult_only"}),
    ("un whisky pour mon père qui ne boit pas", {"alcohol"}),
    ("whisky pour mon enfant", {"alcohol", "adult", "adult_only"}),
    ("prezent dla dziecka 5 lat, whisky", {"alcohol", "adult", "adult_only"}),
]
# Titles of the sample catalogue, labelled by hand from all of their text.
SAMPLES = {
    "nuts": {
        "Cashew Cheese Board",
        "Vegan Truffle Box",
        "Anniversary Hamper for a Night In",
        "Vegan Pantry Crate",
        "Vegan Sunday Lunch Class",
    },
    "peanuts": {"Dog Biscuit Baking Mix"},
    "milk": {
        "Sea Salt Caramel Slab",
        "Hot Chocolate Flakes",
        "Ginger Biscuit Tin",
        "Chocolate Tool Kit",
        "Make Your Own Bar Kit",
        "New Arrival Chocolate Bars",
        "Afternoon Tea on a Narrowboat",
    },
    "gluten": {
        "Miso and Maple Trio",
        "Ginger Biscuit Tin",
        "Pasta Night Set",
        "The Fourth Trimester Hamper",
        "Afternoon Tea on a Narrowboat",
        "Vegan Sunday Lunch Class",
        "Letterbox Flapjacks",
        "Sourdough Starter Set",
    },
    "alcohol": {
        "Five Regions Whisky Flight",
        "Peat & Tide Single Malt",
        "Sherry Butt Eighteen",
        "Whisky and Vinyl Evening Box",
        "Age-Your-Own Cask",
        "Hedgerow Gin",
        "Distillery Tasting in Leith",
        "Farmhouse Cider Six",
        "Low-Strength Cider Four",
        "Perry in a Wedding Bottle",
        "Anniversary Hamper for a Night In",
    },
    "adult_only": {
        "Distillery Tasting in Leith",
        "Age-Your-Own Cask",
        "Life Drawing Evening",
        "Spa Evening After Hours",
        "Steam Engine Driving Taster",
        "Do-Nothing Day for One",
    },
}
# So many gifts must be shown for the tests to tell something.
ENOUGH = 3_000


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=2)
    await put_brand(database)
    yield database
    await database.close()


async def titles_for(database: Database, text: str) -> set[str]:
    """Returns every title that the traits allow for a request."""
    understood = understand(text)
    limits = trait_limits(understood, gift_query(understood))
    source = PostgresCandidates(database, PostgresProductEmbeddings(database).register)
    query = CandidateQuery("", None, None, Constraints(traits=limits), depth=5_000)
    return {one.product.title for one in (await source.find(query)).candidates}


def labelled() -> Iterator[dict[str, Any]]:
    return map(json.loads, LABELLED.read_text().splitlines())


async def test_no_labelled_product_breaks_a_request(database: Database) -> None:
    labels: dict[str, set[str]] = {}
    for product in labelled():
        fields = {
            key: product[key]
            for key in ("title", "short_description", "specs", "category")
            if key in product
        }
        await put_product(database, product["id"], **fields)
        adult = {"adult_only"} if product["adult_only"] else set()
        labels[product["title"]] = {*product["contains"], *adult}
    await judge_all(database)

    number = 0
    for text, refused in REQUESTS:
        shown = await titles_for(database, text)
        number += len(shown)
        assert {title: labels[title] & refused for title in shown if labels[title] & refused} == {}
        assert len(shown) > len(labels) / 3, text
    assert number >= ENOUGH / 2


async def test_no_product_of_the_sample_catalogue_breaks_a_request(database: Database) -> None:
    lines = files("gifter_cli").joinpath("sample_catalogue.jsonl").read_text().splitlines()
    for line in lines:
        body = json.loads(line)
        product = body["product"]
        await put_product(
            database,
            body["payloadProductId"],
            title=product["title"],
            short_description=product["shortDescription"],
            description=product["description"],
            specs=product["specs"],
            category=product["category"],
            gift_tags=product["giftTags"],
        )
    await judge_all(database)

    number = 0
    for text, refused in REQUESTS:
        shown = await titles_for(database, text)
        number += len(shown)
        forbidden = {title for code in refused for title in SAMPLES.get(code, set())}
        assert shown & forbidden == set(), text
        assert len(shown) > 200, text
    assert number >= ENOUGH
    assert "Stacking Hedgehogs" in await titles_for(database, "a present for my 2-year-old son")


async def test_unjudged_products_are_left_out_where_a_mistake_does_harm(
    database: Database,
) -> None:
    await put_product(database, title="Mystery Snack")

    assert await titles_for(database, "a gift for my nephew, who is 5") == set()
    assert await titles_for(database, "she is allergic to nuts") == set()
    assert await titles_for(database, "no leather, please") == {"Mystery Snack"}


async def test_food_of_unknown_contents_is_shown_only_if_it_is_free_of_the_allergen(
    database: Database,
) -> None:
    await put_product(database, "a", title="Snack Hamper")
    await put_product(database, "b", title="Snack Hamper, Nut-Free")
    await put_product(database, "c", title="Oak Bowl")
    await judge_all(database)

    shown = await titles_for(database, "no peanuts or nuts")

    assert "Snack Hamper" not in shown
    assert "Oak Bowl" in shown
    assert "Snack Hamper" in await titles_for(database, "a present for a neighbour")
