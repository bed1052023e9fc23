"""Judging stored products: jobs, changes of texts and of the judge, and repetition."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from builders.catalogue.changes import a_snapshot
from builders.catalogue.rows import put_brand, put_product
from gifter_adapters.local_ai.embedder import LocalEmbedder
from gifter_adapters.postgres.catalogue.decisions import PostgresTraitDecisions
from gifter_adapters.postgres.catalogue.traits import PostgresProductTraits
from gifter_adapters.postgres.core.database import Database
from gifter_app.use_cases.catalogue.judge_products import JudgeProducts
from gifter_app.use_cases.catalogue.judge_texts import JudgeTexts
from gifter_domain.catalogue.convergence import merged
from gifter_domain.catalogue.derived import products_with_new_texts, states
from gifter_domain.catalogue.mirror import Mirror
from gifter_domain.catalogue.traits.decisions import Decision
from gifter_domain.catalogue.traits.facts import facts_of
from gifter_domain.catalogue.traits.judge import JUDGE_VERSION
from gifter_domain.catalogue.traits.ports import Judged
from gifter_domain.catalogue.traits.trait import Provenance


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=2)
    yield database
    await database.close()


@pytest.fixture
def traits(database: Database) -> PostgresProductTraits:
    return PostgresProductTraits(database)


@pytest.fixture
def judging(traits: PostgresProductTraits) -> JudgeProducts:
    return JudgeProducts(traits, JudgeTexts(LocalEmbedder()))


async def codes(database: Database, product_id: str = "p1") -> list[str]:
    async with database.reads() as connection:
        query = text("SELECT traits FROM product_mirror WHERE id = :id")
        return list(await connection.scalar(query, {"id": product_id}))


async def test_a_new_product_is_unjudged_until_its_job_runs(
    database: Database, judging: JudgeProducts
) -> None:
    await put_brand(database)
    await put_product(database, title="Walnut Brownies", specs="Walnuts, wheat flour, egg, butter")
    assert await codes(database) == ["unjudged"]

    await judging.execute([{"productId": "p1"}, {"productId": "gone"}])

    assert {"nuts", "gluten", "egg", "milk", "food"} <= set(await codes(database))


async def test_the_rows_of_a_product_say_why(
    database: Database, traits: PostgresProductTraits, judging: JudgeProducts
) -> None:
    await put_brand(database)
    await put_product(database, title="Oak Game", specs="Ages 6-10", category="Games")

    await judging.execute([{"productId": "p1"}])

    found = await traits.of_product("p1")
    assert found is not None
    _, product, stored = found
    ages = next(trait for trait in stored if trait.ages)
    assert (product.title, ages.ages, ages.evidence.field) == ("Oak Game", (6, 10), "specs")
    assert facts_of(stored).contains == ("toys",)


async def test_what_the_shop_declares_is_stored_and_found_in_searches(
    database: Database, traits: PostgresProductTraits, judging: JudgeProducts
) -> None:
    await put_brand(database)
    await put_product(database, title="Mug", occasion_fit=["fathers_day"], gift_tags=["For Dad"])

    for _ in range(2):
        await judging.execute([{"productId": "p1"}])
        async with database.transaction() as connection:
            await connection.driver.execute("UPDATE product_mirror SET judged = NULL")

    found = await traits.of_product("p1")
    assert found is not None
    sources = {trait.code: trait.provenance for trait in found[2]}
    assert sources["occasion:fathers_day"] is sources["for:dad"] is Provenance.BRAND
    assert {"occasion:fathers_day", "for:dad"} <= {*await codes(database)}


async def test_an_editor_overrules_what_the_shop_declares(
    database: Database, traits: PostgresProductTraits, judging: JudgeProducts
) -> None:
    await put_brand(database)
    await put_product(database, title="Mug", occasion_fit=["fathers_day"])
    await judging.execute([{"productId": "p1"}])
    now = datetime(2026, 11, 1, tzinfo=UTC)
    decision = Decision("occasion:fathers_day", False, "it is pink", "ana", now)

    await PostgresTraitDecisions(database).decide("p1", [decision])

    found = await traits.of_product("p1")
    assert found is not None
    assert "occasion:fathers_day" not in facts_of(found[2]).about
    assert "occasion:fathers_day" not in await codes(database)


async def test_judging_all_is_idempotent(database: Database, judging: JudgeProducts) -> None:
    await put_brand(database)
    for number in range(5):
        await put_product(database, f"p{number}", title="Dry Gin", specs="40% ABV")
    reports: list[tuple[int, int]] = []

    first = await judging.judge_all(2, lambda seen, total: reports.append((seen, total)))
    second = await judging.judge_all(2, lambda seen, total: reports.append((seen, total)))

    assert (first, second) == (5, 0)
    assert reports == [(2, 5), (4, 5), (5, 5)]


async def test_a_product_is_judged_again_by_another_version_of_the_judge(
    database: Database, traits: PostgresProductTraits, judging: JudgeProducts
) -> None:
    await put_brand(database)
    await put_product(database)
    await judging.execute([{"productId": "p1"}])

    assert await traits.count_unjudged(JUDGE_VERSION) == 0
    assert await traits.count_unjudged("another judge") == 1


async def test_traits_of_an_older_text_are_not_stored(
    database: Database, traits: PostgresProductTraits, judging: JudgeProducts
) -> None:
    await put_brand(database)
    await put_product(database, title="Dry Gin", facts_hash="old")
    (stale,) = await traits.unjudged(JUDGE_VERSION, ["p1"])
    await put_product(database, title="Oat Biscuits", facts_hash="new")

    assert await traits.store([Judged(stale, [], JUDGE_VERSION)]) == 0
    assert await codes(database) == ["unjudged"]


def test_new_specs_alone_are_a_new_text() -> None:
    before = merged(Mirror(), a_snapshot(1, specs="Oats"))
    after = merged(before, a_snapshot(2, specs="Oats, almonds"))

    assert products_with_new_texts(states(before), states(after)) == ["p1"]
