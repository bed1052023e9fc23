"""A connection that runs SQLAlchemy's statements on asyncpg itself, and the rows they return."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import asyncpg
import msgspec
from sqlalchemy import ClauseElement, Dialect
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.sql.compiler import SQLCompiler

from gifter_domain.shared.threads import computed_from

T = TypeVar("T")

_AT_ONCE = 64

# Any: a value of a column, of any type.
Params = Mapping[str, Any]
ManyParams = Sequence[Mapping[str, Any]]

# SQLAlchemy's dialects and asyncpg have no types.
_DIALECT: Dialect = dialect(  # type: ignore[no-untyped-call]
    json_serializer=lambda value: msgspec.json.encode(value).decode()
)


class Record(asyncpg.Record):  # type: ignore[misc]
    """A row. Its values are read by column name, as attributes or keys, or by position."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"the statement returns no column {name}") from None


class Rows(list[Record]):
    """The rows of a statement."""

    def one(self) -> Record:
        """Returns the only row; raises `ValueError` if there is none, or more than one."""
        (row,) = self
        return row

    def one_or_none(self) -> Record | None:
        """Returns the only row, or None; raises `ValueError` if there is more than one."""
        return self.one() if self else None

    def scalars(self) -> list[Any]:
        """Returns the values of the first column."""
        return [row[0] for row in self]

    async def converted(self, convert: Callable[[Record], T]) -> list[T]:
        """Returns what `convert` makes of each row. A thread converts many rows."""
        return await computed_from(len(self), lambda: [convert(row) for row in self])


class Connection:
    """Runs statements one after the other on an asyncpg connection.

    Each statement is compiled at its first use with the names of its parameters, so statements are
    built once, at import. One round trip is made for each.
    """

    def __init__(self, driver: asyncpg.Connection) -> None:
        self.driver = driver

    async def execute(
        self, statement: ClauseElement, params: Params | ManyParams | None = None
    ) -> Rows:
        """Runs the statement, or runs it for each of a list of parameters; returns its rows."""
        if isinstance(params, Sequence):
            if params:
                compiled = _compiled(statement, params[0])
                await self.driver.executemany(compiled.sql, map(compiled.args, params))
            return Rows()
        compiled = _compiled(statement, params or {})
        return Rows(await self.driver.fetch(compiled.sql, *compiled.args(params or {})))

    async def execute_each(
        self, statement: ClauseElement, items: Sequence[T], params: Callable[[T], Params]
    ) -> None:
        """Runs the statement with the parameters of each item.

        It makes them in parts of about a millisecond, and lets others work after each part.
        """
        for start in range(0, len(items), _AT_ONCE):
            part = [params(one) for one in items[start : start + _AT_ONCE]]
            await self.execute(statement, part)

    async def scalar(self, statement: ClauseElement, params: Params | None = None) -> Any:
        """Returns the first value of the first row, or None if there is no row."""
        compiled = _compiled(statement, params or {})
        return await self.driver.fetchval(compiled.sql, *compiled.args(params or {}))

    async def count(self, statement: ClauseElement, params: Params | None = None) -> int:
        """Runs the statement and returns the number of rows that it changed."""
        compiled = _compiled(statement, params or {})
        status = await self.driver.execute(compiled.sql, *compiled.args(params or {}))
        return int(status.rpartition(" ")[2])


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as SQL with `$1` …, the names of its values, and their constants and encoders."""

    sql: str
    names: Sequence[str]
    constants: Params
    encoders: Mapping[str, Callable[[Any], Any]]

    def args(self, params: Params) -> list[Any]:
        constants, encoders = self.constants, self.encoders
        values = [params[name] if name in params else constants[name] for name in self.names]
        if not encoders:
            return values
        return [
            encoders[name](value) if name in encoders else value
            for name, value in zip(self.names, values, strict=True)
        ]


_COMPILED: WeakKeyDictionary[ClauseElement, dict[frozenset[str], _Compiled]] = WeakKeyDictionary()


def _compiled(statement: ClauseElement, params: Params) -> _Compiled:
    by_names = _COMPILED.get(statement)
    if by_names is None:
        by_names = _COMPILED.setdefault(statement, {})
    names = frozenset(params)
    if names not in by_names:
        by_names[names] = _compile(statement, list(params))
    return by_names[names]


def _compile(statement: ClauseElement, names: list[str]) -> _Compiled:
    compiled = cast(SQLCompiler, statement.compile(dialect=_DIALECT, column_keys=names))
    binds = {name: compiled.binds[name] for name in compiled.positiontup or ()}
    encoders = {
        name: encode
        for name, bind in binds.items()
        if (encode := bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
    }
    constants = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
    return _Compiled(compiled.string, tuple(compiled.positiontup or ()), constants, encoders)
