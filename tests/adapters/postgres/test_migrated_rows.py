"""Migrations change existing rows correctly."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from gifter_adapters.postgres.core import migrate
from gifter_adapters.postgres.core.database import Database

_USER = "INSERT INTO user_account (id, auth_provider, auth_user_id) VALUES ('ada', 'test', 'ada')"
_RECIPIENT = (
    "INSERT INTO recipient (id, owner_id, name, name_key) VALUES (:id, 'ada', 'Ana', 'ana')"
)
_HOLIDAY = """
    INSERT INTO occasion (id, owner_id, recipient_id, type, title, holiday, timezone, recurrence)
    VALUES (:id, 'ada', :id, 'HOLIDAY', :title, :holiday, 'Europe/London', 'YEARLY')
"""


@pytest.fixture
async def database(empty_database_url: str) -> AsyncIterator[Database]:
    database = Database(empty_database_url, pool_size=2)
    yield database
    await database.close()


async def titles(database: Database) -> dict[str, str | None]:
    async with database.reads() as connection:
        return {row.id: row.title for row in await connection.execute(text("TABLE occasion"))}


async def test_a_migrated_holiday_keeps_only_a_title_that_its_user_wrote(
    database: Database,
) -> None:
    kept = {
        "English": ("GB:mothers_day", "Mother's Day"),
        "own": ("GB:mothers_day", "Mum"),
        "another's": ("GB:christmas", "Mother's Day"),
    }
    await migrate.upgrade(database, "0013")
    async with database.transaction() as connection:
        await connection.execute(text(_USER))
        for each, (holiday, title) in kept.items():
            await connection.execute(text(_RECIPIENT), {"id": each})
            row = {"id": each, "holiday": holiday, "title": title}
            await connection.execute(text(_HOLIDAY), row)

    await migrate.upgrade(database, "0015")
    own = {each: title for each, (_, title) in kept.items()}
    assert await titles(database) == own | {"English": None}
    await migrate.downgrade(database, "0013")
    assert await titles(database) == own
