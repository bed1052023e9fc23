"""Measures how the cost of recommendations and product pages grows with the catalogue.

    python -m benchmarks.growth [--sizes 100000,1000000] [--home .benchmarks/growth]

One database grows from size to size. `home` keeps it with the figures, so a run that was stopped
goes on where it was. CPU is that of the API process and of the database, in milliseconds a request.
"""

import asyncio
import json
import os
import time
from collections.abc import Sequence
from datetime import timedelta
from math import log
from pathlib import Path
from shutil import disk_usage
from typing import Annotated

import asyncpg
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.growing_catalogue import GrowingCatalogue, search_indexes
from benchmarks.load import Server, request, server
from benchmarks.recommendation_load import recommendations
from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.settings import AppSettings, read_settings

_FREE_BYTES_EACH = 12_000  # of the disk for each product, with indexes and write-ahead log
_CONNECTIONS, _MEASURED = 4, 240
_CHEAPER = 10  # requests for product pages to each recommendation
_SHARES = {"recommendation, 0.1 % pass": 0.001, "recommendation, 20 % pass": 0.2}
_TEXT_INDEX = "CREATE INDEX ix_product_mirror_search ON product_mirror USING gin (search)"
Figures = dict[str, float]


def main(
    sizes: Annotated[str, typer.Option(help="Numbers of products.")] = "100000,1000000",
    home: Annotated[Path, typer.Option(help="Keeps the database.")] = Path(".benchmarks/growth"),
) -> None:
    """Grows the database from size to size, measures each, and prints the table."""
    configure_logs(AppSettings(log_level="error"))
    home.mkdir(exist_ok=True, parents=True)
    home.chmod(0o711)  # lets the server's user in when this runs as root
    os.environ |= {"GIFTER_HOME": str(home.resolve()), "LOG_LEVEL": "error"}
    counts = sorted(map(int, sizes.split(",")))
    found = [asyncio.run(_figures(count, home)) for count in counts]
    Console(width=110).print(_table(counts, found))


async def _figures(count: int, home: Path) -> Figures:
    """Returns the figures of that size, kept from an earlier run or measured now."""
    kept = home / f"figures-{count}.json"
    figures: Figures = json.loads(kept.read_text()) if kept.exists() else {}
    if "API process, MB" not in figures:
        if disk_usage(home).free < count * _FREE_BYTES_EACH:
            raise SystemExit(f"{count} products need {count * _FREE_BYTES_EACH / 1e9:.0f} GB")
        async with running_container(read_settings(), development=True) as container:
            await GrowingCatalogue(container).grow(count)
            figures |= await _build_indexes(container)
            kept.write_text(json.dumps(figures))
            async with server(container) as api:
                figures |= await _measured(container, api)
        kept.write_text(json.dumps(figures))
    return figures


async def _build_indexes(container: Container) -> Figures:
    """Builds the indexes that are missing; returns the sizes of all and the times of these."""
    embedder = container.embedder()
    figures: Figures = {}
    async with container.database().autocommit() as writing:
        connection = writing.driver
        before = await search_indexes(connection)
        if "ix_product_mirror_search" not in before:
            await connection.execute("SET maintenance_work_mem = '1GB'")
            started = time.perf_counter()
            await connection.execute(_TEXT_INDEX)
            figures["text index, s to build"] = time.perf_counter() - started
            await connection.execute("RESET maintenance_work_mem")
        started = time.perf_counter()
        await container.catalogue().product_embeddings.ensure_index(embedder.model)
        if not any(name.startswith("hnsw") for name in before):
            figures["vector index, s to build"] = time.perf_counter() - started
        await connection.execute("VACUUM ANALYZE")
        for name in await search_indexes(connection):
            kind = "vector" if name.startswith("hnsw") else "text"
            figures[f"{kind} index, MB"] = await _mb(connection, name)
        figures["database, MB"] = await connection.fetchval(
            "SELECT pg_database_size(current_database()) / 1e6::float8"
        )
    return figures


async def _mb(connection: asyncpg.Connection, name: str) -> float:
    return float(
        await connection.fetchval("SELECT pg_relation_size($1::text::regclass)", name) / 1e6
    )


async def _measured(container: Container, api: Server) -> Figures:
    figures: Figures = {}
    for name, requests in await _paths(container):
        most = _MEASURED if len(requests) > 1 else _MEASURED * _CHEAPER
        await api.load(requests, _CONNECTIONS, most=most // 2)  # fills caches
        app, database = (await api.load(requests, _CONNECTIONS, most=most)).ms
        figures |= {f"{name}: app": app, f"{name}: database": database}
    return figures | {"API process, MB": api.memory}


async def _paths(container: Container) -> list[tuple[str, Sequence[bytes]]]:
    async with container.database().raw_reads() as connection:
        budgets = {name: await _budget(connection, share) for name, share in _SHARES.items()}
        middle = await connection.fetchval(
            "SELECT id FROM product_mirror WHERE listed ORDER BY id OFFSET 5000 LIMIT 1"
        )
    token = container.development_identity().mint("ada", lifetime=timedelta(hours=8))
    signed_in = {"Authorization": f"Bearer {token}"}
    return [
        ("recommendation", recommendations(container)),
        *((name, recommendations(container, budget=each)) for name, each in budgets.items()),
        ("product list", [request("GET", "/v1/products?limit=20", signed_in)]),
        ("product detail", [request("GET", f"/v1/products/{middle}", signed_in)]),
    ]


async def _budget(connection: asyncpg.Connection, share: float) -> dict[str, object]:
    """Returns the budget around the median price that this share of the products meets."""
    low, high = await connection.fetchval(
        "SELECT percentile_disc($1::float8[]) WITHIN GROUP (ORDER BY price_minor)"
        " FROM product_mirror WHERE listed",
        [0.5 - share / 2, 0.5 + share / 2],
    )
    return {"min": low, "max": high, "currency": "GBP"}


def _table(counts: Sequence[int], found: Sequence[Figures]) -> Table:
    table = Table("", *(f"{count:,}" for count in counts), "grows as")
    for column in table.columns[1:]:
        column.justify = "right"
    whole = [_with_sums(figures) for figures in found]
    for name in whole[-1]:
        values = [figures.get(name, 0.0) for figures in whole]
        grows = f"n^{_exponent(counts, values):.2f}" if len(counts) > 1 else ""
        table.add_row(name, *(f"{value:,.2f}" for value in values), grows)
    return table


def _with_sums(figures: Figures) -> Figures:
    """Returns the figures, with the sum of application and database after both."""
    summed: Figures = {}
    for name, value in figures.items():
        summed[name] = value
        path, _, part = name.partition(": ")
        if part == "database":
            summed[f"{path}: both"] = figures[f"{path}: app"] + value
    return summed


def _exponent(counts: Sequence[int], values: Sequence[float]) -> float:
    """Returns the slope of the values over the counts, both as logarithms (least squares)."""
    points = [(log(n), log(v)) for n, v in zip(counts, values, strict=True) if v > 0]
    middle_x, middle_y = (sum(each) / len(points) for each in zip(*points, strict=True))
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0


if __name__ == "__main__":
    typer.run(main)
