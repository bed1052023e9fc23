"""Writes recipients, and reads them within a transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, bindparam, delete, insert, text, update

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.expiry import expired, not_expired
from gifter_adapters.postgres.core.fragments import version_of
from gifter_adapters.postgres.core.limits import refuse_more_than
from gifter_adapters.postgres.people.access import (
    RecipientMerge,
    person_columns,
    to_person,
)
from gifter_adapters.postgres.people.recipient_rows import (
    account_of,
    birthday_row,
    own_recipients,
    read_recipient,
    recipient_not_found,
    recipient_row,
    to_recipient,
)
from gifter_adapters.postgres.people.tables import recipient
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.friends_ports import Person
from gifter_domain.people.friendship import UserNotFound
from gifter_domain.people.recipient import (
    MAX_RECIPIENTS,
    Recipient,
    RecipientDetails,
    TooManyRecipients,
    name_key,
)
from gifter_domain.shared.system import Clock

_RECIPIENTS_SQL = own_recipients(owner=":owner_id", now=":now")
_VERSION = text(version_of(table="recipient", owner=":owner_id"))
_OF_USER = text(_RECIPIENTS_SQL + " AND r.user_id = :user_id")
_OF_NAME = text(_RECIPIENTS_SQL + " AND r.name_key = :key ORDER BY r.id")
_PERMANENT = text(_RECIPIENTS_SQL + " AND r.expires_at IS NULL ORDER BY r.id")
_PERSON = text(f"""
    SELECT {person_columns("u")}
    FROM (SELECT CAST(:owner_id AS text) AS owner_id, CAST(:user_id AS text) AS user_id) r
    {account_of(row="r")} WHERE u.id IS NOT NULL
""")
_REMOVE_EXPIRED = text(f"DELETE FROM recipient r WHERE r.owner_id = :owner_id AND {expired('r')}")
_LOCK_BOTH = text(
    "SELECT FROM recipient WHERE id IN (:recipient_id, :into_id) ORDER BY id FOR UPDATE"
)
_ADD = insert(recipient)
_BIRTHDAY = ("birth_year", "birth_month", "birth_day")
_OWNED = (
    recipient.c.id == bindparam("of_id"),
    recipient.c.owner_id == bindparam("of_owner"),
    text(not_expired("recipient", now=":at")),
)
_CHANGE = update(recipient).where(*_OWNED)
_SET_BIRTHDAY = _CHANGE.values(
    {name: bindparam(name) for name in _BIRTHDAY} | {"updated_at": bindparam("at")}
)
_REMOVE = delete(recipient).where(*_OWNED)
_OWNERS_OF_EXPIRED = text(
    f"SELECT DISTINCT r.owner_id FROM recipient r WHERE {expired('r')} LIMIT :limit"
)


class PostgresAcquaintances:
    """Implements `Acquaintances`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def person(self, owner_id: str, user_id: str) -> Person:
        params = {"owner_id": owner_id, "user_id": user_id}
        row = (await self._connection.execute(_PERSON, params)).one_or_none()
        if row is None:
            raise UserNotFound("There is no such user among your friends.")
        return to_person(row)


class PostgresRecipients:
    """Implements `Recipients`. Merging runs the statements of `merges` for other contexts' rows."""

    def __init__(
        self, connection: Connection, clock: Clock, merges: Sequence[RecipientMerge]
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._merges = merges

    async def get(self, owner_id: str, recipient_id: str) -> Recipient:
        return await read_recipient(self._connection, owner_id, recipient_id, self._clock.now())

    async def find_by_user(self, owner_id: str, user_id: str) -> Recipient | None:
        found = await self._find(_OF_USER, owner_id=owner_id, user_id=user_id)
        return found[0] if found else None

    async def named(self, owner_id: str, name: str) -> Sequence[Recipient]:
        return await self._find(_OF_NAME, owner_id=owner_id, key=name_key(name))

    async def version(self, owner_id: str) -> str:
        found: str = await self._connection.scalar(_VERSION, {"owner_id": owner_id})
        return found

    async def permanent(self, owner_id: str) -> Sequence[Recipient]:
        return await self._find(_PERMANENT, owner_id=owner_id)

    async def add(
        self, owner_id: str, recipients: Mapping[str, RecipientDetails], user_id: str | None = None
    ) -> None:
        now = self._clock.now()
        given = {"owner_id": owner_id, "user_id": user_id, "created_at": now, "updated_at": now}
        unset = dict.fromkeys(RecipientDetails.__optional_keys__)
        await self._connection.execute_each(
            _ADD,
            [*recipients.items()],
            lambda one: given | recipient_row(unset | {**one[1]}) | {"id": one[0]},
        )
        if recipients:
            await refuse_more_than(
                MAX_RECIPIENTS, recipient, owner_id, self._connection, TooManyRecipients
            )

    async def change(
        self, owner_id: str, recipient_id: str, details: RecipientDetails
    ) -> Recipient:
        return await self._change(owner_id, recipient_id, recipient_row(details))

    async def set_birthdays(self, owner_id: str, birthdays: Mapping[str, Birthday]) -> None:
        await self._connection.execute_each(
            _SET_BIRTHDAY,
            [*birthdays.items()],
            lambda one: self._owned(owner_id, one[0]) | birthday_row(one[1]),
        )

    async def link(self, owner_id: str, recipient_id: str, user_id: str) -> Recipient:
        return await self._change(owner_id, recipient_id, {"user_id": user_id})

    async def merge(self, owner_id: str, recipient_id: str, into_id: str) -> None:
        params = {"recipient_id": recipient_id, "into_id": into_id}
        # A transaction that adds a reference to one of them now waits. Then it adds it, or
        # finds the recipient deleted.
        await self._connection.execute(_LOCK_BOTH, params)
        for merge in self._merges:
            for lock in merge.locks:
                await self._connection.execute(lock, params)
        for merge in self._merges:
            for statement in merge.statements:
                await self._connection.execute(statement, params)
        await self.remove(owner_id, recipient_id)

    async def remove(self, owner_id: str, recipient_id: str) -> None:
        owned = self._owned(owner_id, recipient_id)
        if await self._connection.count(_REMOVE, owned) == 0:
            raise recipient_not_found()

    async def remove_expired(self, owner_id: str) -> None:
        params = {"owner_id": owner_id, "now": self._clock.now()}
        await self._connection.execute(_REMOVE_EXPIRED, params)

    async def owners_of_expired(self, now: datetime, limit: int) -> Sequence[str]:
        found = await self._connection.execute(_OWNERS_OF_EXPIRED, {"now": now, "limit": limit})
        return [*found.scalars()]

    async def _change(self, owner_id: str, recipient_id: str, row: dict[str, Any]) -> Recipient:
        if row:
            changed = row | {"updated_at": self._clock.now()}
            await self._connection.execute(_CHANGE, changed | self._owned(owner_id, recipient_id))
        return await self.get(owner_id, recipient_id)

    def _owned(self, owner_id: str, recipient_id: str) -> dict[str, Any]:
        return {"of_id": recipient_id, "of_owner": owner_id, "at": self._clock.now()}

    async def _find(self, statement: TextClause, **given: str) -> list[Recipient]:
        params = given | {"now": self._clock.now()}
        rows = await self._connection.execute(statement, params)
        return await rows.converted(to_recipient)
