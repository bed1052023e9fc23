"""The mirror on PostgreSQL equals the mirror that the rules compute, in any order and batches."""

import asyncio
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from builders.catalogue.changes import (
    a_brand,
    a_content,
    a_deletion,
    a_snapshot,
    a_variant,
    histories,
    state_of,
)
from builders.core.clocks import FixedClock
from builders.core.reactions import the_reactions
from gifter_adapters.payload.codec import PayloadCodec
from gifter_adapters.postgres.catalogue.access import listed_from, listed_where
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.transaction import PostgresTransactions
from gifter_adapters.system import Uuid7Factory
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_app.use_cases.catalogue.export_import import (
    ExportCatalogue,
    ImportCatalogue,
    ImportReport,
)
from gifter_app.use_cases.catalogue.receive_webhook import ReceiveCatalogueWebhook
from gifter_domain.catalogue.convergence import merged
from gifter_domain.catalogue.deliveries import DeliveryKind
from gifter_domain.catalogue.derived import States, states
from gifter_domain.catalogue.mirror import Change, Mirror, Product, ProductStatus

T = TypeVar("T")

VARIANTS = [f"v{number}" for number in range(15)]

TABLES = {
    "brand_mirror": "SELECT * FROM brand_mirror t ORDER BY payload_brand_id",
    "product_mirror": """SELECT t.*, b.payload_brand_id AS brand FROM product_mirror t
        LEFT JOIN brand_mirror b ON b.id = t.brand_id ORDER BY payload_product_id""",
    "variant_mirror": """SELECT t.*, p.payload_product_id AS product FROM variant_mirror t
        JOIN product_mirror p ON p.id = t.product_id ORDER BY payload_variant_id""",
}
TABLES_TO_EMPTY = ("webhook_delivery", "job", "variant_mirror", "product_mirror", "brand_mirror")
CONNECTIONS = 32
OUR_OWN = {"id", "brand_id", "product_id", "created_at", "updated_at", "changed"}


def _fail(number: int, reason: str) -> None:
    pytest.fail(f"line {number}: {reason}")


class NoProof:
    def check(self, headers: Mapping[str, str], body: bytes) -> None:
        """Accepts everything."""


class Catalogue:
    """Short methods for the tests. They are synchronous, because Hypothesis is."""

    def __init__(self, url: str) -> None:
        self.runner = asyncio.Runner()
        self.database = Database(url, pool_size=CONNECTIONS)
        clock = FixedClock()
        self.transactions = PostgresTransactions(
            self.database, Uuid7Factory(), clock, the_reactions(clock)
        )
        codec = PayloadCodec()
        self.codec = codec
        self.receiving = ReceiveCatalogueWebhook(self.transactions, codec, NoProof(), clock)
        self.exporting = ExportCatalogue(self.transactions, codec)
        self.importing = ImportCatalogue(self.transactions, codec)

    def run(self, work: Awaitable[T]) -> T:
        async def awaited() -> T:
            return await work

        return self.runner.run(awaited())

    def apply(self, *changes: Change) -> list[bool]:
        async def work() -> list[bool]:
            async with self.transactions() as tx:
                return await apply_catalogue_changes(tx, changes)

        return self.run(work())

    def receive_at_once(self, changes: Sequence[Change]) -> None:
        """Receives the changes as webhooks, over as many connections as there are."""

        async def receive(change: Change) -> None:
            kind = DeliveryKind.PRODUCT_CHANGED if change.product else DeliveryKind.BRAND_CHANGED
            await self.receiving.execute(kind, {}, self.codec.encode(change))

        async def work() -> None:
            await asyncio.gather(*map(receive, changes))

        self.run(work())

    def rows(self, sql: str) -> list[dict[str, Any]]:
        async def work() -> list[dict[str, Any]]:
            async with self.database.reads() as connection:
                return [dict(row) for row in (await connection.execute(text(sql)))]

        return self.run(work())

    def empty(self) -> None:
        async def work() -> None:
            async with self.database.transaction() as connection:
                for table in TABLES_TO_EMPTY:
                    await connection.execute(text(f"DELETE FROM {table}"))

        self.run(work())

    def mirrored(self) -> dict[str, list[dict[str, Any]]]:
        """Returns all rows with all columns except our ids, times and transactions."""
        return {
            table: [{k: v for k, v in row.items() if k not in OUR_OWN} for row in self.rows(sql)]
            for table, sql in TABLES.items()
        }

    def export(self) -> list[bytes]:
        async def work() -> list[bytes]:
            return [line async for line in self.exporting.lines()]

        return self.run(work())

    def import_(self, lines: Sequence[bytes]) -> ImportReport:
        return self.run(self.importing.execute(lines, _fail))

    def mirror(self) -> Mirror:
        """Returns the whole mirror, read as an export reads it."""

        async def work() -> Mirror:
            async with self.transactions() as tx:
                return reduce(merged, [c async for c in tx.catalogue.export()], Mirror())

        return self.run(work())


