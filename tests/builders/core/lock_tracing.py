"""Records the locks of transactions, and finds those that break the order of `docs/locks.md`."""

import re
import sys
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.metadata import metadata

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "locks.md"
USE_CASES = ROOT / "src" / "gifter_app" / "use_cases"
ALONE = -1

_PLACE = re.compile(r"^\| (\d+) \| (?:advisory )?`([\w.]+)` \|", re.MULTILINE)
_ALONE = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
_ADVISORY = re.compile(r"pg_advisory_xact_lock(?:_shared)?\(hashtext\('([\w.]+)'\)")
_SELECT_FOR = re.compile(
    r"\bFOR (?:NO KEY UPDATE|UPDATE|SHARE|KEY SHARE)\b(?: OF ([\w, ]+?))?\s*(SKIP LOCKED|$|\))"
)
_SOURCE = re.compile(
    r"\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(?!(?:WHERE|JOIN|LEFT|ON|ORDER|CROSS)\b)(\w+))?"
)
_WRITE = re.compile(r"\b(?:UPDATE|DELETE FROM)\s+(\w+)")
_UPSERT = re.compile(r"\bINSERT INTO\s+(\w+).*\bON CONFLICT\b")

_UNKNOWN = "a row that is not known"
Rows = Mapping[str, str]  # the version of each row by its key


def the_order(document: str | None = None) -> dict[str, int]:
    """Returns the place of each lock in the order, or `ALONE` for locks without one."""
    written = DOCUMENT.read_text() if document is None else document
    places = {name: int(place) for place, name in _PLACE.findall(written)}
    return places | dict.fromkeys(_ALONE.findall(written), ALONE)


@dataclass(frozen=True)
class Lock:
    """A lock that a statement takes.

    One that skips locked rows never waits. An upsert also waits for another transaction that
    inserts the same row.
    """

    name: str
    skips: bool = False
    upserts: bool = False


@cache
def locks_of(statement: str) -> tuple[Lock, ...]:
    """Returns the locks of existing rows that a statement takes, without those of triggers."""
    sql = " ".join(statement.split())
    found = [Lock(name) for name in _ADVISORY.findall(sql)]
    found += [Lock(name) for name in _WRITE.findall(_without_locking_clauses(sql))]
    found += [Lock(name, upserts=True) for name in _UPSERT.findall(sql)]
    for clause in _SELECT_FOR.finditer(sql):
        before = _of_the_same_query(sql[: clause.start()])
        sources = {alias or name: name for name, alias in _SOURCE.findall(before)}
        named = re.split(r",\s*", clause[1]) if clause[1] else [list(sources)[-1]]
        found += [Lock(sources[alias], clause[2] == "SKIP LOCKED") for alias in named]
    return tuple(dict.fromkeys(found))


def _of_the_same_query(before: str) -> str:
    """Returns the text of the query before one of its clauses, without subqueries."""
    depth, kept = 0, list[str]()
    for character in reversed(before):
        depth += {")": 1, "(": -1}.get(character, 0)
        if depth < 0:
            break
        if depth == 0:
            kept.append(character)
    return "".join(reversed(kept))


def _without_locking_clauses(sql: str) -> str:
    return re.sub(r"\bFOR (?:NO KEY )?UPDATE\b|\bDO UPDATE\b", "", sql)


