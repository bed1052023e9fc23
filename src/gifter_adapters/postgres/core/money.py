"""Money from two columns of a row."""

from sqlalchemy import RowMapping

from gifter_domain.shared.money import Money


def to_money(row: RowMapping, minor: str, currency: str) -> Money | None:
    """The amount in the columns of these names; None where there is none."""
    return None if row[minor] is None else Money(row[minor], row[currency])
