"""Reads money from two columns of a row."""

from gifter_adapters.postgres.core.connection import Record
from gifter_domain.shared.money import Money


def to_money(row: Record, minor: str, currency: str) -> Money | None:
    """Returns the amount in the columns with these names, or None if it is null."""
    return None if row[minor] is None else Money(row[minor], row[currency])
