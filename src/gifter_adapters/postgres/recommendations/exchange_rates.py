"""Stores and reads exchange rates."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, text
from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.tables import exchange_rate
from gifter_domain.shared.exchange_rates import Exchange, RateSheet

_EURO = "EUR"
_NEWEST = text("""
    SELECT day, currency, per_euro FROM exchange_rate
    WHERE day = (SELECT max(day) FROM exchange_rate)
""")
# The euro is stored as well, with the rate 1, so that it needs no case of its own.
_EXCHANGE = text("""
    SELECT own.day, other.currency, other.per_euro / own.per_euro AS per_unit
    FROM exchange_rate own LEFT JOIN exchange_rate other
      ON other.day = own.day AND other.currency <> own.currency
     AND EXISTS (SELECT FROM product_mirror p WHERE p.price_currency = other.currency)
    WHERE own.day = (SELECT max(day) FROM exchange_rate) AND own.currency = :currency
""")
_REMOVE = delete(exchange_rate).where(exchange_rate.c.day == bindparam("of_day"))
# Two workers may load the same day at once.
_new = insert(exchange_rate)
_ADD = _new.on_conflict_do_update(
    index_elements=[exchange_rate.c.day, exchange_rate.c.currency],
    set_={"per_euro": _new.excluded.per_euro},
)


class PostgresExchangeRates:
    """Implements `ExchangeRates`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def exchange(self, currency: str) -> Exchange:
        async with self._database.reads() as connection:
            rows = await connection.execute(_EXCHANGE, {"currency": currency})
        rates = {row.currency: row.per_unit for row in rows if row.currency is not None}
        return Exchange(currency, rows[0].day if rows else None, rates)


class PostgresRateSheets:
    """Implements `RateSheets`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def newest(self) -> RateSheet | None:
        rows = await self._connection.execute(_NEWEST)
        rates = {row.currency: row.per_euro for row in rows if row.currency != _EURO}
        return RateSheet(rows[0].day, rates) if rows else None

    async def add(self, sheets: Sequence[RateSheet]) -> None:
        for sheet in sheets:
            await self._connection.execute(_REMOVE, {"of_day": sheet.day})
            rows = [
                {"day": sheet.day, "currency": code, "per_euro": rate}
                for code, rate in {**sheet.per_euro, _EURO: 1}.items()
            ]
            await self._connection.execute(_ADD, rows)