@dataclass
class Transaction:
    """One transaction of a use case, with its locked rows by the name of the lock."""

    order: Mapping[str, int]
    use_case: str
    locked_rows: dict[str, set[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def locked(self, lock: Lock, rows: set[str]) -> None:
        """Checks a lock of these rows. Some of them may be locked already."""
        if lock.name not in self.order:
            self._complain(f"{lock.name} is not in docs/locks.md")
            return
        new = rows - self.locked_rows.get(lock.name, set())
        if new and not lock.skips:
            self._check(lock.name, new)
        if rows:
            self.locked_rows.setdefault(lock.name, set()).update(rows)

    def _check(self, name: str, new: set[str]) -> None:
        place = self.order[name]
        later = [one for one in self.locked_rows if one != name and self._is_after(one, place)]
        if later:
            self._complain(f"{name} after {', '.join(later)}")
        if name in _IN_ORDER_OF_IDS and min(new) < max(self.locked_rows.get(name, {""})):
            self._complain(f"{name}: a lower id after a higher one")

    def _is_after(self, name: str, place: int) -> bool:
        return ALONE in (place, self.order[name]) or self.order[name] > place

    def _complain(self, what: str) -> None:
        self.wrong.append(f"{self.use_case}: {what}")


_IN_ORDER_OF_IDS = {"claim_book"}


class TracedDatabase(Database):
    """Records each transaction's locks, by looking at the rows before and after each statement."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.order = the_order()
        self.transactions: list[Transaction] = []

    @property
    def wrong(self) -> list[str]:
        return sorted({each for one in self.transactions for each in one.wrong})

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        traced = Transaction(self.order, _use_case())
        self.transactions.append(traced)
        async with super().transaction() as connection:
            yield Connection(_TracedDriver(connection.driver, traced))


def _use_case() -> str:
    """Returns the method of the use case that begins the transaction, or "no use case"."""
    frame = sys._getframe()
    while frame.f_back is not None:
        if frame.f_code.co_filename.startswith(str(USE_CASES)):
            return frame.f_code.co_qualname
        frame = frame.f_back
    return "no use case"


def _count(status: str) -> int:
    """Returns the number of rows in a status like "UPDATE 3", or 0 for "CREATE INDEX"."""
    number = status.rpartition(" ")[2]
    return int(number) if number.isdigit() else 0


class _TracedDriver:
    """Compares versions of rows before and after each statement that locks some."""

    def __init__(self, driver: asyncpg.Connection, traced: Transaction) -> None:
        self._driver = driver
        self._traced = traced

    # Any: values and rows of any type, as in asyncpg.
    async def fetch(self, sql: str, *args: Any) -> list[Any]:
        before = await self._rows_of(sql)
        rows: list[Any] = await self._driver.fetch(sql, *args)
        await self._compare(sql, before, len(rows))
        return rows

    async def fetchval(self, sql: str, *args: Any) -> Any:
        rows = await self.fetch(sql, *args)
        return rows[0][0] if rows else None

    async def execute(self, sql: str, *args: Any) -> str:
        before = await self._rows_of(sql)
        status: str = await self._driver.execute(sql, *args)
        await self._compare(sql, before, _count(status))
        return status

    async def executemany(self, sql: str, args: Iterable[Sequence[Any]]) -> None:
        for each in args:
            await self.execute(sql, *each)

    async def _rows_of(self, sql: str) -> Mapping[str, Rows]:
        return {lock.name: await self._rows(lock.name) for lock in locks_of(sql)}

    async def _compare(self, sql: str, before: Mapping[str, Rows], count: int) -> None:
        order = self._traced.order
        for lock in sorted(locks_of(sql), key=lambda one: order.get(one.name, 0)):
            self._traced.locked(lock, await self._touched(lock, before, count))

    async def _touched(self, lock: Lock, before: Mapping[str, Rows], count: int) -> set[str]:
        if lock.name not in metadata.tables:
            return {lock.name}
        rows = before[lock.name]
        after = await self._rows(lock.name)
        touched = {key for key, version in rows.items() if after.get(key) != version}
        # A row that a foreign key locked before looks the same: which one it was is not known.
        unknown = lock.upserts or (count > 0 and bool(rows))
        is_new = lock.name not in self._traced.locked_rows and unknown
        return touched or ({_UNKNOWN} if is_new else set())

    async def _rows(self, name: str) -> Rows:
        if name not in metadata.tables:
            return {}
        keys = "||'/'||".join(column.name for column in metadata.tables[name].primary_key)
        versions = f"SELECT {keys}, concat(xmin, '/', xmax, '/', ctid) FROM {name}"
        return dict(await self._driver.fetch(versions))
