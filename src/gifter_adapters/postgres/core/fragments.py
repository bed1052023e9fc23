"""Pieces of SQL that several contexts need. Their arguments are columns and parameters, as SQL."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, case, or_
from sqlalchemy.dialects.postgresql import Insert


def version_of(*, table: str, owner: str) -> str:
    """Returns a SELECT of a value that every write of the owner's rows replaces.

    PostgreSQL gives a row another xmin with each transaction that writes it.
    """
    return f"""
        SELECT concat(count(*), '/', sum(hashtextextended(id || xmin::text, 0)))
        FROM {table} WHERE owner_id = {owner}
    """


def replacing(new: Insert, names: Iterable[str]) -> dict[str, ColumnElement[Any]]:
    """Returns the SET of an upsert: these columns, and `updated_at` if one of them changes."""
    old, excluded = new.table.c, new.excluded
    columns = {name: excluded[name] for name in names}
    changed = or_(*(old[name].is_distinct_from(value) for name, value in columns.items()))
    updated_at = case((changed, excluded.updated_at), else_=old.updated_at)
    return {**columns, "updated_at": updated_at}


def page_by(key: str, *, after: str, limit: str) -> str:
    """Returns the end of a statement with a WHERE: the rows after the cursor, ordered by `key`."""
    return f"AND {key} > {after} ORDER BY {key} LIMIT {limit}"


@dataclass(slots=True)
class Values:
    """Collects the values of a statement with asyncpg's numbered placeholders."""

    bound: list[object] = field(default_factory=list)

    def bind(self, value: object) -> str:
        """Adds a value and returns its placeholder."""
        self.bound.append(value)
        return f"${len(self.bound)}"