@pytest.fixture(scope="module")
def shared(emptied_database_url: str) -> Iterator[Catalogue]:
    catalogue = Catalogue(emptied_database_url)
    yield catalogue
    catalogue.empty()
    catalogue.run(catalogue.database.close())
    catalogue.runner.close()


@pytest.fixture
def catalogue(shared: Catalogue) -> Catalogue:
    shared.empty()
    return shared


def by_the_rules(history: Sequence[Change]) -> tuple[Mirror, States]:
    mirror = reduce(merged, history, Mirror())
    return mirror, states(mirror)


@settings(max_examples=25)
@example(history=[a_snapshot(1, "v1"), a_deletion(2)], random=Random(1))
@example(history=[a_snapshot(1), a_snapshot(2, payload_brand_id=None)], random=Random(2))
@example(history=[a_snapshot(1, "v1"), a_snapshot(9, "v2")], random=Random(3))
@given(history=histories, random=st.randoms(use_true_random=False))
def test_events_in_any_order_and_batches_give_the_rows_of_the_rules(
    shared: Catalogue, history: list[Change], random: Any
) -> None:
    shared.empty()
    received = history * 2
    random.shuffle(received)
    cuts = sorted(random.sample(range(len(received) + 1), min(2, len(received))))

    for start, end in zip([0, *cuts], [*cuts, len(received)], strict=True):
        shared.apply(*received[start:end])

    assert_equal_to_the_rules(shared, history)


@settings(max_examples=25)
@example(history=[a_snapshot(1, "v1"), a_snapshot(9, "v1", product_id="p2")], random=Random(1))
@given(history=histories, random=st.randoms(use_true_random=False))
def test_events_at_once_over_32_connections_give_the_rows_of_the_rules(
    shared: Catalogue, history: list[Change], random: Any
) -> None:
    shared.empty()
    received = history * 3
    random.shuffle(received)

    shared.receive_at_once(received)

    assert_equal_to_the_rules(shared, history)


def test_events_of_many_products_share_their_brand_and_move_their_variants_at_once(
    catalogue: Catalogue,
) -> None:
    random = Random(3)
    history = [
        replace(
            a_snapshot(second, *random.sample(VARIANTS, 3), product_id=f"p{random.randrange(12)}"),
            brand=a_brand(second, name="Quayside" if second > 90 else "Harbour & Clay"),
        )
        for second in range(120)
    ]
    random.shuffle(history)

    catalogue.receive_at_once(history)

    assert_equal_to_the_rules(catalogue, history)


def test_events_of_32_products_at_once_end_in_the_newest_state_of_each(
    catalogue: Catalogue,
) -> None:
    random = Random(5)
    known = a_snapshot(0, product_id="p0")
    history = [
        replace(
            a_snapshot(second, product_id=f"p{product}", title=f"Mug {second}"),
            brand=a_brand(32 * second + product, slug=f"slug-{second}-{product}"),
        )
        for second in range(1, 7)
        for product in range(32)
    ]
    catalogue.apply(known)
    random.shuffle(history)

    catalogue.receive_at_once(history)

    assert_equal_to_the_rules(catalogue, [known, *history])


def test_a_new_variant_that_two_products_claim_at_once_goes_to_the_later(
    catalogue: Catalogue,
) -> None:
    known = a_snapshot(0, product_id="p")
    history = [
        a_snapshot(second, f"v{number}", product_id=f"p{number}-{second}")
        for number in range(40)
        for second in (1, 2)
    ]
    catalogue.apply(known)

    catalogue.receive_at_once(history)

    assert_equal_to_the_rules(catalogue, [known, *history])


