"""Reads an owner's occasions, with recipients, requests and reminders."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Record, Rows
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.expiry import not_expired
from gifter_adapters.postgres.core.fragments import page_by
from gifter_adapters.postgres.identity.access import account_version
from gifter_adapters.postgres.occasions.rows import (
    OCCASION_COLUMNS,
    dated_between,
    found_occasion,
    holidays_of,
    one_row,
    own_occasions,
    own_recipients,
    to_occasion,
)
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.recurrence import days_of_year
from gifter_domain.occasions.upcoming import (
    GiftSearch,
    OccasionPlans,
    OccasionRecipient,
    OccasionWindow,
    Occurrence,
    UpcomingReminder,
)
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock
from gifter_domain.shared.threads import computed_from

_OCCASIONS_SQL = own_occasions(owner=":owner_id", now=":now")
_PAGE_SQL = page_by("o.id", after=":after", limit=":limit")
_ALL = text(f"{_OCCASIONS_SQL} ORDER BY o.id")
_BETWEEN_SQL = dated_between(owner=":owner_id", days=":days", first=":first", last=":last")
_SHOWN = f"{OCCASION_COLUMNS}, r.name AS recipient_name, r.avatar_url AS recipient_avatar_url"
_KEPT = not_expired("recipient", now=":now")
_RECIPIENT = one_row("r", "recipient", f"id = o.recipient_id AND {_KEPT}")
# One row without an occasion if there is none.
_BETWEEN = text(f"""
    SELECT owner.version, owner.holidays, found.* FROM (
        SELECT {account_version(":owner_id")} AS version,
               ARRAY({holidays_of(owner=":owner_id")}) AS holidays
    ) owner LEFT JOIN (
        SELECT {_SHOWN} FROM ({_BETWEEN_SQL}) dated {one_row("o", "occasion", "id = dated.id")}
        {_RECIPIENT}
    ) found ON true
""")
_ON_HOLIDAYS = text(f"""
    SELECT {_SHOWN} FROM occasion o {_RECIPIENT}
    WHERE o.owner_id = :owner_id AND o.holiday = ANY(:codes)
""")
_PAGE_OF_ALL = text(f"{_OCCASIONS_SQL} {_PAGE_SQL}")
_PAGE_OF_RECIPIENT = text(f"{_OCCASIONS_SQL} AND o.recipient_id = :recipient_id {_PAGE_SQL}")
_ONE = text(f"{_OCCASIONS_SQL} AND o.id = :occasion_id")
_RECIPIENTS = text(own_recipients(owner=":owner_id", ids=":recipient_ids", now=":now"))
# The latest 20 requests of each recipient, newest first, and then the reminders. Both have the type
# of a reminder's row, so that they come in one round trip.
_PLANS = text("""
    (
        SELECT request.id AS request_id, request.recipient_id, request.occasion_id,
               CAST(NULL AS date), CAST(NULL AS integer), '', '', request.created_at
        FROM unnest(CAST(:recipient_ids AS text[])) AS of_recipient (id)
        CROSS JOIN LATERAL (
            SELECT q.id, q.recipient_id, q.occasion_id, q.created_at FROM recommendation_request q
            WHERE q.user_id = :owner_id AND q.recipient_id = of_recipient.id
            ORDER BY q.created_at DESC, q.id DESC LIMIT 20
        ) request
        ORDER BY request.created_at DESC, request.id DESC
    ) UNION ALL (
        SELECT NULL, NULL, occasion_id, occurrence_on, days_before, channel, status, scheduled_for
        FROM unnest(CAST(:occasion_ids AS text[]), CAST(:days AS date[]))
          AS occurrence (occasion_id, occurrence_on)
        JOIN notification_schedule USING (occasion_id, occurrence_on)
        WHERE user_id = :owner_id AND status <> 'CANCELLED'
        ORDER BY scheduled_for, channel
    )
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
        params = {"owner_id": owner_id, "now": self._clock.now(), "after": after}
        params |= {"limit": page.limit + 1}
        statement = _PAGE_OF_ALL
        if recipient_id is not None:
            statement, params = _PAGE_OF_RECIPIENT, params | {"recipient_id": recipient_id}
        async with self._database.reads() as connection:
            rows = await connection.execute(statement, params)
        return page_of([to_occasion(row) for row in rows], page, lambda item: (item.id,))

    async def occasion(self, owner_id: str, occasion_id: str) -> Occasion:
        params = {"owner_id": owner_id, "occasion_id": occasion_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            row = (await connection.execute(_ONE, params)).one_or_none()
        return found_occasion(row)

    async def all_of(self, owner_id: str) -> Sequence[Occasion]:
        params = {"owner_id": owner_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            rows = await connection.execute(_ALL, params)
        return await rows.converted(to_occasion)

    async def between(self, owner_id: str, first: date, last: date) -> OccasionWindow:
        params = {
            "owner_id": owner_id,
            "days": sorted(days_of_year(first, last)),
            "first": _number(first),
            "last": _number(last),
            "now": self._clock.now(),
        }
        async with self._database.reads() as connection:
            rows = await connection.execute(_BETWEEN, params)
        found = Rows(row for row in rows if row["id"] is not None)
        return OccasionWindow(await found.converted(_to_shown), rows[0].holidays, rows[0].version)

    async def on_holidays(
        self, owner_id: str, codes: Collection[str]
    ) -> Sequence[tuple[Occasion, OccasionRecipient]]:
        params = {"owner_id": owner_id, "codes": list(codes), "now": self._clock.now()}
        async with self._database.reads() as connection:
            rows = await connection.execute(_ON_HOLIDAYS, params)
        return await rows.converted(_to_shown)

    async def recipients(
        self, owner_id: str, occasions: Sequence[Occasion]
    ) -> Mapping[str, OccasionRecipient]:
        params = {
            "owner_id": owner_id,
            "recipient_ids": sorted({one.recipient_id for one in occasions}),
            "now": self._clock.now(),
        }
        async with self._database.reads() as connection:
            rows = await connection.execute(_RECIPIENTS, params)
        return await computed_from(len(rows), lambda: _to_recipients(rows))

    async def plans(self, owner_id: str, occurrences: Sequence[Occurrence]) -> OccasionPlans:
        params = {
            "owner_id": owner_id,
            "recipient_ids": sorted({one.occasion.recipient_id for one in occurrences}),
            "occasion_ids": [one.occasion.id for one in occurrences],
            "days": [one.on for one in occurrences],
        }
        asked = defaultdict[str, list[GiftSearch]](list)
        reminders = defaultdict[tuple[str, date], list[UpcomingReminder]](list)
        async with self._database.reads() as connection:
            for row in await connection.execute(_PLANS, params):
                request_id, recipient_id, occasion_id, on, *_, at = row
                if request_id:
                    found = GiftSearch(request_id, recipient_id, occasion_id, at)
                    asked[recipient_id].append(found)
                else:
                    reminders[occasion_id, on].append(UpcomingReminder(*row[2:]))
        return OccasionPlans(asked, reminders)


def _to_recipients(rows: Rows) -> Mapping[str, OccasionRecipient]:
    return {row.id: OccasionRecipient(*row) for row in rows}


def _to_shown(row: Record) -> tuple[Occasion, OccasionRecipient]:
    recipient = OccasionRecipient(
        row["recipient_id"], row["recipient_name"], row["recipient_avatar_url"]
    )
    return to_occasion(row), recipient


def _number(day: date) -> int:
    """Returns the day as a number like 20261231, as `dated_between` compares it."""
    return day.year * 10000 + day.month * 100 + day.day
