"""The metadata with its naming convention, and the columns that many tables share."""

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Text, func

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def id_column() -> Column[str]:
    return Column("id", Text, primary_key=True)


def instant(name: str, *, nullable: bool = False) -> Column[object]:
    """Returns a column for a UTC instant.

    Names end in `_at`, or in `_ts` for times by the source system's clock.
    """
    return Column(name, DateTime(timezone=True), nullable=nullable)


def created_at() -> Column[object]:
    return Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now())


def changed() -> Column[int]:
    """Returns the column for the number of the transaction that last wrote the row.

    The trigger `number_change` sets it, so that the index of products finds each change.
    """
    return Column("changed", BigInteger, nullable=False, server_default="0", index=True)


def updated_at() -> Column[object]:
    return Column("updated_at", DateTime(timezone=True), nullable=False, server_default=func.now())
