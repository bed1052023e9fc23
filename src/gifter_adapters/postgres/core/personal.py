"""The declaration of personal data, by which each context says which of its columns have some.

Personal data refers to a user, or to somebody a user knows. Each context has a `personal.py` whose
`PERSONAL` covers every column of its tables but `id`, `created_at` and `updated_at`; a test walks
the metadata and fails for a column that nobody declared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Table


class Export(StrEnum):
    """The person who gets the column's value in an export of their data."""

    TO_OWNER = "to the user who keeps it"
    TO_SUBJECT = "to the user it is about"
    NOBODY = "not exported"


class Erasure(StrEnum):
    """The treatment of the column's value when the account that it belongs to is deleted."""

    DELETE_ROW = "the row is deleted"
    CLEAR = "the value is set to null and the row stays"
    ANONYMISE = "the value is replaced by a neutral text and the row stays"
    EXPIRE = "the row is not searched for the user and is deleted when its time is over"
    KEEP = "the value stays, since it identifies nobody"


@dataclass(frozen=True, slots=True)
class Declaration:
    """Columns of one table that are kept, exported and erased alike.

    `columns` maps each column's name to a phrase that says what it holds. `kept` says how long.
    """

    table: Table
    columns: Mapping[str, str]
    kept: str
    export: Export
    erasure: Erasure


UNTIL_DELETED = "until the user deletes it or the account"
WHILE_ACCOUNT = "as long as the account"


def personal(
    table: Table,
    columns: Mapping[str, str],
    *,
    kept: str = UNTIL_DELETED,
    export: Export = Export.TO_OWNER,
    erasure: Erasure = Erasure.DELETE_ROW,
) -> Declaration:
    """Returns the declaration of personal columns; the defaults fit what users write themselves."""
    return Declaration(table, columns, kept, export, erasure)


def operational(
    table: Table,
    names: str,
    *,
    kept: str = UNTIL_DELETED,
    erasure: Erasure = Erasure.DELETE_ROW,
) -> Declaration:
    """Returns the declaration of columns that only steer Gifter. `names` are separated by blanks.

    Such columns are states, counters and times of work. They say nothing about a person by
    themselves.
    """
    columns = dict.fromkeys(names.split(), "steers Gifter")
    return Declaration(table, columns, kept, Export.NOBODY, erasure)


def impersonal(table: Table, reason: str) -> Declaration:
    """Returns the declaration of a whole table that refers to nobody, with the reason."""
    columns = {column.name: reason for column in table.columns}
    return Declaration(table, columns, "as long as it is useful", Export.NOBODY, Erasure.KEEP)
