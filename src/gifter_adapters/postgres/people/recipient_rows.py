"""The mapping of recipients to rows, and the recipients that exist for an owner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.expiry import not_expired
from gifter_adapters.postgres.people.access import friendship_of
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient import Recipient, RecipientNotFound, name_key


def account_of(*, row: str) -> str:
    """Returns joins from a row with `owner_id` and `user_id` to the user's account `u`.

    `u` is null unless the user is the owner or a friend of theirs.
    """
    return f"""
        LEFT JOIN friendship f ON {friendship_of("f", f"{row}.owner_id", f"{row}.user_id")}
        LEFT JOIN user_account u ON u.id = {row}.user_id AND u.status = 'ACTIVE'
            AND ({row}.user_id = {row}.owner_id OR f.low_id IS NOT NULL)
    """


def own_recipients(*, owner: str, now: str) -> str:
    """Returns a SELECT of an owner's recipients `r` for `to_recipient`; conditions may follow."""
    return f"""
        SELECT r.id, r.owner_id, r.name, r.relationship, r.birth_year, r.birth_month, r.birth_day,
               r.notes, r.avatar_url, r.expires_at, r.created_at,
               r.updated_at, u.id AS user_id, p.interests
        FROM recipient r {account_of(row="r")}
        LEFT JOIN user_profile p ON p.user_id = u.id
            AND (p.interests_visibility = 'friends' OR u.id = r.owner_id)
        WHERE r.owner_id = {owner} AND {not_expired("r", now=now)}
    """


_ONE = text(f"{own_recipients(owner=':owner_id', now=':now')} AND r.id = :recipient_id")


async def read_recipient(
    connection: Connection, owner_id: str, recipient_id: str, now: datetime
) -> Recipient:
    """Returns the recipient. Raises `RecipientNotFound` unless it is the owner's."""
    params = {"owner_id": owner_id, "recipient_id": recipient_id, "now": now}
    row = (await connection.execute(_ONE, params)).one_or_none()
    if row is None:
        raise recipient_not_found()
    return to_recipient(row)


def recipient_not_found() -> RecipientNotFound:
    return RecipientNotFound("You have no such recipient.")


def recipient_row(details: Mapping[str, object]) -> dict[str, Any]:
    row: dict[str, Any] = {**details}
    if "birthday" in row:
        row |= birthday_row(row.pop("birthday"))
    if "name" in row:
        row["name_key"] = name_key(row["name"] or "")
    return row


def birthday_row(birthday: Birthday | None) -> dict[str, int | None]:
    year, month, day = (
        (birthday.year, birthday.month, birthday.day) if birthday else (None, None, None)
    )
    return {"birth_year": year, "birth_month": month, "birth_day": day}


def to_recipient(row: Record) -> Recipient:
    born = row["birth_month"] is not None
    return Recipient(
        id=row["id"],
        owner_id=row["owner_id"],
        user_id=row["user_id"],
        name=row["name"],
        relationship=row["relationship"],
        birthday=Birthday(row["birth_month"], row["birth_day"], row["birth_year"])
        if born
        else None,
        notes=row["notes"],
        avatar_url=row["avatar_url"],
        expires_at=row["expires_at"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        interests=tuple(row["interests"] or ()),
    )
