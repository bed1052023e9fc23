"""The cost of a path's SQL alone, over the bare driver, and a table of ratios to it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import asyncpg
from asyncpg.connection import LoggedQuery
from rich.console import Console
from rich.table import Table

from gifter_app.container import Container

Statements = Sequence[LoggedQuery]


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