def assert_equal_to_the_rules(shared: Catalogue, history: Sequence[Change]) -> None:
    mirror, expected = by_the_rules(history)
    assert state_of(shared.mirror()) == state_of(mirror)
    stored = shared.mirrored()
    for row in stored["variant_mirror"]:
        assert row["presence"] == expected.variants[row["payload_variant_id"]].presence
    for row in stored["product_mirror"]:
        state = expected.products[row["payload_product_id"]]
        price = state.offer.price
        assert (row["price_minor"], row["price_currency"]) == (
            (price.minor, price.currency) if price else (None, None)
        )
        assert row["in_stock"] == state.offer.in_stock
        assert (row["embedding_text"], row["text_hash"]) == (state.embedding_text, state.text_hash)
    listed = shared.rows(
        f"""SELECT p.payload_product_id AS key FROM {listed_from(product="p", brand="b")}
            WHERE {listed_where(product="p", brand="b")}"""
    )
    assert {row["key"] for row in listed} == {k for k, s in expected.products.items() if s.listed}


@settings(max_examples=25)
@example(history=[a_snapshot(1, "v1"), a_deletion(2), a_snapshot(9, "v2"), a_deletion(9, "p2")])
@given(history=histories)
def test_an_import_of_an_export_gives_the_same_rows_and_the_same_export(
    shared: Catalogue, history: list[Change]
) -> None:
    shared.empty()
    shared.apply(*history)
    exported, mirrored = shared.export(), shared.mirrored()
    shared.empty()

    report = shared.import_(exported)

    assert report == ImportReport(applied=len(exported))
    assert shared.mirrored() == mirrored
    assert shared.export() == exported
    assert shared.import_(exported) == ImportReport(stale=len(exported))
    assert len([line for line in exported if b"product.changed" in line]) == len(
        mirrored["product_mirror"]
    )


def test_each_change_reports_whether_it_changed_anything(catalogue: Catalogue) -> None:
    new, old = a_snapshot(2, "v1"), a_snapshot(1, "v1")

    assert catalogue.apply(new, old, new) == [True, False, False]
    assert catalogue.apply(old) == [False]
    assert catalogue.apply() == []


def test_ids_and_creation_times_stay_after_every_change(catalogue: Catalogue) -> None:
    catalogue.apply(a_snapshot(1, "v1"))
    before = [catalogue.rows(sql)[0] for sql in TABLES.values()]

    catalogue.apply(a_snapshot(2, "v1", title="Another"), Change(brand=a_brand(3, name="Other")))

    after = [catalogue.rows(sql)[0] for sql in TABLES.values()]
    for was, now in zip(before, after, strict=True):
        assert (was["id"], was["created_at"]) == (now["id"], now["created_at"])


def test_a_moved_variant_is_removed_from_the_offer_of_its_former_product(
    catalogue: Catalogue,
) -> None:
    cheap = a_variant(0, "v1", price=100)
    catalogue.apply(
        Change(a_snapshot(0).product, a_brand(0), (cheap, a_variant(0, "v2", price=900)))
    )

    moved = a_variant(60, "v1", "p2", price=100)
    catalogue.apply(Change(Product("p2", a_content(60)), a_brand(60), (moved,)))

    rows = catalogue.mirrored()["product_mirror"]
    assert [(row["payload_product_id"], row["price_minor"]) for row in rows] == [
        ("p1", 900),
        ("p2", 100),
    ]


def jobs(catalogue: Catalogue) -> list[str]:
    """Empties the queue, and returns the shop's ids of products to be judged and embedded."""
    waiting = catalogue.rows(
        "SELECT p.payload_product_id AS key, kind, payload->>'productId' = p.id AS same FROM job"
        " JOIN product_mirror p ON p.id = job.dedupe_key ORDER BY key"
    )
    assert all(row["same"] for row in waiting)
    judged = [row["key"] for row in waiting if row["kind"] == "judge_product"]
    waiting = [row for row in waiting if row["kind"] == "embed_product"]
    assert judged == [row["key"] for row in waiting]

    async def forget() -> None:
        async with catalogue.database.transaction() as connection:
            await connection.execute(text("DELETE FROM job"))

    catalogue.run(forget())
    return [row["key"] for row in waiting]


