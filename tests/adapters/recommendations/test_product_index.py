"""The index in memory finds the same candidates as PostgreSQL, and follows every change."""

import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from builders.ai.embedders import CountingEmbedder
from builders.catalogue.rows import put_brand
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.operations.facts import PostgresFacts
from gifter_adapters.postgres.recommendations import resident_index
from gifter_adapters.postgres.recommendations.candidates import PostgresCandidates
from gifter_adapters.postgres.recommendations.indexed_candidates import IndexedCandidates
from gifter_adapters.postgres.recommendations.product_index import index as product_index
from gifter_adapters.postgres.recommendations.resident_index import ResidentIndex
from gifter_domain.recommendations.candidates import CandidateQuery, Constraints, Retrieved
from gifter_domain.recommendations.trait_limits import TraitLimits
from gifter_domain.shared.money import Budget

WORDS = ["oak", "golf", "tea", "lamp", "garden", "wool", "record", "copper", "wi-fi", "wine", "nut"]
EMBEDDER = CountingEmbedder()


@dataclass
class Sources:
    """The index and SQL over the same database. `refresh` brings the index up to date."""

    database: Database
    index: ResidentIndex
    indexed: IndexedCandidates
    by_sql: PostgresCandidates

    async def refresh(self) -> None:
        await self.index.refresh()


@pytest.fixture
async def sources(database_url: str) -> AsyncIterator[Sources]:
    database = Database(database_url, pool_size=4)
    register = PostgresProductEmbeddings(database).register
    by_sql = PostgresCandidates(database, register)
    index = ResidentIndex(database, EMBEDDER.model, register)
    yield Sources(database, index, IndexedCandidates(database, index, by_sql), by_sql)
    await database.close()


def _products(chance: random.Random, numbers: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"p{number:03d}",
            "title": " ".join(chance.choices(WORDS, k=3)) + f" {number}",
            "description": " ".join(chance.choices(WORDS, k=chance.randint(0, 8))) or None,
            "brand_id": chance.choice(["b1", "b2", "pending"]),
            "price_minor": chance.choice([None, 500, 1000, 2500, 9000]),
            "price_currency": chance.choice(["GBP", "GBP", "EUR"]),
            "in_stock": chance.random() < 0.7,
            "is_featured": chance.random() < 0.1,
            "status": chance.choice(["published"] * 5 + ["archived"]),
            "gift_tags": chance.sample(WORDS, 2),
        }
        for number in numbers
    ]


def _query(chance: random.Random, vector: Any, text: str, depth: int) -> CandidateQuery:
    ends = sorted(chance.choices([0, 500, 1500, 2500, 10_000], k=2))
    budgets = [
        Budget(currency, *chance.choice([(None, None), (ends[0], None), (None, ends[1]), ends]))
        for currency in ("GBP", "EUR")
    ]
    constraints = Constraints(
        budget=chance.choice([None, budgets[0], budgets[1]]),
        elsewhere=chance.choice([(), (budgets[1],)]),
        exclude_product_ids=tuple(f"p{chance.randint(0, 120):03d}" for _ in range(3)),
        exclude_brand_ids=chance.choice([(), ("b1",), ("nobody",)]),
        include_out_of_stock=chance.random() < 0.4,
        avoid=chance.choice([(), ("oak",), ("oak tea", "the", "lamps"), ("wi-fi",)]),
        traits=chance.choice(
            [
                TraitLimits(),
                TraitLimits(("alcohol", "unjudged")),
                TraitLimits(("nuts", "nuts?"), ("nuts",)),
            ]
        ),
    )
    return CandidateQuery(text, vector, EMBEDDER.model, constraints, depth)


def _facts(found: Retrieved) -> dict[str, tuple[Any, ...]]:
    return {
        one.product.id: (
            one.product,
            one.traits,
            pytest.approx(one.lexical, rel=1e-5),
            pytest.approx(one.coverage, rel=1e-5),
            None if one.vector is None else one.vector.tolist(),
        )
        for one in found.candidates
    }


