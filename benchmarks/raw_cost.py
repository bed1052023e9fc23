"""The cost of a path's SQL alone, over the bare driver, and a table of ratios to it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import asyncpg
from asyncpg.connection import LoggedQuery
from rich.console import Console
from rich.table import Table

from gifter_app.container import Container

Statements = Sequence[LoggedQuery]
Rows = dict[str, Sequence[asyncpg.Record]]

# The rows that a webhook with a new product of a known brand writes: the condition of the newest
# row, and the conflict target.
_NEWEST = "(SELECT max(id) FROM product_mirror)"
_WRITTEN = {
    "webhook_delivery": ("id = (SELECT max(id) FROM webhook_delivery)", "(body_sha256)"),
    "job": (f"dedupe_key = {_NEWEST}", "(kind, dedupe_key) WHERE state = 'QUEUED'"),
    "variant_mirror": (f"product_id = {_NEWEST}", "(payload_variant_id)"),
    "product_mirror": (f"id = {_NEWEST}", "(payload_product_id)"),
}
_GENERATED = frozenset({"listed"})


async def recorded(recordable: Container, reading: Callable[[], Awaitable[object]]) -> Statements:
    """Returns the statements and their values that `reading` sends over the single connection."""
    await reading()  # leaves out first-time statements: type lookups, registration of models
    statements: list[LoggedQuery] = []
    database = recordable.database()
    async with database.autocommit() as connection:
        connection.driver.add_query_logger(statements.append)
    await reading()
    async with database.autocommit() as connection:
        connection.driver.remove_query_logger(statements.append)
    return statements


async def replay(raw: asyncpg.Connection, statements: Statements) -> None:
    """Runs the statements again, one after the other, and fetches their rows."""
    for statement in statements:
        if statement.query.split()[0] in ("SELECT", "WITH"):
            await raw.fetch(statement.query, *statement.args)
        else:
            await raw.execute(statement.query)


async def newest_rows(raw: asyncpg.Connection) -> Rows:
    """Returns the rows that the newest product webhook wrote."""
    return {
        table: await raw.fetch(f"SELECT * FROM {table} WHERE {newest}")
        for table, (newest, _) in _WRITTEN.items()
    }


async def upsert_rows(raw: asyncpg.Connection, rows: Rows) -> None:
    """Writes the rows of a webhook, one statement for each table."""
    async with raw.transaction():
        for table, records in reversed(rows.items()):
            columns = [name for name, _ in records[0].items() if name not in _GENERATED]
            sql = _upsert_sql(table, columns)
            await raw.executemany(sql, [[one[name] for name in columns] for one in records])


def _upsert_sql(table: str, columns: Sequence[str]) -> str:
    values = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) OVERRIDING SYSTEM VALUE VALUES ({values})"
        f" ON CONFLICT {_WRITTEN[table][1]} DO UPDATE SET {changes}"
    )


def ratio_table(groups: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> str:
    """Renders each benchmark with its ratios to its group's `test_raw_…`, by minimum and median."""
    table = Table("path", "min ms", "median ms", "per second", "x raw, min", "x raw, median")
    for column in table.columns[1:]:
        column.justify = "right"
    for group, benchmarks in groups:
        table.add_section()
        table.add_row(f"[bold]{group}")
        raw = next((b for b in benchmarks if b["name"].startswith("test_raw")), None)
        for benchmark in sorted(benchmarks, key=lambda benchmark: benchmark["median"]):
            table.add_row(*_cells(benchmark, raw or benchmark))
    console = Console(width=100)
    with console.capture() as captured:
        console.print("\nBeside the raw cost", table, sep="\n")
    return captured.get()


def _cells(benchmark: Mapping[str, Any], raw: Mapping[str, Any]) -> tuple[str, ...]:
    name = benchmark["name"].removeprefix("test_").partition("[")[0].replace("_", " ")
    return (
        f"  {name}",
        f"{benchmark['min'] * 1000:.2f}",
        f"{benchmark['median'] * 1000:.2f}",
        f"{1 / benchmark['median']:,.0f}",
        f"{benchmark['min'] / raw['min']:.2f}",
        f"{benchmark['median'] / raw['median']:.2f}",
    )
