"""Statements of SQLAlchemy on asyncpg: values in, rows out, and connections that end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, select, text, update

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.operations.tables import job

NOW = datetime(2026, 3, 1, tzinfo=UTC)
JOB = {
    "kind": "EMBED_PRODUCT",
    "payload": {"productId": "ä", "n": [1, None]},
    "run_after": NOW,
    "created_at": NOW,
}
ADD = insert(job)
CHANGE = update(job).where(job.c.kind == bindparam("of_kind"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=1)
    yield database
    await database.close()


@pytest.fixture
async def connection(database: Database) -> AsyncIterator[Connection]:
    async with database.transaction() as connection:
        yield connection


def a_job(name: str) -> dict[str, object]:
    return JOB | {"id": name, "dedupe_key": name}


async def test_a_row_is_read_by_attribute_key_and_position(connection: Connection) -> None:
    await connection.execute(ADD, a_job("a"))

    row = (await connection.execute(select(job.c.id, job.c.payload, job.c.created_at))).one()

    assert (row.id, row["payload"], row[2]) == ("a", JOB["payload"], NOW)
    assert tuple(row) == ("a", JOB["payload"], NOW)
    with pytest.raises(AttributeError, match="no column attempts"):
        _ = row.attempts


async def test_a_list_of_parameters_runs_the_statement_for_each(connection: Connection) -> None:
    await connection.execute(ADD, [a_job("a"), a_job("b")])
    await connection.execute(ADD, [])

    assert (await connection.execute(select(job.c.id).order_by(job.c.id))).scalars() == ["a", "b"]


async def test_the_names_of_the_parameters_choose_the_columns_that_change(
    connection: Connection,
) -> None:
    await connection.execute(ADD, [a_job("a"), a_job("b")])

    changed = await connection.count(CHANGE, {"of_kind": JOB["kind"], "attempts": 3})
    await connection.execute(CHANGE, {"of_kind": JOB["kind"], "last_error": "x"})

    assert changed == 2
    rows = await connection.execute(text("SELECT attempts, last_error FROM job"))
    assert [tuple(row) for row in rows] == [(3, "x"), (3, "x")]


async def test_one_row_is_demanded_or_may_be_missing(connection: Connection) -> None:
    none = await connection.execute(text("SELECT 1 WHERE false"))
    two = await connection.execute(text("SELECT generate_series(1, 2)"))

    assert none.one_or_none() is None
    assert await connection.scalar(text("SELECT 1 WHERE false")) is None
    for rows in (none, two):
        with pytest.raises(ValueError, match="unpack"):
            rows.one()
    with pytest.raises(ValueError, match="unpack"):
        two.one_or_none()


async def test_a_missing_parameter_is_an_error(connection: Connection) -> None:
    with pytest.raises(KeyError, match="of_kind"):
        await connection.count(CHANGE, {"attempts": 3})


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await add_and_fail(database)

    async with database.reads() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM job")) == 0


async def add_and_fail(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, a_job("a"))
        raise ZeroDivisionError


async def test_a_connection_that_the_server_ended_is_replaced(
    database: Database, database_url: str
) -> None:
    async with database.reads() as connection:
        session = await connection.scalar(text("SELECT pg_backend_pid()"))
    other = Database(database_url, pool_size=1)
    async with other.reads() as connection:
        await connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": session})
    await other.close()
    await asyncio.sleep(0)  # lets the loop read that the server has closed the connection

    async with database.transaction() as connection:
        assert await connection.scalar(text("SELECT pg_backend_pid()")) != session
