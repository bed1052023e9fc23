"""Product webhooks over HTTP, compared with a plain upsert of the same rows.

They run one at a time, without the worker. Every commit waits for the disk in both cases.
"""

from collections.abc import Callable, Iterator

import asyncpg
import pytest
from litestar import Litestar
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.asgi_call import call
from benchmarks.event_loop import Run
from benchmarks.synthetic_catalogue import product_change
from gifter_app.container import Container

Post = Callable[[bytes], bytes]
Rows = dict[str, list[asyncpg.Record]]

FRESH = pytest.mark.benchmark(group="webhook: a new product")
REPEATED = pytest.mark.benchmark(group="webhook: the same bytes again")
ROUNDS, WARMUP = 300, 30

# The rows that a webhook with a new product of a known brand writes: the condition of the newest
# row, and the conflict target. In the order in which they can be deleted.
_NEWEST = "(SELECT max(id) FROM product_mirror)"
_WRITTEN = {
    "webhook_delivery": ("id = (SELECT max(id) FROM webhook_delivery)", "(body_sha256)"),
    "job": (f"dedupe_key = {_NEWEST}", "(kind, dedupe_key) WHERE state = 'QUEUED'"),
    "variant_mirror": (f"product_id = {_NEWEST}", "(payload_variant_id)"),
    "product_mirror": (f"id = {_NEWEST}", "(payload_product_id)"),
}


@pytest.fixture
def post(app: Litestar, container: Container, run: Run) -> Post:
    headers = {
        "content-type": "application/json",
        "x-internal-webhook-secret": container.webhook_secrets()[0],
        "x-event-name": "product.changed",
    }
    path = "/v1/integrations/payload/product-changed"
    return lambda body: run(call(app, "POST", path, headers, body))


@pytest.fixture
def bodies(container: Container, request: pytest.FixtureRequest) -> Iterator[bytes]:
    """Yields new products, from a series of its own for each benchmark."""
    codec, series = container.catalogue().catalogue_codec, request.node.name
    return (codec.encode(product_change(n, series)) for n in range(ROUNDS + WARMUP))


@FRESH
def test_raw_upsert(
    benchmark: BenchmarkFixture,
    raw: asyncpg.Connection,
    run: Run,
    post: Post,
    bodies: Iterator[bytes],
) -> None:
    def rows_of_a_webhook() -> tuple[tuple[Rows], dict[str, object]]:
        post(next(bodies))
        return (run(_take_out_newest(raw)),), {}

    benchmark.pedantic(
        lambda rows: run(_upsert(raw, rows)),
        setup=rows_of_a_webhook,
        rounds=ROUNDS,
        warmup_rounds=WARMUP,
    )


async def _take_out_newest(raw: asyncpg.Connection) -> Rows:
    """Deletes and returns the rows that the newest webhook wrote."""
    return {
        table: await raw.fetch(f"DELETE FROM {table} WHERE {newest} RETURNING *")
        for table, (newest, _) in _WRITTEN.items()
    }


async def _upsert(raw: asyncpg.Connection, rows: Rows) -> None:
    async with raw.transaction():
        for table, records in reversed(rows.items()):
            columns = [
                name for name, _ in records[0].items() if name != "listed"
            ]  # a generated column
            await raw.executemany(
                _upsert_sql(table, columns),
                [[record[name] for name in columns] for record in records],
            )


def _upsert_sql(table: str, columns: list[str]) -> str:
    values = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"
        f" ON CONFLICT {_WRITTEN[table][1]} DO UPDATE SET {changes}"
    )


@FRESH
def test_over_http(benchmark: BenchmarkFixture, post: Post, bodies: Iterator[bytes]) -> None:
    benchmark.pedantic(
        post, setup=lambda: ((next(bodies),), {}), rounds=ROUNDS, warmup_rounds=WARMUP
    )


@REPEATED
def test_raw_insert_that_changes_nothing(
    benchmark: BenchmarkFixture,
    raw: asyncpg.Connection,
    run: Run,
    post: Post,
    bodies: Iterator[bytes],
) -> None:
    post(next(bodies))
    delivery = run(raw.fetchrow("SELECT * FROM webhook_delivery ORDER BY id DESC LIMIT 1"))
    values = ", ".join(f"${n}" for n in range(1, len(delivery) + 1))
    insert = f"INSERT INTO webhook_delivery VALUES ({values}) ON CONFLICT (body_sha256) DO NOTHING"

    benchmark.pedantic(
        lambda: run(raw.execute(insert, *delivery)), rounds=ROUNDS, warmup_rounds=WARMUP
    )


@REPEATED
def test_repeated_over_http(
    benchmark: BenchmarkFixture, post: Post, bodies: Iterator[bytes]
) -> None:
    body = next(bodies)
    post(body)

    benchmark.pedantic(lambda: post(body), rounds=ROUNDS, warmup_rounds=WARMUP)
