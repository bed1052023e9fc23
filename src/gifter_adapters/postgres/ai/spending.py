"""Stores the prices of models, and what was spent on them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.ai.tables import model_price
from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_domain.ai.prices import ModelPrice, PriceList

_PRICES = select(model_price)
_new_price = insert(model_price)
_ADD_PRICE = _new_price.on_conflict_do_update(
    index_elements=[model_price.c.model, model_price.c.valid_from],
    set_={name: _new_price.excluded[name] for name in ("input", "cached_input", "output")},
)
# The row lock of the conflict makes concurrent callers wait, so that each sees the sum.
_RESERVE = text("""
    INSERT INTO model_spending (day, scope, micro_usd)
    SELECT :day, :scope, CAST(:micro_usd AS bigint) WHERE CAST(:micro_usd AS bigint) <= :at_most
    ON CONFLICT (day, scope) DO UPDATE
    SET micro_usd = model_spending.micro_usd + excluded.micro_usd
    WHERE model_spending.micro_usd + excluded.micro_usd <= :at_most
    RETURNING scope
""")
_SETTLE = text("""
    UPDATE model_spending SET micro_usd = micro_usd + :difference
    WHERE day = :day AND scope = ANY(:scopes)
""")
_SPENT = text("""
    SELECT scope, micro_usd FROM model_spending
    WHERE day = :day AND scope NOT LIKE 'user:%' ORDER BY scope
""")
_FORGET = text("DELETE FROM model_spending WHERE day < :before")


class _FullError(Exception):
    """A scope has no room for the amount. It rolls the other scopes back."""


class PostgresModelPrices:
    """Implements `ModelPrices`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> PriceList:
        async with self._database.reads() as connection:
            rows = await connection.execute(_PRICES)
        return PriceList(ModelPrice(**dict(row.items())) for row in rows)

    async def add(self, prices: Sequence[ModelPrice]) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(_ADD_PRICE, [asdict(price) for price in prices])


class PostgresModelSpending:
    """Implements `ModelSpending`. Scopes are locked in their order, so none waits for another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(self, day: date, scopes: Mapping[str, int], micro_usd: int) -> bool:
        try:
            async with self._database.transaction() as connection:
                for scope, at_most in sorted(scopes.items()):
                    params = {"day": day, "scope": scope, "micro_usd": micro_usd}
                    await _add(connection, params | {"at_most": at_most})
        except _FullError:
            return False
        return True

    async def settle(
        self, day: date, scopes: Mapping[str, int], reserved: int, micro_usd: int
    ) -> None:
        params = {"day": day, "scopes": sorted(scopes), "difference": micro_usd - reserved}
        async with self._database.transaction() as connection:
            await connection.execute(_SETTLE, params)

    async def spent(self, day: date) -> Mapping[str, int]:
        async with self._database.reads() as connection:
            rows = await connection.execute(_SPENT, {"day": day})
        return {row.scope: row.micro_usd for row in rows}

    async def forget(self, before: date) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(_FORGET, {"before": before})


async def _add(connection: Connection, params: Mapping[str, object]) -> None:
    if not await connection.execute(_RESERVE, params):
        raise _FullError
