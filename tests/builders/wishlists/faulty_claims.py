"""Two implementations of claims on PostgreSQL with common concurrency faults."""

import asyncio
from dataclasses import asdict

from sqlalchemy import text

from builders.wishlists.claim_ledger import MONTH, Do, Drop, Ledger, Move, Promise, Shown, Take
from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database

_TABLES = (
    """CREATE TABLE IF NOT EXISTS wish (
        name text PRIMARY KEY, quantity int, price int, currency text
    )""",
    "CREATE TABLE IF NOT EXISTS place (name text PRIMARY KEY, wish text NOT NULL)",
    """CREATE TABLE IF NOT EXISTS promise (
        number int PRIMARY KEY, who text, wish text, units int, share int, expires_on int,
        price int, currency text
    )""",
    "TRUNCATE wish, place, promise",
)
_WISH = text("""
    INSERT INTO wish VALUES (:name, :quantity, :price, :currency)
    ON CONFLICT (name) DO UPDATE
    SET quantity = :quantity, price = :price, currency = :currency
""")
_PLACE = text("INSERT INTO place VALUES (:name, :wish) ON CONFLICT DO NOTHING")
_CLAIM = text("""
    INSERT INTO promise VALUES (:number, :who, :wish, :units, :share, :until, :price, :currency)
""")
_DO = {
    "RELEASE": "DELETE FROM promise WHERE number = :number",
    "BUY": "UPDATE promise SET expires_on = NULL WHERE number = :number",
    "RENEW": "UPDATE promise SET expires_on = :until WHERE number = :number AND expires_on > 0",
}


class CheckThenInsert:
    """Checks the remaining units and then writes, without a lock, while others have checked too.

    It uses the ledger's rules, and reads and writes all rows in one transaction. After the check it
    waits for another move to check, at most `patience_s`, so that they race even on a slow machine.
    """

    def __init__(self, database: Database, patience_s: float) -> None:
        self._database = database
        self._patience_s = patience_s
        self._waiting: asyncio.Future[None] | None = None
        self._today = 0

    async def begin(self) -> None:
        first = Ledger()
        async with self._database.transaction() as connection:
            for statement in _TABLES:
                await connection.execute(text(statement))
            for place in first.places:
                await self._keep_wish(connection, first, place)

    async def move(self, move: Move, number: int) -> str | None:
        async with self._database.transaction() as connection:
            await self._lock(connection, move)
            ledger = await self._ledger(connection)
            refusal = ledger.refusal(move)
            await self._until_another_has_looked()
            if refusal is None:
                await self._write(connection, ledger, move, number)
            return refusal

    async def _until_another_has_looked(self) -> None:
        if self._waiting is not None:
            self._waiting.set_result(None)
            self._waiting = None
            return
        self._waiting = mine = asyncio.get_running_loop().create_future()
        await asyncio.wait([mine], timeout=self._patience_s)
        if self._waiting is mine:
            self._waiting = None

    async def wait(self, days: int) -> None:
        self._today += days
        async with self._database.transaction() as connection:
            expire = text("DELETE FROM promise WHERE expires_on <= :today")
            await connection.execute(expire, {"today": self._today})

    async def claims(self) -> dict[int, tuple[str, int, int, bool]]:
        async with self._database.reads() as connection:
            return (await self._ledger(connection)).claims()

    async def shown(self) -> dict[str, Shown]:
        async with self._database.reads() as connection:
            return (await self._ledger(connection)).shown()

    async def _lock(self, connection: Connection, move: Move) -> None: ...

    async def _ledger(self, connection: Connection) -> Ledger:
        """Returns the ledger that is stored now."""
        places = await connection.execute(text("SELECT name, wish FROM place"))
        wishes = await connection.execute(text("SELECT * FROM wish"))
        rows = await connection.execute(text("SELECT * FROM promise ORDER BY number"))
        return Ledger(
            places={row.name: row.wish for row in places},
            quantity={row.name: row.quantity for row in wishes},
            price={row.name: (row.price, row.currency) for row in wishes},
            promises={number: Promise(*values) for number, *values in rows},
            today=self._today,
        )

    async def _write(self, connection: Connection, ledger: Ledger, move: Move, number: int) -> None:
        ledger.apply(move, number)
        if isinstance(move, Take):
            row = {**asdict(ledger.promises[number]), "number": number}
            await connection.execute(_CLAIM, row | {"until": row["expires_on"]})
        elif isinstance(move, Do):
            params = {"number": move.number, "until": self._today + MONTH}
            await connection.execute(text(_DO[move.what]), params)
        elif isinstance(move, Drop):
            await connection.execute(
                text("DELETE FROM place WHERE name = :name"), {"name": move.place}
            )
        else:
            await self._keep_wish(connection, ledger, move.place)

    async def _keep_wish(self, connection: Connection, ledger: Ledger, place: str) -> None:
        wish = ledger.places[place]
        price, currency = ledger.price[wish]
        row = {"quantity": ledger.quantity[wish], "price": price, "currency": currency}
        await connection.execute(_WISH, row | {"name": wish})
        await connection.execute(_PLACE, {"name": place, "wish": wish})


class LockingOneByOne(CheckThenInsert):
    """Locks the wish and reads its alternatives without a lock on them."""

    async def _lock(self, connection: Connection, move: Move) -> None:
        if isinstance(move, Do):
            name = "SELECT wish FROM promise WHERE number = :key"
        else:
            name = "SELECT wish FROM place WHERE name = :key"
        key = move.number if isinstance(move, Do) else move.place
        lock = text(f"SELECT FROM wish WHERE name = ({name}) FOR UPDATE")
        await connection.execute(lock, {"key": key})
