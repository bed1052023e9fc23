"""Amounts of money as the command line prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_currency

if TYPE_CHECKING:
    from gifter_domain.shared.money import Money


def written(amount: Money) -> str:
    """Returns the amount in English: `£12.50`."""
    return format_currency(amount.major, amount.currency, locale="en")
