"""PostgreSQL behind the domain's ports: SQLAlchemy Core, hand-written mapping, raw asyncpg for vectors."""
