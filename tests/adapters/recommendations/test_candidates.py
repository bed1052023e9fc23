"""PostgreSQL finds the same candidates as the rules in Python, in random catalogues."""

import random
from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest

from builders.ai.embedders import CountingEmbedder
from builders.catalogue.rows import put_brand
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.candidates import PostgresCandidates
from gifter_domain.recommendations.candidates import CandidateQuery, Constraints, Retrieved, Supply
from gifter_domain.shared.money import Budget, Money

WORDS = ["oak", "golf", "tea", "lamp", "garden", "wool", "record", "copper"]
EMBEDDER = CountingEmbedder()
NEVER, ALWAYS = 0, 10_000  # the number of matching rows up to which they are scanned exactly


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=2)
    yield database
    await database.close()


def _catalogue(chance: random.Random, size: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"p{number:03d}",
            "title": " ".join(chance.choices(WORDS, k=3)) + f" {number}",
            "brand_id": chance.choice(["b1", "b2", "pending"]),
            "price_minor": chance.choice([None, 500, 1000, 2500, 9000]),
            "price_currency": chance.choice(["GBP", "GBP", "EUR"]),
            "in_stock": chance.random() < 0.7,
            "is_featured": chance.random() < 0.1,
            "status": chance.choice(["published"] * 5 + ["archived"]),
            "visible_to_gifter": chance.random() < 0.9,
            "gift_tags": chance.sample(WORDS, 1),
        }
        for number in range(size)
    ]


def _constraints(chance: random.Random, catalogue: list[dict[str, Any]]) -> Constraints:
    ends = sorted(chance.choices([0, 500, 1500, 2500, 10_000], k=2))
    budget = Budget(
        chance.choice(["GBP", "EUR", "JPY"]),
        *chance.choice([(None, None), (ends[0], None), (None, ends[1]), tuple(ends)]),
    )
    return Constraints(
        budget=chance.choice([None, budget]),
        exclude_product_ids=tuple(
            p["id"] for p in chance.sample(catalogue, chance.choice([0, 0, 9]))
        ),
        exclude_brand_ids=chance.choice([(), (), ("b1",), ("b1", "b2", "nobody")]),
        include_out_of_stock=chance.random() < 0.4,
        avoid=chance.choice([(), (), ("oak",), ("oak tea", "lamps")]),
    )


def _allows(constraints: Constraints, product: dict[str, Any]) -> bool:
    """Returns whether the constraints allow a product, by the same rules in Python."""
    budget = constraints.budget
    price: int | None = product["price_minor"]
    named = {*product["title"].split(), *product["gift_tags"]}
    if product["status"] != "published" or not product["visible_to_gifter"]:
        return False
    if product["brand_id"] == "pending" or product["brand_id"] in constraints.exclude_brand_ids:
        return False
    if product["id"] in constraints.exclude_product_ids:
        return False
    if not product["in_stock"] and not constraints.include_out_of_stock:
        return False
    if any({word.rstrip("s") for word in phrase.split()} <= named for phrase in constraints.avoid):
        return False
    if budget is None:
        return True
    if product["price_currency"] != budget.currency:
        return False
    if price is None:
        return budget.min_minor is None and budget.max_minor is None
    return (
        (budget.min_minor or 0)
        <= price
        <= (price if budget.max_minor is None else budget.max_minor)
    )


async def _find(
    database: Database, constraints: Constraints, text: str = "", *, exact_up_to: int, depth: int
) -> Retrieved:
    source = PostgresCandidates(database, PostgresProductEmbeddings(database).register, exact_up_to)
    vector = (await EMBEDDER.embed([text]))[0] if text else None
    return await source.find(CandidateQuery(text, vector, EMBEDDER.model, constraints, depth))


def _ids(found: Retrieved) -> list[str]:
    return sorted(candidate.product.id for candidate in found.candidates)


@pytest.mark.parametrize("exact_up_to", [NEVER, 5, ALWAYS])
async def test_exactly_the_products_within_the_constraints_can_be_found(
    database: Database, exact_up_to: int
) -> None:
    chance = random.Random(exact_up_to)
    catalogue = _catalogue(chance, 150)
    await put_brand(database, "pending", status="pending")
    await put_catalogue(database, catalogue[:100], ["b1", "b2"])
    await embed_all(PostgresProductEmbeddings(database), EMBEDDER)
    await put_catalogue(database, catalogue[100:])  # these have no vector yet

    for _ in range(40):
        constraints = _constraints(chance, catalogue)
        text = chance.choice(["", "golf", "an oak lamp", "nothing like it"])
        allowed = sorted(p["id"] for p in catalogue if _allows(constraints, p))

        everything = await _find(database, constraints, text, exact_up_to=exact_up_to, depth=200)
        few = await _find(database, constraints, text, exact_up_to=exact_up_to, depth=7)

        assert _ids(everything) == allowed
        assert set(_ids(few)) <= set(allowed)
        assert len(few.candidates) >= min(7, len(allowed))
        by_index = {"hnsw"} if len(allowed) > exact_up_to else set()
        assert few.retrieval in ({"exact"} | by_index if text else {"text"})


