"""The entry of Alembic, which runs on the caller's connection, inside its transaction."""

from alembic import context

from gifter_adapters.postgres.core.migrate import is_migrated
from gifter_adapters.postgres.metadata import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transaction_per_migration=False,
    include_object=is_migrated,
)
context.run_migrations()
