"""The daily duty of loading published exchange rates."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from builders.core.clocks import FixedClock
from gifter_adapters.ecb.rates_file import read_rates
from gifter_adapters.ecb.web_rates import WebRates
from gifter_app.container import Container
from gifter_app.use_cases.recommendations.load_rates import LoadRates, RefreshRates
from gifter_domain.shared.exchange_rates import RateSheet, RatesUnavailable

SHEET = RateSheet(date(2026, 11, 27), {"GBP": Decimal("0.8325")})


class _Source:
    def __init__(self) -> None:
        self.is_down = False
        self.fetched = 0

    async def fetch(self) -> Sequence[RateSheet]:
        self.fetched += 1
        if self.is_down:
            raise RatesUnavailable("closed")
        return [SHEET]


def _never() -> bool:
    return False


async def test_rates_are_loaded_every_six_hours(container: Container) -> None:
    source, clock = _Source(), FixedClock()
    duty = RefreshRates(LoadRates(container.transactions(), read_rates, source), clock)

    for _ in range(7):
        await duty.execute(_never)
        clock.move(timedelta(hours=2))

    assert source.fetched == 3
    exchange = await container.rates().exchange_rates.exchange("EUR")
    assert exchange.day == SHEET.day


async def test_a_failed_attempt_is_repeated_after_an_hour(container: Container) -> None:
    source, clock = _Source(), FixedClock()
    source.is_down = True
    duty = RefreshRates(LoadRates(container.transactions(), read_rates, source), clock)

    await duty.execute(_never)
    clock.move(timedelta(hours=1))
    await duty.execute(_never)

    assert source.fetched == 2
    assert (await container.rates().exchange_rates.exchange("EUR")).day is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/rates.xml", "ftp://127.0.0.1/rates.xml"])
async def test_a_source_that_cannot_be_reached_is_unavailable(url: str) -> None:
    with pytest.raises(RatesUnavailable):
        await WebRates(url).fetch()
