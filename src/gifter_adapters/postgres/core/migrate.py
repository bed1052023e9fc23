"""Runs Alembic from code: upgrade, downgrade, and the revision of the database."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from gifter_adapters.postgres.core.database import Database

# Registering a model creates the index of its vectors (embeddings.py), not a migration.
_MODEL_INDEX_PREFIX = "hnsw_product_embedding_"


def _scripts() -> Path:
    """Returns the folder of the migrations: in the installed package, or else in the repository."""
    packaged = Path(__file__).parents[1] / "migrations"
    return packaged if packaged.is_dir() else Path(__file__).parents[4] / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_scripts()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database, revision: str = "head") -> None:
    """Upgrades the schema to `revision`. Repeating it is safe, also from several processes."""
    await _run(database, lambda config: command.upgrade(config, revision))


async def downgrade(database: Database, revision: str) -> None:
    """Downgrades the schema to `revision`. `base` is the state before the first migration."""
    await _run(database, lambda config: command.downgrade(config, revision))


async def _run(database: Database, action: Callable[[Config], None]) -> None:
    async with database.transaction() as connection:
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('gifter.migrate'))")
        await connection.run_sync(lambda sync: action(_config(sync)))
    # Older connections know neither the new types nor the changed tables.
    await database.close()


async def revisions(database: Database) -> tuple[str | None, str | None]:
    """Returns the database's revision and the newest revision that this code knows."""
    async with database.reads() as connection:
        current = await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )
    return current, ScriptDirectory.from_config(_config()).get_current_head()


def is_migrated(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """Returns whether migrations manage an object of the database. It is for Alembic."""
    return not (kind == "index" and name and name.startswith(_MODEL_INDEX_PREFIX))
