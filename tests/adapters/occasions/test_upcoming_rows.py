"""Reading upcoming occasions costs the rows of the listed days, not all rows of the owner."""

from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest
from sqlalchemy import text

from builders.core.clocks import FixedClock
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.occasions.reads import PostgresOccasionReads
from gifter_domain.occasions.upcoming import OccasionWindow

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 30)
NOW = datetime.fromisoformat("2026-03-01T12:00Z")
# Five recipients of "ada" and two thousand more, each with an occasion of every kind: inside the
# days with 3 as the month, outside them with 9.
_FILL = (
    "INSERT INTO user_account (id, auth_provider, auth_user_id) VALUES ('ada', 'x', 'ada')",
    """
    INSERT INTO recipient (id, owner_id, name_key, birth_month, birth_day)
    SELECT '{month}-' || n, 'ada', n::text, {month}, 1 + n % 28 FROM generate_series(1, {count}) n
    """,
    """
    INSERT INTO occasion (id, owner_id, recipient_id, type, timezone, recurrence, year, month, day,
                          follows_birthday, holiday)
    SELECT r.id || '-' || kind, 'ada', r.id, type, 'UTC', recurrence,
           CASE WHEN kind = 'once' THEN 2026 END,
           CASE WHEN kind IN ('yearly', 'once') THEN r.birth_month END,
           CASE WHEN kind IN ('yearly', 'once') THEN r.birth_day END,
           kind = 'birthday', CASE WHEN kind = 'holiday' THEN 'XX:' || r.birth_month END
    FROM recipient r, (VALUES ('yearly', 'OTHER', 'YEARLY'), ('once', 'OTHER', 'NONE'),
                              ('birthday', 'BIRTHDAY', 'YEARLY'), ('holiday', 'HOLIDAY', 'YEARLY')
    ) AS kinds (kind, type, recurrence)
    WHERE r.birth_month = {month}
    """,
)
_READ = text("""
    SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables
    WHERE relname IN ('occasion', 'recipient')
""")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=1)
    yield database
    await database.close()


async def run(database: Database, *statements: str) -> None:
    async with database.autocommit() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def rows_read(database: Database) -> tuple[int, OccasionWindow]:
    """Returns the number of rows that the database reads for a window, and the window."""
    reads = PostgresOccasionReads(database, FixedClock(NOW))
    await run(database, "ANALYZE occasion, recipient", "SELECT pg_stat_force_next_flush()")
    async with database.reads() as connection:
        before = await connection.scalar(_READ)
    window = await reads.between("ada", FIRST, LAST)
    on_holidays = await reads.on_holidays("ada", [code for code in window.holidays if "3" in code])
    await run(database, "SELECT pg_stat_force_next_flush()")
    async with database.reads() as connection:
        count = await connection.scalar(_READ) - before
    assert {one.id for one, _ in [*window.found, *on_holidays]} == {
        f"3-{n}-{kind}" for n in range(1, 6) for kind in ("yearly", "once", "birthday", "holiday")
    }
    return count, window


async def test_occasions_on_other_days_are_not_read(database: Database) -> None:
    await run(database, _FILL[0], *(each.format(month=3, count=5) for each in _FILL[1:]))
    await run(database, *(each.format(month=9, count=10) for each in _FILL[1:]))
    few, _ = await rows_read(database)

    await run(database, "DELETE FROM recipient WHERE birth_month = 9")
    await run(database, *(each.format(month=9, count=2000) for each in _FILL[1:]))
    many, window = await rows_read(database)

    assert window.holidays == ["XX:3", "XX:9"]
    assert many <= max(few, 200)
