"""Loads exchange rates, from a file or from the web once a day."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

import structlog

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.exchange_rates import (
    RateSheet,
    RateSheets,
    RateSource,
    RatesUnavailable,
)
from gifter_domain.shared.system import Clock

log = structlog.get_logger()

# Rates are published once on a working day. A failed attempt is repeated sooner.
_LOOK_EVERY, _RETRY_AFTER = timedelta(hours=6), timedelta(hours=1)


class RatesTransaction(Protocol):
    @property
    def rate_sheets(self) -> RateSheets: ...


@dataclass(frozen=True, slots=True)
class LoadedRates:
    """The newest day that was loaded, with its currencies.

    `vanished` are the currencies of the newest day before that the new one no longer lists. Their
    old rates are not used any more.
    """

    day: date
    currencies: tuple[str, ...]
    vanished: tuple[str, ...] = ()


class LoadRates:
    def __init__(
        self,
        transactions: Callable[[], AbstractAsyncContextManager[RatesTransaction]],
        read_file: Callable[[bytes], Sequence[RateSheet]],
        source: RateSource,
    ) -> None:
        self._transactions = transactions
        self._read_file = read_file
        self._source = source

    async def from_file(self, content: bytes) -> LoadedRates:
        """Loads a file. Raises `InvalidInput`, and stores nothing, if it is not one of rates."""
        return await self._load(self._read_file(content))

    async def from_web(self) -> LoadedRates:
        """Fetches and loads the published file. Raises `RatesUnavailable`."""
        return await self._load(await self._source.fetch())

    async def _load(self, sheets: Sequence[RateSheet]) -> LoadedRates:
        if not sheets:
            raise InvalidInput("There are no exchange rates to load.")
        async with self._transactions() as tx:
            before = await tx.rate_sheets.newest()
            await tx.rate_sheets.add(sheets)
        newest = max(sheets, key=lambda sheet: sheet.day)
        is_newer = before is not None and before.day <= newest.day
        known = before.per_euro.keys() if before is not None and is_newer else ()
        vanished = sorted(set(known) - newest.per_euro.keys())
        return LoadedRates(newest.day, tuple(sorted(newest.per_euro)), tuple(vanished))


class RefreshRates:
    """The duty of a worker to load the published rates; does nothing until they are due again."""

    def __init__(self, load: LoadRates, clock: Clock) -> None:
        self._load = load
        self._clock = clock
        self._next: datetime | None = None

    async def execute(self, stopping: Callable[[], bool]) -> None:
        now = self._clock.now()
        if stopping() or (self._next is not None and now < self._next):
            return
        self._next = now + _RETRY_AFTER
        try:
            loaded = await self._load.from_web()
        except RatesUnavailable as error:
            log.warning("rates.unavailable", error=error.message)
            return
        self._next = now + _LOOK_EVERY
        log.info("rates.loaded", day=str(loaded.day), currencies=len(loaded.currencies))
        if loaded.vanished:
            log.warning("rates.vanished", currencies=list(loaded.vanished))
