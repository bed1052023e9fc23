"""Finds what an administrator must do before an ordinary role can run the migrations."""

from gifter_adapters.postgres.core.database import Database

# The commands are made by the server, which quotes the names.
_MISSING = """
    WITH me AS (SELECT quote_ident(current_user) AS name, rolsuper FROM pg_roles
                WHERE rolname = current_user),
    owner AS (SELECT relowner FROM pg_class WHERE oid = to_regclass('alembic_version'))
    SELECT 'CREATE EXTENSION vector' AS command FROM me
    WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') AND NOT rolsuper
      AND NOT (has_database_privilege(current_database(), 'CREATE') AND EXISTS (
            SELECT FROM pg_available_extension_versions WHERE name = 'vector' AND trusted))
    UNION ALL
    SELECT format('GRANT USAGE, CREATE ON SCHEMA %I TO %s',
                  coalesce(current_schema(), 'public'), name)
    FROM me WHERE current_schema() IS NULL OR NOT has_schema_privilege(current_schema(), 'CREATE')
    UNION ALL
    SELECT format('GRANT %I TO %s', pg_get_userbyid(relowner), name) FROM owner, me
    WHERE NOT pg_has_role(relowner, 'USAGE')
"""


async def missing_rights(database: Database) -> list[str]:
    """Returns the commands that an administrator must run in the database first."""
    async with database.raw_reads() as driver:
        rows = await driver.fetch(_MISSING)  # reads: it makes the commands and runs none
        return [row["command"] for row in rows]