def test_a_listed_text_is_embedded_once_even_if_it_is_sent_repeatedly(catalogue: Catalogue) -> None:
    for _ in range(10):
        catalogue.apply(a_snapshot(1))
    assert jobs(catalogue) == ["p1"]

    catalogue.apply(a_snapshot(1), a_snapshot(2, default_price=5), a_snapshot(3, "v1"))
    assert jobs(catalogue) == []

    catalogue.apply(a_snapshot(4, title="Mug, 350 ml"))
    assert jobs(catalogue) == ["p1"]


def test_an_approval_and_a_new_name_of_a_brand_embed_its_products(catalogue: Catalogue) -> None:
    pending = Change(brand=a_brand(2, status="pending"))
    catalogue.apply(a_snapshot(1), a_snapshot(1, product_id="p2"), pending)
    assert jobs(catalogue) == []

    catalogue.apply(Change(brand=a_brand(3)))
    assert jobs(catalogue) == ["p1", "p2"]

    catalogue.apply(Change(brand=a_brand(4, name="Quayside")))
    assert jobs(catalogue) == ["p1", "p2"]
    texts = [row["embedding_text"] for row in catalogue.mirrored()["product_mirror"]]
    assert all("Quayside" in text for text in texts)
    assert found(catalogue, "quayside") == ["p1", "p2"]
    assert found(catalogue, "clay") == []


def test_hidden_products_are_not_embedded(catalogue: Catalogue) -> None:
    catalogue.apply(a_snapshot(1, status=ProductStatus.DRAFT), a_deletion(1, "p2"))

    assert jobs(catalogue) == []


def found(catalogue: Catalogue, words: str) -> list[str]:
    return [
        row["key"]
        for row in catalogue.rows(
            "SELECT payload_product_id AS key FROM product_mirror"
            f" WHERE search @@ websearch_to_tsquery('english', '{words}') ORDER BY key"
        )
    ]


def test_search_weighs_a_title_above_a_description(catalogue: Catalogue) -> None:
    catalogue.apply(
        a_snapshot(1, title="Watering can", description="For tomatoes", product_id="p1"),
        a_snapshot(1, title="Tomato knife", gift_tags=("Gardeners",), product_id="p2"),
    )

    ranked = catalogue.rows(
        "SELECT payload_product_id AS key FROM product_mirror, to_tsquery('english', 'tomato') q"
        " WHERE search @@ q ORDER BY ts_rank(search, q) DESC"
    )
    assert [row["key"] for row in ranked] == ["p2", "p1"]
    assert found(catalogue, "gardener") == ["p2"]


def test_a_text_as_long_as_a_webhook_may_be_is_stored(catalogue: Catalogue) -> None:
    endless = " ".join(f"w{number:x}" for number in range(130_000))

    catalogue.apply(a_snapshot(1, description=endless, specs="x" * 50_000, title="T" * 3_000))

    assert catalogue.mirrored()["product_mirror"][0]["description"] == endless


def test_brands_without_products_are_exported_first(catalogue: Catalogue) -> None:
    lone = Change(brand=a_brand(1, "b0", name="Alone"))
    catalogue.apply(a_snapshot(1, product_id="p2"), lone, a_snapshot(1, product_id="P10"))

    events = [(c.brand and c.brand.name, c.product and c.product.payload_product_id)
              for c in map(PayloadCodec().decode, catalogue.export())]  # fmt: skip

    assert events == [("Alone", None), ("Harbour & Clay", "P10"), ("Harbour & Clay", "p2")]


def test_many_products_are_exported_in_pages(catalogue: Catalogue) -> None:
    catalogue.apply(*(a_snapshot(1, product_id=f"p{number:03}") for number in range(450)))

    ids = [c.product and c.product.payload_product_id
           for c in map(PayloadCodec().decode, catalogue.export())]  # fmt: skip

    assert ids == [f"p{number:03}" for number in range(450)]
