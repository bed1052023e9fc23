"""Measures the paths that people wait for, each as a ratio to its floor in the same run.

    python -m benchmarks.paths [--products 20000]

The floor of a path is an empty Litestar route, and the path's own statements on a bare asyncpg
connection. Both are measured in turn with the path, several times, and the least counts. Figures
are CPU time: they depend less on other work of the machine than durations.
"""

import argparse
import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import asyncpg
import msgspec
from litestar import Litestar, get
from pgvector.asyncpg import register_vector
from rich.console import Console
from rich.table import Table

from benchmarks import recommendation_load
from benchmarks.asgi_call import call
from benchmarks.filling import add_people, fill
from benchmarks.raw_cost import newest_rows, recorded, replay, upsert_rows
from benchmarks.synthetic_catalogue import product_change
from gifter_adapters.postgres.core.urls import driver_url
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_cli.evaluation.scratch import scratch_container
from gifter_domain.recommendations.recommendation import GiftRequest

CONNECTIONS, ROUNDS, REQUESTS = 32, 7, 320
_WEBHOOK = "/v1/integrations/payload/product-changed"
Act = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Measured:
    """A path, and the same work on a bare connection, if there is any."""

    name: str
    act: Act
    floor: Act | None = None
    connections: int = CONNECTIONS
    requests: int = REQUESTS


@dataclass
class Cost:
    """The least milliseconds of CPU that one request took, in this process and in the database."""

    app: float = float("inf")
    database: float = float("inf")

    def add(self, app: float, database: float) -> None:
        self.app, self.database = min(self.app, app), min(self.database, database)


@get("/")
async def _nothing() -> dict[str, str]:
    return {"status": "ok"}


async def main(products: int) -> None:
    async with scratch_container() as container, AsyncExitStack() as closing:
        await fill(container, products)
        index = container.product_index()
        await closing.enter_async_context(index.running())
        await index.refresh()
        users = await add_people(container, users=2000, occasions=20)
        raw = await asyncpg.connect(_url(container))
        await register_vector(raw)
        closing.push_async_callback(raw.close)
        paths = await _paths(container, raw, users)
        table = Table("path", "app ms", "× floor", "database ms", "× floor")
        for row in _rows(await _measured(container, raw, paths)):
            table.add_row(*row)
    for column in table.columns[1:]:
        column.justify = "right"
    Console(width=100).print(table)


async def _paths(
    container: Container, raw: asyncpg.Connection, users: Sequence[str]
) -> Sequence[Measured]:
    app = create_app(container)
    middle = await raw.fetchval(
        "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM product_mirror"
    )
    targets = {
        "health": "/v1/health",
        "product list (20)": "/v1/products?limit=20",
        "product detail": f"/v1/products/{middle}",
        "upcoming occasions": "/v1/occasions/upcoming?days=90",
    }
    reads = [
        Measured(
            name,
            _read(container, app, target, users),
            await _floor_of(container, raw, target, users),
        )
        for name, target in targets.items()
    ]
    empty = Litestar([_nothing], openapi_config=None)
    floor = Measured("an empty Litestar route", lambda: call(empty, "GET", "/", {}))
    webhook = _webhook(container, app)
    await webhook()
    rows = await newest_rows(raw)
    return [
        floor,
        *reads,
        Measured("product webhook", webhook, lambda: upsert_rows(raw, rows)),
        await _recommendation(container, app, raw, users[0]),
    ]


async def _recommendation(
    container: Container, app: Litestar, raw: asyncpg.Connection, user: str
) -> Measured:
    """Returns recommendations over 8 connections, with the SQL of the same searches as floor."""
    headers = {**_signed_in(container, user), "content-type": "application/json"}
    bodies = itertools.cycle(
        msgspec.json.encode({"context": {"text": text}}) for text in recommendation_load.texts()
    )
    single = _single(container)
    preview = single.recommendations().recommend_gifts.preview
    searches = [
        await recorded(single, partial(preview, GiftRequest(text), "GBP"))
        for text in recommendation_load.texts()[:8]
    ]
    await single.closing().aclose()
    searches_in_turn = itertools.cycle(searches)
    return Measured(
        "recommendation, beside its search by SQL",
        lambda: call(app, "POST", "/v1/recommendations", headers, next(bodies)),
        lambda: replay(raw, next(searches_in_turn)),
        connections=8,
        requests=40,
    )


