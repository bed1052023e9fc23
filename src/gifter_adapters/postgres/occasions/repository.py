"""Occasions: rows whose day is their own, their recipient's birthday, or a holiday's."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.expiry import not_expired
from gifter_adapters.postgres.occasions.tables import occasion as occasion_table
from gifter_domain.occasions.occasion import (
    Occasion,
    OccasionNotFound,
    OccasionRecurrence,
    OccasionType,
)
from gifter_domain.occasions.upcoming import AskedFor, OccasionRecipient, Plans, UpcomingReminder
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock

_OCCASIONS_SQL = f"""
    SELECT o.id, o.owner_id, o.recipient_id, o.type, o.title, o.timezone, o.at_local, o.recurrence,
           o.follows_birthday, o.holiday, o.reminder_policy_id, o.created_at, o.updated_at,
           CASE WHEN o.follows_birthday THEN r.birth_year ELSE o.year END AS year,
           CASE WHEN o.follows_birthday THEN r.birth_month ELSE o.month END AS month,
           CASE WHEN o.follows_birthday THEN r.birth_day ELSE o.day END AS day
    FROM occasion o
    JOIN recipient r ON r.id = o.recipient_id AND {not_expired("r")}
    WHERE o.owner_id = :owner_id AND (NOT o.follows_birthday OR r.birth_month IS NOT NULL)
"""
_OF_RECIPIENT_SQL = " AND o.recipient_id = :recipient_id"
_PAGE_SQL = " AND o.id > :after ORDER BY o.id LIMIT :limit"
_ALL = text(_OCCASIONS_SQL + " ORDER BY o.id")
_OF_RECIPIENT = text(_OCCASIONS_SQL + _OF_RECIPIENT_SQL + " ORDER BY o.id")
_PAGE_OF_ALL = text(_OCCASIONS_SQL + _PAGE_SQL)
_PAGE_OF_RECIPIENT = text(_OCCASIONS_SQL + _OF_RECIPIENT_SQL + _PAGE_SQL)
_ONE = text(_OCCASIONS_SQL + " AND o.id = :occasion_id")
_ONE_HELD = text(_OCCASIONS_SQL + " AND o.id = :occasion_id FOR UPDATE OF o")

_COLUMNS = [column.name for column in occasion_table.c if column.name != "id"]
_PAST_ID_SQL = """
    SELECT occasion_id FROM past_occasion WHERE recipient_id = :recipient_id AND follows = :follows
"""
_ADD = text(f"""
    INSERT INTO occasion (id, {", ".join(_COLUMNS)})
    VALUES (COALESCE(({_PAST_ID_SQL}), :id), {", ".join(f":{name}" for name in _COLUMNS)})
    ON CONFLICT DO NOTHING
""")
_OWNED = (
    occasion_table.c.id == bindparam("of_id"),
    occasion_table.c.owner_id == bindparam("of_owner"),
)
_SAVE = update(occasion_table).where(*_OWNED)
_REMOVE = delete(occasion_table).where(*_OWNED)
_REMEMBER = text("""
    INSERT INTO past_occasion (recipient_id, follows, occasion_id)
    VALUES (:recipient_id, :follows, :occasion_id)
    ON CONFLICT (recipient_id, follows) DO UPDATE SET occasion_id = excluded.occasion_id
""")

_RECIPIENTS_SQL = f"""
    SELECT r.id, r.name, r.avatar_url FROM recipient r
    WHERE r.owner_id = :owner_id AND r.id = ANY(:recipient_ids) AND {not_expired("r")}
"""
_RECIPIENTS = text(_RECIPIENTS_SQL)
_RECIPIENTS_HELD = text(f"{_RECIPIENTS_SQL} FOR KEY SHARE")
# A few for each: who asks often sees the last.
_ASKED = text("""
    SELECT asked.id, asked.recipient_id, asked.occasion_id, asked.created_at
    FROM unnest(CAST(:recipient_ids AS text[])) AS of_recipient (id)
    CROSS JOIN LATERAL (
        SELECT q.id, q.recipient_id, q.occasion_id, q.created_at FROM recommendation_request q
        WHERE q.user_id = :owner_id AND q.recipient_id = of_recipient.id
        ORDER BY q.created_at DESC, q.id DESC LIMIT 20
    ) asked
    ORDER BY asked.created_at DESC, asked.id DESC
""")
_REMINDERS = text("""
    SELECT occasion_id, occurrence_on, days_before, channel, status, scheduled_for
    FROM notification_schedule
    WHERE user_id = :owner_id AND occasion_id = ANY(:occasion_ids) AND status <> 'CANCELLED'
    ORDER BY scheduled_for, channel
