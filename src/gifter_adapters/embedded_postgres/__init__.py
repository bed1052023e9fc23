"""A PostgreSQL 18 with pgvector that runs from a wheel and keeps its data in one folder."""

from gifter_adapters.embedded_postgres.cluster import ServerAddress
from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError
from gifter_adapters.embedded_postgres.placement import data_location
from gifter_adapters.embedded_postgres.server import embedded_postgres

__all__ = ["EmbeddedPostgresError", "ServerAddress", "data_location", "embedded_postgres"]