def _read(container: Container, app: Litestar, target: str, users: Sequence[str]) -> Act:
    """Returns the request of one user after the other."""
    headers = itertools.cycle([_signed_in(container, user) for user in users[:200]])
    return lambda: call(app, "GET", target, next(headers))


def _signed_in(container: Container, user: str) -> Mapping[str, str]:
    token = container.development_identity().mint(user, lifetime=timedelta(hours=1))
    return {"authorization": f"Bearer {token}"}


def _url(container: Container) -> str:
    return driver_url(str(container.database_url()))


def _webhook(container: Container, app: Litestar) -> Act:
    codec = container.catalogue().catalogue_codec
    headers = {
        "content-type": "application/json",
        "x-internal-webhook-secret": container.webhook_secrets()[0],
        "x-event-name": "product.changed",
    }
    bodies = [codec.encode(product_change(n, "new")) for n in range((ROUNDS + 1) * REQUESTS + 1)]
    left: Iterator[bytes] = iter(bodies)
    return lambda: call(app, "POST", _WEBHOOK, headers, next(left))


async def _floor_of(
    container: Container, raw: asyncpg.Connection, target: str, users: Sequence[str]
) -> Act | None:
    """Returns the statements of a request, recorded on a single connection and sent again."""
    single = _single(container)
    act = _read(single, create_app(single), target, users[:1])
    statements = await recorded(single, act)
    await single.closing().aclose()
    return (lambda: replay(raw, statements)) if statements else None


def _single(container: Container) -> Container:
    """Returns the same services on one connection, whose statements can be recorded."""
    settings = read_settings(
        {
            "DATABASE_POOL_SIZE": "1",
            "LOG_LEVEL": "error",
            "GIFTER_HOME": str(container.settings().app.home),
        }
    )
    single = Container(settings, development=True)
    single.database_url.override(container.database_url())
    return single


async def _measured(
    container: Container, raw: asyncpg.Connection, paths: Sequence[Measured]
) -> Sequence[tuple[Measured, Cost, Cost]]:
    measured = [(path, Cost(), Cost()) for path in paths]
    watched = await asyncpg.connect(_url(container))
    for turn in range(ROUNDS + 1):
        for path, cost, sql in measured:
            first = await _spent(watched, path, _busy(path))
            floor = await _spent(watched, path, _in_turn(path))
            if turn:  # the first one warms up
                cost.add(*first)
                sql.add(*floor)
    await watched.close()
    return measured


async def _busy(path: Measured) -> None:
    async def some() -> None:
        for _ in range(path.requests // path.connections):
            await path.act()

    await asyncio.gather(*(some() for _ in range(path.connections)))


async def _in_turn(path: Measured) -> None:
    if path.floor is not None:
        for _ in range(path.requests):
            await path.floor()


async def _spent(
    watched: asyncpg.Connection, path: Measured, work: Awaitable[None]
) -> tuple[float, float]:
    """Returns the milliseconds of CPU that a request takes in this process and in the database."""
    before = await _database_ms(watched)
    started = time.process_time()
    await work
    app = (time.process_time() - started) * 1000
    database = await _database_ms(watched) - before
    return app / path.requests, database / path.requests


async def _database_ms(watched: asyncpg.Connection) -> float:
    rows = await watched.fetch(
        "SELECT pid FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    return sum(_on_cpu_ns(row["pid"]) for row in rows) / 1e6


def _on_cpu_ns(process: int) -> int:
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0])


def _rows(measured: Sequence[tuple[Measured, Cost, Cost]]) -> Iterator[Sequence[str]]:
    empty = measured[0][1].app
    for path, cost, sql in measured:
        app, database = empty + sql.app, sql.database
        yield (
            path.name,
            f"{cost.app:.3f}",
            f"{cost.app / app:.2f}",
            f"{cost.database:.3f}",
            f"{cost.database / database:.2f}" if path.floor else "",
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=20_000)
    asyncio.run(main(parser.parse_args().products))