async def _assert_same(sources: Sources, chance: random.Random, rounds: int) -> None:
    for _ in range(rounds):
        text = chance.choice(["", "golf", "an oak lamp", "wine or wi-fi tea", "nothing like it"])
        vector = (await EMBEDDER.embed([text]))[0] if text else None
        query = _query(chance, vector, text, chance.choice([3, 10, 200]))

        indexed, by_sql = await sources.indexed.find(query), await sources.by_sql.find(query)

        assert _facts(indexed) == _facts(by_sql)
        assert indexed.retrieval == by_sql.retrieval
        constraints = query.constraints
        assert await sources.indexed.supply(constraints) == await sources.by_sql.supply(constraints)


@pytest.mark.parametrize("merged_at", [1, 30, 2_000])
async def test_the_index_finds_the_same_candidates_as_sql_after_any_changes(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, merged_at: int
) -> None:
    monkeypatch.setattr(product_index, "MERGED_AT", merged_at)
    monkeypatch.setattr(product_index, "MERGED_SHARE", 0)
    chance = random.Random(merged_at)
    await put_brand(sources.database, "pending", status="pending")
    await put_catalogue(sources.database, _products(chance, range(60)), ["b1", "b2"])
    embeddings = PostgresProductEmbeddings(sources.database)
    await embed_all(embeddings, EMBEDDER)
    await sources.refresh()
    await _assert_same(sources, chance, 15)

    for start in (60, 75, 90):
        await put_catalogue(sources.database, _products(chance, range(start, start + 15)), [])
        some = f"(hashtext(id || '{start}') & 1) = 0"
        await _update(sources, f"UPDATE product_mirror SET in_stock = {some}")
        await sources.refresh()
        await _assert_same(sources, chance, 8)
        await embed_all(embeddings, EMBEDDER)
        await _update(sources, "UPDATE brand_mirror SET name = name || '!' WHERE id = 'b1'")
        await sources.refresh()
        await _assert_same(sources, chance, 8)


async def test_a_product_hidden_a_moment_ago_is_not_current(sources: Sources) -> None:
    await put_catalogue(sources.database, [{"id": f"p{n}", "title": "Oak lamp"} for n in range(6)])
    await sources.refresh()
    assert len(await _found_ids(sources)) == 6
    for change in (
        "UPDATE product_mirror SET status = 'archived' WHERE id = 'p0'",
        "UPDATE product_mirror SET in_stock = false WHERE id = 'p1'",
        "UPDATE product_mirror SET price_minor = 99999 WHERE id = 'p2'",
        "UPDATE product_mirror SET traits = '{nuts}' WHERE id = 'p3'",
        "UPDATE product_mirror SET search = to_tsvector('english', 'oaks') WHERE id = 'p4'",
    ):
        await _update(sources, change)
    limits = TraitLimits(("nuts",), ("nuts",))
    constraints = Constraints(Budget("GBP", None, 5000), avoid=("oak", "the"), traits=limits)
    unlimited = Constraints(Budget("GBP", None, 5000), avoid=("tea",), traits=limits)
    ids = [f"p{number}" for number in range(6)]

    assert len(await _found_ids(sources)) == 6
    assert sorted(await sources.indexed.current(ids, constraints)) == []
    assert sorted(await sources.indexed.current(ids, unlimited)) == ["p4", "p5"]


async def test_a_product_that_a_user_reports_is_left_out_at_once(sources: Sources) -> None:
    await put_catalogue(sources.database, [{"id": f"p{n}", "title": "Oak lamp"} for n in range(2)])
    await sources.refresh()
    await _update(
        sources,
        "WITH u AS (INSERT INTO user_account (id, auth_provider, auth_user_id)"
        " VALUES ('u1', 'test', 'u1') RETURNING id)"
        " INSERT INTO trait_report (product_id, user_id, code, reported_at)"
        " SELECT 'p0', id, 'nuts', now() FROM u",
    )
    constraints = Constraints(traits=TraitLimits(("nuts",), ("nuts",)))
    query = CandidateQuery("lamp", None, None, constraints)

    assert sorted(await sources.indexed.current(["p0", "p1"], constraints)) == ["p1"]
    await sources.refresh()
    found = await sources.indexed.find(query)

    assert [one.product.id for one in found.candidates] == ["p1"]


