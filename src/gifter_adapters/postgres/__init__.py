"""PostgreSQL behind the domain's ports: SQLAlchemy Core, mapped by hand, raw for vectors."""
