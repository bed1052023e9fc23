"""Runs Alembic from code: upgrade, downgrade, and the revision of the database.

Alembic takes half a second to import, so it is imported only to change the schema.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, NullPool, make_url, text

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.failures import translated_failures
from gifter_adapters.postgres.core.urls import driver_url

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.ext.asyncio import AsyncConnection

# Registering a model creates the index of its vectors (embeddings.py), not a migration.
_MODEL_INDEX_PREFIX = "hnsw_product_embedding_"

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('gifter.migrate'))")
_NO_REVISIONS = text("SELECT to_regclass('alembic_version') IS NULL")
_REVISION = text("SELECT version_num FROM alembic_version")


def _scripts() -> Path:
    """Returns the folder of the migrations: in the installed package, or else in the repository."""
    packaged = Path(__file__).parents[1] / "migrations"
    return packaged if packaged.is_dir() else Path(__file__).parents[4] / "migrations"


@cache
def _newest_revision() -> str:
    """Returns the revision of the last migration: the number that its file's name begins with."""
    last = max(path.name for path in _scripts().glob("versions/[0-9]*.py"))
    return last.partition("_")[0]


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_scripts()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database, revision: str = "head") -> None:
    """Upgrades the schema to `revision`. Repeating it is safe, also from several processes."""
    current, newest = await revisions(database)
    if revision != "head" or current != newest:
        await _run(database, "upgrade", revision)


async def downgrade(database: Database, revision: str) -> None:
    """Downgrades the schema to `revision`. `base` is the state before the first migration."""
    await _run(database, "downgrade", revision)


async def _run(database: Database, command: Literal["upgrade", "downgrade"], revision: str) -> None:
    import alembic.command

    action = getattr(alembic.command, command)
    with translated_failures():
        async with connected(database) as connection:
            await connection.execute(_LOCK)
            await connection.run_sync(lambda sync: action(_config(sync), revision))
    # Older connections know neither the new types nor the changed tables.
    await database.close()


@asynccontextmanager
async def connected(database: Database) -> AsyncIterator[AsyncConnection]:
    """Yields a connection of SQLAlchemy's own, in a transaction: Alembic needs one."""
    from sqlalchemy.ext.asyncio import create_async_engine

    url = make_url(driver_url(database.url)).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        yield connection


async def revisions(database: Database) -> tuple[str | None, str | None]:
    """Returns the database's revision and the newest revision that this code knows."""
    async with database.reads() as connection:
        is_new = await connection.scalar(_NO_REVISIONS)
        current = None if is_new else await connection.scalar(_REVISION)
    return current, _newest_revision()


def is_migrated(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """Returns whether migrations manage an object of the database. It is for Alembic."""
    return not (kind == "index" and name and name.startswith(_MODEL_INDEX_PREFIX))