async def test_a_product_of_a_brand_that_is_no_longer_approved_leaves_the_index(
    sources: Sources,
) -> None:
    await put_catalogue(sources.database, [{"id": "p1", "title": "Oak lamp"}])
    await sources.refresh()
    await _update(sources, "UPDATE brand_mirror SET status = 'suspended'")

    assert await sources.indexed.current(["p1"], Constraints()) == {}
    await sources.refresh()
    found = await sources.indexed.find(CandidateQuery("lamp", None, None, Constraints()))

    assert found.candidates == []


async def test_a_change_that_commits_after_a_later_one_is_found(sources: Sources) -> None:
    await put_catalogue(sources.database, [{"id": f"p{n}", "title": "Oak lamp"} for n in range(3)])
    await sources.refresh()

    async with sources.database.transaction() as slow:
        await slow.driver.execute("UPDATE product_mirror SET in_stock = false WHERE id = 'p0'")
        await _update(sources, "UPDATE product_mirror SET in_stock = false WHERE id = 'p1'")
        await sources.refresh()
        assert await _found_ids(sources) == ["p0", "p2"]
    await sources.refresh()

    assert await _found_ids(sources) == ["p2"]


async def test_rows_numbered_by_another_server_do_not_come_back_at_each_refresh(
    sources: Sources,
) -> None:
    await put_catalogue(sources.database, [{"id": "p1", "title": "Oak lamp"}])
    await _update(sources, "ALTER TABLE product_mirror DISABLE TRIGGER number_change")
    await _update(sources, "UPDATE product_mirror SET changed = 9000000000")
    await _update(sources, "ALTER TABLE product_mirror ENABLE TRIGGER number_change")
    await sources.refresh()
    first = sources.index.current()
    await sources.refresh()

    assert first is not None
    assert sources.index.current() == first


async def test_an_index_that_could_not_be_refreshed_for_long_is_not_used(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put_catalogue(sources.database, [{"id": f"p{n}", "title": "Oak lamp"} for n in range(2)])
    await sources.refresh()
    await _update(sources, "UPDATE product_mirror SET in_stock = false WHERE id = 'p0'")
    assert await _found_ids(sources) == ["p0", "p1"]

    monkeypatch.setattr(resident_index, "OLD_AFTER_S", -1.0)

    assert await _found_ids(sources) == ["p1"]


async def test_sql_answers_until_the_index_is_loaded(sources: Sources) -> None:
    await put_catalogue(sources.database, [{"id": "p1", "title": "Oak lamp"}])

    assert sources.index.current() is None
    assert await _found_ids(sources) == ["p1"]


async def test_each_process_stores_how_far_its_index_is_behind_until_it_ends(
    sources: Sources,
) -> None:
    await put_catalogue(sources.database, [{"id": "p1", "title": "Oak lamp"}])
    facts = PostgresFacts(sources.database)
    for _ in range(2):
        await sources.refresh()
    await sources.index.publish()

    serving = await facts.read()
    async with sources.index.running():
        pass
    ended = await facts.read()

    assert (serving.index_processes, serving.index_products) == (1, 1)
    assert 0 < serving.index_behind_s < 60
    assert ended.index_processes == 0


async def _found_ids(sources: Sources) -> list[str]:
    found = await sources.indexed.find(CandidateQuery("lamp", None, None, Constraints()))
    return sorted(one.product.id for one in found.candidates)


async def _update(sources: Sources, statement: str) -> None:
    async with sources.database.autocommit() as connection:
        await connection.driver.execute(statement)
