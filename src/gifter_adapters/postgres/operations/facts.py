"""Reads the facts about the database that `gifter doctor` shows: versions and counts."""

from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_domain.shared.facts import DatabaseFacts

_VERSIONS = text(
    """SELECT current_setting('server_version') AS server,
       (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS pgvector,
       to_regclass('index_process') IS NOT NULL AS has_tables"""
)
_COUNTS = text(
    """SELECT (SELECT count(*) FROM product_mirror) AS products,
       (SELECT count(*) FROM job WHERE state IN ('QUEUED', 'RUNNING')) AS jobs_waiting,
       (SELECT count(*) FROM job WHERE state = 'FAILED') AS jobs_failed,
       (SELECT last_error FROM job WHERE last_error IS NOT NULL
        ORDER BY updated_at DESC LIMIT 1) AS last_job_error,
       serving.*,
       ARRAY(SELECT name FROM embedding_model m WHERE NOT EXISTS (
                 SELECT FROM pg_index
                 WHERE indexrelid = to_regclass('hnsw_product_embedding_' || m.id) AND indisvalid)
             ORDER BY name) AS models_without_index
       FROM (SELECT count(*) AS index_processes, coalesce(min(products), 0) AS index_products,
                    coalesce(max(greatest(
                        most_behind_s, extract(epoch FROM now() - refreshed_at) - 12
                    )), 0)::float8 AS index_behind_s
             FROM index_process WHERE refreshed_at > now() - interval '5 minutes') serving"""
)


class PostgresFacts:
    """Implements `DatabaseFactsReader`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> DatabaseFacts:
        async with self._database.reads() as connection:
            versions = (await connection.execute(_VERSIONS)).one()
            if not versions.has_tables:
                return DatabaseFacts(versions.server, versions.pgvector)
            counts = (await connection.execute(_COUNTS)).one()
        return DatabaseFacts(versions.server, versions.pgvector, *counts)
