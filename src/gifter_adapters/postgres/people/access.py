"""The parts of people that other contexts may use: visibility, friendship, recipient merges."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, TextClause, text

from gifter_adapters.postgres.core.connection import Record
from gifter_domain.people.friends_ports import Person


def person_columns(user: str) -> str:
    """Returns the columns that `to_person` reads."""
    return f"{user}.id AS person_id, {user}.display_name, {user}.avatar_url"


def to_person(row: Record) -> Person:
    """Builds a person from a row with the columns above."""
    return Person(row["person_id"], row["display_name"], row["avatar_url"])


def visible_to(*, user: str, viewer: str) -> str:
    """Returns the condition that a user exists for the viewer.

    Every read that shows one user to another includes it.
    """
    return f"""({user}.status = 'ACTIVE' AND NOT EXISTS (
        SELECT FROM user_block hiding
        WHERE hiding.blocker_id = {user}.id AND hiding.blocked_id = {viewer}
    ))"""


def are_friends(one: str, other: str) -> str:
    """Returns the condition that two users are friends; the arguments are their ids."""
    return f"EXISTS (SELECT FROM friendship f WHERE {friendship_of('f', one, other)})"


def friendship_of(friendship: str, one: str, other: str) -> str:
    """Returns the condition that a row is the friendship of two users who are friends.

    Ids are ordered as in the table, and written so that the index finds them.
    """
    return f"""{friendship}.standing = 'FRIENDS'
        AND {friendship}.low_id = LEAST({one}, {other} COLLATE "C") COLLATE "default"
        AND {friendship}.high_id = GREATEST({one}, {other} COLLATE "C") COLLATE "default\""""


def locked_recipient_id(recipient_id: str) -> str:
    """Returns a subquery for the id, or null if it is gone. Locks the row against removal."""
    return f"(SELECT id FROM recipient WHERE id = {recipient_id} FOR KEY SHARE)"


@dataclass(frozen=True, slots=True)
class RecipientMerge:
    """The statements that move the rows of one context from a merged recipient to another one.

    `columns` are the references to a recipient that move. The statements run in order, with the
    parameters `recipient_id` and `into_id`, after the locks of all contexts.
    """

    columns: Sequence[Column[str]]
    locks: Sequence[TextClause]
    statements: Sequence[TextClause]


def recipient_merge(
    *columns: Column[str], preparations: Sequence[TextClause] = (), of_occasions: bool = False
) -> RecipientMerge:
    """Returns the merge that runs the preparations and then points the columns to `into_id`.

    It locks all rows before that; `of_occasions` also those of the first recipient's occasions.
    """
    occasions = "SELECT id FROM occasion WHERE recipient_id = :recipient_id"
    locks = [
        text(
            f"SELECT FROM {column.table.name} WHERE {column.name} = :recipient_id"
            + (f" OR occasion_id IN ({occasions})" if of_occasions else "")
            + f" ORDER BY {', '.join(key.name for key in column.table.primary_key)} FOR UPDATE"
        )
        for column in columns
    ]
    moves = [
        text(
            f"UPDATE {column.table.name} SET {column.name} = :into_id"
            f" WHERE {column.name} = :recipient_id"
        )
        for column in columns
    ]
    return RecipientMerge(columns, locks, (*preparations, *moves))
