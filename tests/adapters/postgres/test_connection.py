"""Statements of SQLAlchemy on asyncpg: values in, rows out, and connections that end."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import asyncpg
import pytest
from sqlalchemy import bindparam, insert, select, text, update

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.urls import driver_url
from gifter_adapters.postgres.operations.tables import job
from gifter_domain.shared.errors import DatabaseUnavailable
from gifter_domain.shared.time_limits import STORAGE_LIMIT_S

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


async def test_a_broken_constraint_is_known_by_its_name(connection: Connection) -> None:
    await connection.execute(ADD, a_job("a"))

    with pytest.raises(asyncpg.UniqueViolationError) as broken:
        await connection.execute(ADD, a_job("a"))

    assert broken.value.constraint_name == "pk_job"


async def test_two_transactions_in_conflict_are_unavailable_and_may_try_again(
    database_url: str,
) -> None:
    pair = Database(database_url, pool_size=2)
    async with pair.transaction() as connection:
        await connection.execute(ADD, a_job("a"))

    with pytest.raises(DatabaseUnavailable):
        await change_twice(pair)

    async with pair.reads() as connection:
        assert await connection.scalar(text("SELECT attempts FROM job")) == 1
    await pair.close()


async def change_twice(database: Database) -> None:
    """Changes a row that another transaction has changed since this one first read it."""
    async with database.transaction() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        await connection.scalar(text("SELECT count(*) FROM job"))
        async with database.transaction() as other:
            await other.execute(text("UPDATE job SET attempts = 1"))
        await connection.execute(text("UPDATE job SET attempts = 2"))


async def test_a_statement_over_the_servers_time_limit_is_unavailable(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable):
        await run(database, "SET LOCAL statement_timeout = 20", "SELECT pg_sleep(60)")

    async with database.reads() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1


async def test_a_connection_lost_in_a_statement_is_unavailable_and_not_repeated(
    database: Database,
) -> None:
    statements = ("CREATE TABLE half_done ()", "SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(DatabaseUnavailable):
        await run(database, *statements)

    async with database.reads() as connection:
        assert await connection.scalar(text("SELECT to_regclass('half_done')")) is None


async def run(database: Database, *statements: str) -> None:
    async with database.transaction() as connection:
        for statement in statements:
            await connection.execute(text(statement))


@pytest.mark.parametrize("kind", ["transaction", "reads"])
async def test_a_use_over_its_time_limit_is_unavailable(database: Database, kind: str) -> None:
    STORAGE_LIMIT_S.set(0.05)

    with pytest.raises(DatabaseUnavailable):
        async with getattr(database, kind)() as connection:
            await connection.execute(text("SELECT pg_sleep(60)"))

    STORAGE_LIMIT_S.set(None)
    async with database.reads() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1


async def test_a_use_that_finds_no_free_connection_in_time_is_unavailable(
    database: Database,
) -> None:
    async with database.reads():
        STORAGE_LIMIT_S.set(0.05)
        with pytest.raises(DatabaseUnavailable):
            async with database.reads():
                pass
    STORAGE_LIMIT_S.set(None)


async def test_a_cancelled_use_leaves_no_connection_that_still_works_on_it(
    database: Database,
) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05), database.reads() as connection:
            await connection.execute(text("SELECT pg_sleep(60)"))

    async with database.reads() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1


@pytest.mark.parametrize("kind", ["transaction", "reads", "raw_reads"])
async def test_a_first_statement_on_a_dead_connection_runs_on_a_new_one(
    database: Database, database_url: str, kind: str
) -> None:
    async with database.reads() as connection:
        session = await connection.scalar(text("SELECT pg_backend_pid()"))
    with ThreadPoolExecutor() as thread:  # blocks the loop, which cannot see the connection end
        thread.submit(asyncio.run, end_session(database_url, session)).result()

    async with getattr(database, kind)() as connection:
        statement = "SELECT pg_backend_pid()"
        if kind == "raw_reads":
            assert await connection.fetchval(statement) != session
        else:
            assert await connection.scalar(text(statement)) != session


async def end_session(url: str, session: int) -> None:
    connection = await asyncpg.connect(driver_url(url))
    await connection.execute(f"SELECT pg_terminate_backend({session}, 5000)")
    await connection.close()
