"""Reads an owner's occasions, with recipients, requests and reminders."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Rows
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.fragments import page_by
from gifter_adapters.postgres.occasions.rows import (
    found_occasion,
    on_days,
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
    UpcomingReminder,
)
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock
from gifter_domain.shared.threads import computed_from

_OCCASIONS_SQL = own_occasions(owner=":owner_id", now=":now")
_PAGE_SQL = page_by("o.id", after=":after", limit=":limit")
_ALL = text(f"{_OCCASIONS_SQL} ORDER BY o.id")
_MAY_OCCUR = text(f"{_OCCASIONS_SQL} AND {on_days(days=':days')} ORDER BY o.id")
_PAGE_OF_ALL = text(f"{_OCCASIONS_SQL} {_PAGE_SQL}")
_PAGE_OF_RECIPIENT = text(f"{_OCCASIONS_SQL} AND o.recipient_id = :recipient_id {_PAGE_SQL}")
_ONE = text(f"{_OCCASIONS_SQL} AND o.id = :occasion_id")
_RECIPIENTS = text(own_recipients(owner=":owner_id", ids=":recipient_ids", now=":now"))
# The latest 20 of each recipient.
_REQUESTS = text("""
    SELECT request.id, request.recipient_id, request.occasion_id, request.created_at
    FROM unnest(CAST(:recipient_ids AS text[])) AS of_recipient (id)
    CROSS JOIN LATERAL (
        SELECT q.id, q.recipient_id, q.occasion_id, q.created_at FROM recommendation_request q
        WHERE q.user_id = :owner_id AND q.recipient_id = of_recipient.id
        ORDER BY q.created_at DESC, q.id DESC LIMIT 20
    ) request
    ORDER BY request.created_at DESC, request.id DESC
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

    async def may_occur(self, owner_id: str, first: date, last: date) -> Sequence[Occasion]:
        days = sorted(days_of_year(first, last))
        params = {"owner_id": owner_id, "days": days, "now": self._clock.now()}
        async with self._database.reads() as connection:
            rows = await connection.execute(_MAY_OCCUR, params)
        return await rows.converted(to_occasion)

    async def recipients(
        self, owner_id: str, occasions: Sequence[Occasion]
    ) -> Mapping[str, OccasionRecipient]:
        params = self._of(owner_id, occasions)
        async with self._database.reads() as connection:
            rows = await connection.execute(_RECIPIENTS, params)
        return await computed_from(len(rows), lambda: _to_recipients(rows))

    async def plans(self, owner_id: str, occasions: Sequence[Occasion]) -> OccasionPlans:
        params = self._of(owner_id, occasions)
        async with self._database.reads() as connection:
            recipients = _to_recipients(await connection.execute(_RECIPIENTS, params))
            requests = await connection.execute(_REQUESTS, params)
            reminders = await connection.execute(_REMINDERS, params)
        return OccasionPlans(
            recipients=recipients,
            asked=[GiftSearch(*row) for row in requests],
            reminders=[UpcomingReminder(*row) for row in reminders],
        )

    def _of(self, owner_id: str, occasions: Sequence[Occasion]) -> dict[str, object]:
        return {
            "owner_id": owner_id,
            "recipient_ids": sorted({one.recipient_id for one in occasions}),
            "occasion_ids": sorted({one.id for one in occasions}),
            "now": self._clock.now(),
        }


def _to_recipients(rows: Rows) -> Mapping[str, OccasionRecipient]:
    return {row.id: OccasionRecipient(*row) for row in rows}
