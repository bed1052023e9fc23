"""The reasons why a database cannot be used, and the rights that migrations need."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import make_url

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.prerequisites import missing_rights
from gifter_adapters.postgres.operations.trouble import database_trouble
from gifter_app.serving import free_port


def _changed(database_url: str, *, role: str = "postgres", database: str | None = None) -> str:
    parts = make_url(database_url)
    changed = parts.set(username=role, database=database or parts.database)
    return changed.render_as_string(hide_password=False)


async def test_a_database_that_can_be_used_is_no_trouble(database_url: str) -> None:
    assert await database_trouble(database_url) is None


async def test_trouble_names_setting_host_and_reason_without_the_password(
    database_url: str,
) -> None:
    port = free_port()
    said = {
        url: await database_trouble(url)
        for url in (
            "postgresql://ada:s3cret@nowhere.invalid/gifter",
            f"postgresql://ada:s3cret@127.0.0.1:{port}/gifter",
            "postgresql://ada:s3cret@127.0.0.1:port/gifter",
            _changed(database_url, role="nobody_at_all"),
            _changed(database_url, database="no_such_database"),
        )
    }

    unknown, closed, odd, role, database = [
        found.detail if found else "" for found in said.values()
    ]
    assert "DATABASE_URL, host nowhere.invalid: no host has this name" in unknown
    assert f"DATABASE_URL, host 127.0.0.1:{port}: " in closed
    assert "DATABASE_URL cannot be read" in odd
    assert "role nobody_at_all or its password" in role
    assert "no database no_such_database" in database
    assert not any("s3cret" in str(found) for found in said.values())
    assert all(found and found.advice for found in said.values())


@pytest.fixture
async def role(database_url: str) -> AsyncIterator[str]:
    """Returns a role without rights, whose name needs quotes."""
    owner = Database(database_url, pool_size=1)
    async with owner.autocommit() as connection:
        await connection.driver.execute('CREATE ROLE "ordinary role" LOGIN')
    yield "ordinary role"
    async with owner.autocommit() as connection:
        await connection.driver.execute('DROP OWNED BY "ordinary role"; DROP ROLE "ordinary role"')
    await owner.close()


async def test_migrations_say_which_rights_an_ordinary_role_lacks(
    database_url: str, role: str
) -> None:
    owner = Database(database_url, pool_size=1)
    ordinary = Database(_changed(database_url, role=role), pool_size=1)
    assert await missing_rights(owner) == []

    asked = await missing_rights(ordinary)
    async with owner.autocommit() as connection:
        await connection.driver.execute(";".join(asked))
    rest = await missing_rights(ordinary)
    await owner.close()
    await ordinary.close()

    assert asked == [
        'GRANT USAGE, CREATE ON SCHEMA public TO "ordinary role"',
        'GRANT postgres TO "ordinary role"',
    ]
    assert rest == []


async def test_the_extension_is_named_if_an_administrator_must_create_it(
    database_url: str, role: str
) -> None:
    owner = Database(database_url, pool_size=1)
    ordinary = Database(_changed(database_url, role=role, database="without_vector"), pool_size=1)
    async with owner.autocommit() as connection:
        await connection.driver.execute("CREATE DATABASE without_vector")
    try:
        asked = await missing_rights(ordinary)
    finally:
        await ordinary.close()
        async with owner.autocommit() as connection:
            await connection.driver.execute("DROP DATABASE without_vector")
        await owner.close()

    assert asked == [
        "CREATE EXTENSION vector",
        'GRANT USAGE, CREATE ON SCHEMA public TO "ordinary role"',
    ]
