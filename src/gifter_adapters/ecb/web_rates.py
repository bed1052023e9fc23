"""Fetches the file of exchange rates from the web."""

import asyncio
from collections.abc import Sequence

from gifter_adapters.ecb.rates_file import read_rates
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.exchange_rates import RateSheet, RatesUnavailable

DAILY_FILE = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"
_OK = 200
_TIMEOUT_S = 20.0


class WebRates:
    """Implements `RateSource`."""

    def __init__(self, url: str = DAILY_FILE) -> None:
        self._url = url

    async def fetch(self) -> Sequence[RateSheet]:
        import httpcore  # takes a tenth of a second

        try:
            async with asyncio.timeout(_TIMEOUT_S), httpcore.AsyncConnectionPool() as http:
                response = await http.request("GET", self._url, headers=[("User-Agent", "Gifter")])
        except (OSError, httpcore.NetworkError, httpcore.TimeoutException) as error:
            raise RatesUnavailable(f"{self._url} cannot be reached: {error!r}") from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise RatesUnavailable(f"{self._url} cannot be fetched: {error!r}") from error
        if response.status != _OK:
            raise RatesUnavailable(f"{self._url} answers {response.status}")
        try:
            return read_rates(response.content)
        except InvalidInput as error:
            raise RatesUnavailable(error.message) from error