""")


class PostgresOccasionReads:
    """Implements `OccasionReads`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def occasions(
        self, owner_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[Occasion]:
        after = page.after[0] if page.after else ""
        asked = {"owner_id": owner_id, "now": self._clock.now(), "after": after}
        asked |= {"limit": page.limit + 1}
        statement = _PAGE_OF_ALL
        if recipient_id is not None:
            statement, asked = _PAGE_OF_RECIPIENT, asked | {"recipient_id": recipient_id}
        async with self._database.reads() as connection:
            rows = (await connection.execute(statement, asked)).mappings().all()
        return page_of([_to_occasion(row) for row in rows], page, lambda item: (item.id,))

    async def occasion(self, owner_id: str, occasion_id: str) -> Occasion:
        meant = {"owner_id": owner_id, "occasion_id": occasion_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            row = (await connection.execute(_ONE, meant)).mappings().one_or_none()
        return _found(row)

    async def all_of(self, owner_id: str) -> Sequence[Occasion]:
        meant = {"owner_id": owner_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            rows = (await connection.execute(_ALL, meant)).mappings().all()
        return [_to_occasion(row) for row in rows]

    async def recipients(
        self, owner_id: str, occasions: Sequence[Occasion]
    ) -> Mapping[str, OccasionRecipient]:
        ids = sorted({one.recipient_id for one in occasions})
        meant = {"owner_id": owner_id, "recipient_ids": ids, "now": self._clock.now()}
        async with self._database.reads() as connection:
            found = await connection.execute(_RECIPIENTS, meant)
            return {row.id: OccasionRecipient(*row) for row in found}

    async def plans(self, owner_id: str, occasions: Sequence[Occasion]) -> Plans:
        meant = {
            "owner_id": owner_id,
            "recipient_ids": sorted({one.recipient_id for one in occasions}),
            "occasion_ids": sorted({one.id for one in occasions}),
        }
        recipients = await self.recipients(owner_id, occasions)
        async with self._database.reads() as connection:
            asked = await connection.execute(_ASKED, meant)
            reminders = await connection.execute(_REMINDERS, meant)
        return Plans(
            recipients=recipients,
            asked=[AskedFor(*row) for row in asked],
            reminders=[UpcomingReminder(*row) for row in reminders],
        )


class PostgresOccasions:
    """Implements `Occasions`."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def of_owner(self, owner_id: str) -> Sequence[Occasion]:
        meant = {"owner_id": owner_id, "now": self._clock.now()}
        rows = (await self._connection.execute(_ALL, meant)).mappings()
        return [_to_occasion(row) for row in rows]

    async def of_recipient(self, owner_id: str, recipient_id: str) -> Sequence[Occasion]:
        meant = {"owner_id": owner_id, "recipient_id": recipient_id, "now": self._clock.now()}
        rows = (await self._connection.execute(_OF_RECIPIENT, meant)).mappings()
        return [_to_occasion(row) for row in rows]

    async def get(self, owner_id: str, occasion_id: str) -> Occasion:
        meant = {"owner_id": owner_id, "occasion_id": occasion_id, "now": self._clock.now()}
        return _found((await self._connection.execute(_ONE_HELD, meant)).mappings().one_or_none())

    async def add(self, owner_id: str, occasions: Sequence[Occasion]) -> None:
        if not occasions:
            return
        ids = sorted({one.recipient_id for one in occasions})
        meant = {"owner_id": owner_id, "recipient_ids": ids, "now": self._clock.now()}
        held = await self._connection.execute(_RECIPIENTS_HELD, meant)
        if len(held.all()) < len(ids):
            raise RecipientNotFound("You have no such recipient.")
        rows = [_to_row(one) | {"follows": _followed(one)} for one in occasions]
        await self._connection.execute(_ADD, rows)

    async def save(self, occasion: Occasion) -> None:
        row = _to_row(occasion)
        owned = {"of_id": row.pop("id"), "of_owner": row.pop("owner_id")}
        await self._connection.execute(_SAVE.values(**row), owned)

    async def remove(self, occasion: Occasion) -> None:
        owned = {"of_id": occasion.id, "of_owner": occasion.owner_id}
        if (await self._connection.execute(_REMOVE, owned)).rowcount == 0:
            raise _not_found()
        if (follows := _followed(occasion)) is not None:
            past = {"recipient_id": occasion.recipient_id, "follows": follows}
            await self._connection.execute(_REMEMBER, past | {"occasion_id": occasion.id})


def _found(row: RowMapping | None) -> Occasion:
    if row is None:
        raise _not_found()
    return _to_occasion(row)


def _not_found() -> OccasionNotFound:
    return OccasionNotFound("You have no such occasion.")


def _followed(occasion: Occasion) -> str | None:
    """What `past_occasion` knows it by; None of one whose day is its own."""
    return "birthday" if occasion.follows_birthday else occasion.holiday


def _to_row(occasion: Occasion) -> dict[str, Any]:
    own = None if occasion.follows_birthday else occasion.on
    return {
        "id": occasion.id,
        "owner_id": occasion.owner_id,
        "recipient_id": occasion.recipient_id,
        "type": occasion.type,
        "title": occasion.title,
        "year": own.year if own else None,
        "month": own.month if own else None,
        "day": own.day if own else None,
        "follows_birthday": occasion.follows_birthday,
        "holiday": occasion.holiday,
        "timezone": occasion.timezone,
        "at_local": occasion.at_local,
        "recurrence": occasion.recurrence,
        "reminder_policy_id": occasion.reminder_policy_id,
        "created_at": occasion.created_at,
        "updated_at": occasion.updated_at,
    }


def _to_occasion(row: RowMapping) -> Occasion:
    dated = row["month"] is not None
    return Occasion(
        id=row["id"],
        owner_id=row["owner_id"],
        recipient_id=row["recipient_id"],
        type=OccasionType(row["type"]),
        title=row["title"],
        on=CivilDate(row["month"], row["day"], row["year"]) if dated else None,
        timezone=row["timezone"],
        at_local=row["at_local"],
        recurrence=OccasionRecurrence(row["recurrence"]),
        follows_birthday=row["follows_birthday"],
        holiday=row["holiday"],
        reminder_policy_id=row["reminder_policy_id"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