async def test_the_supply_is_the_price_range_of_exactly_the_allowed_products(
    database: Database,
) -> None:
    chance = random.Random(7)
    catalogue = _catalogue(chance, 60)
    await put_brand(database, "pending", status="pending")
    await put_catalogue(database, catalogue, ["b1", "b2"])
    source = PostgresCandidates(database, PostgresProductEmbeddings(database).register)

    for _ in range(30):
        constraints = _constraints(chance, catalogue)
        prices: dict[str, list[int]] = {}
        for product in catalogue:
            if _allows(constraints, product) and product["price_minor"] is not None:
                prices.setdefault(product["price_currency"], []).append(product["price_minor"])
        by_currency = {
            supply.cheapest.currency: supply for supply in await source.supply(constraints)
        }

        assert by_currency == {
            currency: Supply(Money(min(known), currency), Money(max(known), currency))
            for currency, known in prices.items()
        }


@pytest.mark.parametrize("exact_up_to", [NEVER, ALWAYS])
async def test_the_nearest_by_vector_are_found(database: Database, exact_up_to: int) -> None:
    titles = {f"p{number:03d}": f"thing {number}" for number in range(300)}
    await put_catalogue(
        database, [{"id": product_id, "title": title} for product_id, title in titles.items()]
    )
    await embed_all(PostgresProductEmbeddings(database), EMBEDDER)
    vectors = await EMBEDDER.embed([*titles.values(), "somewhere else"])
    nearest = np.argsort(-(vectors[:-1] @ vectors[-1]))[:20]

    found = await _find(
        database, Constraints(), "somewhere else", exact_up_to=exact_up_to, depth=20
    )

    assert {f"p{at:03d}" for at in nearest} <= set(_ids(found))


async def test_words_weigh_by_rarity_and_place_and_match_by_stem(database: Database) -> None:
    await put_catalogue(
        database,
        [
            {"id": "title", "title": "Gardening gloves"},
            {"id": "label", "title": "Gloves", "gift_tags": ["garden"]},
            {"id": "description", "title": "Gloves", "description": "For the garden"},
            {"id": "common", "title": "Gloves for the kitchen"},
            {"id": "other", "title": "Lamp"},
        ],
    )

    found = await _find(database, Constraints(), "garden gloves", exact_up_to=ALWAYS, depth=10)

    by_id = {candidate.product.id: candidate for candidate in found.candidates}
    order = sorted(by_id, key=lambda product_id: -by_id[product_id].lexical)
    assert order == ["title", "label", "description", "common", "other"]
    assert by_id["title"].coverage == pytest.approx(1)
    assert 0 < by_id["common"].coverage < 0.5
    assert by_id["other"].lexical == by_id["other"].coverage == 0


@pytest.mark.parametrize("text", ["it's", "a\\b 'c'", "!!! | & :*", "<->", "“”", "x" * 3000])
async def test_any_text_can_be_searched_for(database: Database, text: str) -> None:
    await put_catalogue(database, [{"id": "p1", "title": "Oak lamp"}])

    found = await _find(database, Constraints(avoid=(text,)), text, exact_up_to=NEVER, depth=5)

    assert _ids(found) == ["p1"]


async def test_without_a_model_products_are_found_by_text(database: Database) -> None:
    await put_catalogue(database, [{"id": "p1", "title": "Oak lamp"}])
    source = PostgresCandidates(database, PostgresProductEmbeddings(database).register)

    found = await source.find(CandidateQuery("lamps", None, None, Constraints()))

    assert [candidate.vector for candidate in found.candidates] == [None]
    assert found.candidates[0].lexical > 0


async def test_vectors_of_another_model_are_not_used(database: Database) -> None:
    await put_catalogue(database, [{"id": "p1", "title": "Oak lamp"}])
    embeddings = PostgresProductEmbeddings(database)
    await embed_all(embeddings, CountingEmbedder("another"))

    found = await _find(database, Constraints(), "lamp", exact_up_to=ALWAYS, depth=5)

    assert [candidate.vector for candidate in found.candidates] == [None]
