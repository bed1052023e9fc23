"""Budgets and prices in different currencies: converted by stored rates, and the answer says so."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from dependency_injector import providers

from builders.ai.embedders import CountingEmbedder
from builders.core.clocks import FixedClock
from builders.people.users import Someone
from builders.recommendations.catalogue_rows import put_catalogue
from builders.recommendations.rate_files import xml_file
from gifter_app.container import Container

GIFTS = [
    {"id": "cheap", "title": "Garden trowel", "price_minor": 4100},
    {"id": "dear", "title": "Garden spade", "price_minor": 4200},
    {"id": "euro", "title": "Garden fork", "price_minor": 5000, "price_currency": "EUR"},
    {"id": "kuna", "title": "Garden rake", "price_minor": 100, "price_currency": "HRK"},
    {"id": "lev", "title": "Garden hose", "price_minor": 9900, "price_currency": "BGN"},
]
FRIDAY = {"GBP": "0.8325", "USD": "1.0584", "BGN": "1.9558"}


MONDAY = datetime(2026, 11, 30, 10, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture(autouse=True)
async def catalogue(container: Container, clock: FixedClock) -> None:
    container.clock.override(clock)
    container.embedder.override(providers.Object(CountingEmbedder()))
    await put_catalogue(container.database(), GIFTS)


async def _load(container: Container, day: str, rates: Mapping[str, str]) -> tuple[str, ...]:
    loaded = await container.rates().load_rates.from_file(xml_file(day, rates))
    return loaded.vanished


async def _ask(ada: Someone, text: str) -> tuple[set[str], Any]:
    answer = await ada.client.post("/v1/recommendations", json={"context": {"text": text}})
    assert answer.status_code == 200, answer.text
    found = {item["product"]["id"] for item in answer.json()["items"]}
    return found, answer.json()["pipeline"]["exchange"]


async def test_a_budget_is_compared_with_prices_in_other_currencies(
    ada: Someone, container: Container
) -> None:
    await _load(container, "2026-11-27", FRIDAY)  # 50 euros are 41.62 pounds

    found, exchange = await _ask(ada, "garden gift up to 50 EUR")

    assert found == {"cheap", "euro"}
    assert exchange == {"currency": "EUR", "ratesFrom": "2026-11-27", "isOld": False}


async def test_a_text_and_a_stated_budget_are_converted_alike(
    ada: Someone, container: Container
) -> None:
    await _load(container, "2026-11-27", FRIDAY)
    body = {"context": {"text": "garden"}, "budget": {"max": 5000, "currency": "EUR"}}

    answer = (await ada.client.post("/v1/recommendations", json=body)).json()
    stored = await ada.get(f"/v1/recommendations/{answer['requestId']}")

    assert {item["product"]["id"] for item in answer["items"]} == {"cheap", "euro"}
    assert stored["pipeline"] == answer["pipeline"]


async def test_without_rates_only_the_same_currency_matches(ada: Someone) -> None:
    found, exchange = await _ask(ada, "garden gift up to 50 EUR")

    assert found == {"euro"}
    assert exchange == {"currency": "EUR", "ratesFrom": None, "isOld": False}


async def test_rates_of_maundy_thursday_are_not_old_on_tuesday(
    ada: Someone, container: Container, clock: FixedClock
) -> None:
    await _load(container, "2027-03-25", FRIDAY)
    clock.time = datetime(2027, 3, 30, 10, tzinfo=UTC)

    _, exchange = await _ask(ada, "garden gift up to 50 EUR")

    assert exchange == {"currency": "EUR", "ratesFrom": "2027-03-25", "isOld": False}


async def test_rates_older_than_a_week_are_called_old(
    ada: Someone, container: Container, clock: FixedClock
) -> None:
    await _load(container, "2026-11-27", FRIDAY)
    clock.time = datetime(2026, 12, 5, 10, tzinfo=UTC)

    _, exchange = await _ask(ada, "garden gift up to 50 EUR")

    assert exchange["isOld"] is True


async def test_a_currency_that_the_newest_file_lacks_is_not_converted(
    ada: Someone, container: Container
) -> None:
    await _load(container, "2026-11-26", FRIDAY)
    vanished = await _load(container, "2026-11-27", {"GBP": "0.8325", "USD": "1.0584"})

    assert vanished == ("BGN",)
    assert await _ask(ada, "garden gift under 100 BGN") == (
        {"lev"},
        {"currency": "BGN", "ratesFrom": None, "isOld": False},
    )
    found, _ = await _ask(ada, "garden gift under 3000 RUB")
    assert found == set()


async def test_a_request_without_a_budget_needs_no_rates(ada: Someone) -> None:
    found, exchange = await _ask(ada, "garden")

    assert (len(found), exchange) == (5, None)
