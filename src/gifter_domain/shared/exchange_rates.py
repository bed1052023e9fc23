"""Exchange rates of a day, budgets in other currencies, and the ports that read and store them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Protocol

from gifter_domain.shared.errors import InvalidInput, Unavailable
from gifter_domain.shared.money import MINOR_DIGITS, Budget

# Banks publish no rates at weekends and on holidays; around Easter five days pass.
OLD_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RateSheet:
    """The rates of one day: the units of each currency that one euro buys, without the euro."""

    day: date
    per_euro: Mapping[str, Decimal]

    def __post_init__(self) -> None:
        for code, rate in self.per_euro.items():
            if not (rate.is_finite() and rate > 0):
                raise InvalidInput(f"The rate of {code} on {self.day} is not a positive number.")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Rates from one currency into those that products are priced in.

    `per_unit` are the units of each currency that one unit buys. `day` is the day of the rates, or
    None if the newest rates have none for this currency: then nothing is converted.
    """

    currency: str
    day: date | None = None
    per_unit: Mapping[str, Decimal] = field(default_factory=dict)

    def is_old(self, today: date) -> bool:
        """Returns True if newer rates should have been published long ago."""
        return self.day is not None and today - self.day > OLD_AFTER

    def budgets(self, budget: Budget) -> tuple[Budget, ...]:
        """Returns the budget in each of the other currencies, never wider than stated."""
        return tuple(
            Budget(
                code,
                _converted(budget.min_minor, budget.currency, code, rate, ROUND_CEILING),
                _converted(budget.max_minor, budget.currency, code, rate, ROUND_FLOOR),
            )
            for code, rate in sorted(self.per_unit.items())
        )


def _converted(
    minor: int | None, source: str, target: str, rate: Decimal, rounding: str
) -> int | None:
    if minor is None:
        return None
    shift = MINOR_DIGITS.get(target, 2) - MINOR_DIGITS.get(source, 2)
    return int((minor * rate).scaleb(shift).to_integral_value(rounding))


class ExchangeRates(Protocol):
    async def exchange(self, currency: str) -> Exchange:
        """Returns the newest day's rates from this currency to those of products."""
        ...


class RateSheets(Protocol):
    """The stored rates."""

    async def newest(self) -> RateSheet | None:
        """Returns the rates of the newest day."""
        ...

    async def add(self, sheets: Sequence[RateSheet]) -> None:
        """Stores the rates of each day instead of those that were stored for it."""
        ...


class RateSource(Protocol):
    async def fetch(self) -> Sequence[RateSheet]:
        """Returns the published rates. Raises `RatesUnavailable` if they cannot be fetched."""
        ...


class RatesUnavailable(Unavailable):
    """The published rates cannot be fetched or read."""
