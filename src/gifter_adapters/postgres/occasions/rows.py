"""The mapping of occasions to rows, and the occasions and recipients that exist for an owner.

An occasion is on its own day, on its recipient's birthday, or on a holiday.
"""

from typing import Any

from gifter_adapters.postgres.core.connection import Record
from gifter_adapters.postgres.core.expiry import not_expired
from gifter_domain.occasions.occasion import (
    Occasion,
    OccasionNotFound,
    OccasionRecurrence,
    OccasionType,
)
from gifter_domain.shared.civil_dates import CivilDate

OCCASION_COLUMNS = """
    o.id, o.owner_id, o.recipient_id, o.type, o.title, o.timezone, o.at_local, o.recurrence,
    o.follows_birthday, o.holiday, o.reminder_policy_id, o.created_at, o.updated_at,
    CASE WHEN o.follows_birthday THEN r.birth_year ELSE o.year END AS year,
    CASE WHEN o.follows_birthday THEN r.birth_month ELSE o.month END AS month,
    CASE WHEN o.follows_birthday THEN r.birth_day ELSE o.day END AS day
"""


def own_occasions(*, owner: str, now: str) -> str:
    """Returns a SELECT of an owner's occasions `o` for `to_occasion`; conditions may follow."""
    return f"""
        SELECT {OCCASION_COLUMNS}
        FROM occasion o
        JOIN recipient r ON r.id = o.recipient_id AND {not_expired("r", now=now)}
        WHERE o.owner_id = {owner} AND (NOT o.follows_birthday OR r.birth_month IS NOT NULL)
    """


def dated_between(*, owner: str, days: str, first: str, last: str) -> str:
    """Returns a SELECT of the ids of an owner's occasions in some time, without holidays.

    `days` are numbers as `days_of_year` returns them; `first` and `last` are like 20261231. Each
    part reads an index of its own, so other occasions cost nothing.
    """
    birthday = one_row("o", "occasion", "recipient_id = r.id AND follows_birthday")
    return f"""
        SELECT o.id FROM occasion o
        WHERE o.owner_id = {owner} AND o.recurrence = 'YEARLY' AND o.month IS NOT NULL
          AND o.month * 100 + o.day = ANY({days})
        UNION ALL
        SELECT o.id FROM occasion o
        WHERE o.owner_id = {owner} AND o.recurrence = 'NONE'
          AND o.year * 10000 + o.month * 100 + o.day BETWEEN {first} AND {last}
        UNION ALL
        SELECT o.id FROM recipient r {birthday}
        WHERE r.owner_id = {owner} AND r.birth_month IS NOT NULL
          AND r.birth_month * 100 + r.birth_day = ANY({days})
    """


def one_row(alias: str, table: str, condition: str) -> str:
    """Returns a join with at most one row of a table.

    The limit makes the planner look up each row, where it would rather hash the whole table.
    """
    return f"CROSS JOIN LATERAL (SELECT * FROM {table} WHERE {condition} LIMIT 1) {alias}"


def holidays_of(*, owner: str) -> str:
    """Returns a SELECT of the holidays that an owner has occasions on.

    It takes one step in the index for each holiday, and not for each occasion.
    """
    next_one = f"SELECT min(o.holiday) FROM occasion o WHERE o.owner_id = {owner}"
    return f"""
        WITH RECURSIVE kept (code) AS (
            ({next_one})
            UNION ALL
            SELECT ({next_one} AND o.holiday > kept.code) FROM kept WHERE kept.code IS NOT NULL
        )
        SELECT code FROM kept WHERE code IS NOT NULL
    """


def own_recipients(*, owner: str, ids: str, now: str) -> str:
    """Returns a SELECT of an owner's recipients with these ids."""
    return f"""
        SELECT r.id, r.name, r.avatar_url FROM recipient r
        WHERE r.owner_id = {owner} AND r.id = ANY({ids}) AND {not_expired("r", now=now)}
    """


def found_occasion(row: Record | None) -> Occasion:
    """Returns the occasion. Raises `OccasionNotFound` if there is no row."""
    if row is None:
        raise occasion_not_found()
    return to_occasion(row)


def occasion_not_found() -> OccasionNotFound:
    return OccasionNotFound("You have no such occasion.")


def followed_day(occasion: Occasion) -> str | None:
    """Returns the key in `past_occasion` of the day that an occasion follows, or None."""
    return "birthday" if occasion.follows_birthday else occasion.holiday


def occasion_row(occasion: Occasion) -> dict[str, Any]:
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


def to_occasion(row: Record) -> Occasion:
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
