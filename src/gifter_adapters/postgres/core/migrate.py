"""Alembic, called from code: upgrade, downgrade, and whether the database is up to date."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from gifter_adapters.postgres.core.database import Database

# Indexes of the vectors come with their models (embeddings.py), not with migrations.
_OF_MODELS = "hnsw_product_embedding_"


def _scripts() -> Path:
    """The migrations: in the package once it is installed, in the repository otherwise."""
    packaged = Path(__file__).parents[1] / "migrations"
    return packaged if packaged.is_dir() else Path(__file__).parents[4] / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_scripts()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database, revision: str = "head") -> None:
    """Brings the schema to `revision`; safe to repeat, also from several processes."""
    await _run(database, lambda config: command.upgrade(config, revision))


async def downgrade(database: Database, revision: str) -> None:
    """Takes the schema back to `revision` (`base`: before the first migration)."""
    await _run(database, lambda config: command.downgrade(config, revision))


async def _run(database: Database, action: Callable[[Config], None]) -> None:
    async with database.transaction() as connection:
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('gifter.migrate'))")
        await connection.run_sync(lambda sync: action(_config(sync)))
    # Connections from before know neither the types it made nor the tables it changed.
    await database.close()


async def revisions(database: Database) -> tuple[str | None, str | None]:
    """(the revision the database is at, the newest one this code knows)."""
    async with database.reads() as connection:
        current = await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )
    return current, ScriptDirectory.from_config(_config()).get_current_head()


def is_migrated(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """Alembic's `include_object`: what migrations look after, of all that a database holds."""
    return not (kind == "index" and name and name.startswith(_OF_MODELS))
