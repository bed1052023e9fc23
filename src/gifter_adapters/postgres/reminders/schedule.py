"""The schedule of reminders: one row for each key.

Only one transaction at a time changes the schedule of a user: it locks the user. Workers that end
an attempt lock its rows instead.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, case, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.fragments import page_by
from gifter_adapters.postgres.reminders.tables import notification_schedule, reminder_plan
from gifter_domain.identity.profile import Language
from gifter_domain.reminders.planning.reconcile import (
    NO_LONGER_PLANNED,
    Changes,
    ReminderStatus,
    StoredReminder,
    keeps_notice,
)
from gifter_domain.reminders.planning.timing import PlannedReminder, ReminderKey, Rule
from gifter_domain.reminders.policy import Channel
from gifter_domain.reminders.ports import OUTDATED, Account, PlanMark, PlanVersion
from gifter_domain.shared.system import Clock, IdFactory

_ACCOUNT = text("""
    SELECT status = 'ACTIVE' AS active, timezone, language FROM user_account WHERE id = :user_id
""")
# PostgreSQL gives a row another xmin with each transaction that writes it, so nothing that writes
# the mark can forget to make a new version.
_VERSION = text("""
    SELECT xmin::text AS number, planned_on, tz_version FROM reminder_plan WHERE user_id = :user_id
""")
_HAS_MORE = text("""
    SELECT count(*) > :few FROM (
        SELECT FROM occasion WHERE owner_id = :user_id LIMIT CAST(:few AS int) + 1
    ) counted
""")
# Each part uses its own index and takes the oldest plans.
_OUTDATED = text("""
    WITH outdated AS (
        (SELECT user_id FROM reminder_plan WHERE planned_on < :planned_on
         ORDER BY planned_on LIMIT :few)
        UNION ALL
        (SELECT user_id FROM reminder_plan WHERE tz_version < :tz_version
         ORDER BY tz_version LIMIT :few)
    )
    SELECT user_id FROM outdated WHERE user_id <> ALL(CAST(:except_ids AS text[]))
    ORDER BY random() LIMIT 1
""")
_OLDEST_PLANS = 100

# In the order in which the end of an attempt locks them, so that the two cannot deadlock.
_LOCK_SENDING = text("""
    SELECT FROM notification_schedule WHERE user_id = :user_id AND status = 'SENDING'
    ORDER BY id FOR NO KEY UPDATE
""")
_KEY = ("occasion_id", "occurrence_on", "days_before", "channel")
_STORED = select(
    *(
        notification_schedule.c[name]
        for name in (
            *_KEY,
            "scheduled_for",
            "useful_until",
            "rule",
            "status",
            "sent_at",
            "withdrawn_at",
        )
    )
).where(
    notification_schedule.c.user_id == bindparam("of_user"),
    notification_schedule.c.occurrence_on >= bindparam("since"),
)
# Arrays: one statement for many rows takes half as long as one for each.
_ADD = text("""
    INSERT INTO notification_schedule (
        id, user_id, occasion_id, occurrence_on, days_before, channel, scheduled_for, run_after,
        useful_until, rule, created_at, updated_at)
    SELECT id, :user_id, occasion_id, occurrence_on, days_before, channel, scheduled_for,
           scheduled_for, useful_until, rule, :now, :now
    FROM unnest(CAST(:ids AS text[]), CAST(:occasion_ids AS text[]), CAST(:dates AS date[]),
                CAST(:days_before AS integer[]), CAST(:channels AS text[]),
                CAST(:scheduled_for AS timestamptz[]), CAST(:useful_until AS timestamptz[]),
                CAST(:rules AS text[]))
        AS new (id, occasion_id, occurrence_on, days_before, channel, scheduled_for, useful_until,
                rule)
""")
_ADDED_AT_ONCE = 128  # their parameters take about a millisecond
_OF_KEY = [notification_schedule.c[name] == bindparam(f"of_{name}") for name in _KEY]
# Changes a row only if it still has the status that planning saw.
_CHANGE = update(notification_schedule).where(
    *_OF_KEY, notification_schedule.c.status == bindparam("status_before")
)
_PLAN = _CHANGE.values(
    {
        name: bindparam(name)
        for name in ("scheduled_for", "useful_until", "rule", "run_after", "status", "updated_at")
    }
    | {
        "attempts": 0,
        "last_error": None,
        "reason": None,
        "notice_id": case((bindparam("keeps_notice_id"), notification_schedule.c.notice_id)),
    }
)
_IS_UNSENT = notification_schedule.c.sent_at.is_(None)
_CANCEL = _CHANGE.values(
    status=case((_IS_UNSENT, ReminderStatus.CANCELLED), else_=ReminderStatus.SENT),
    reason=case((_IS_UNSENT, NO_LONGER_PLANNED)),
    updated_at=bindparam("updated_at"),
)
_WITHDRAW = _CHANGE.values(
    withdrawn_at=bindparam("withdrawn_at"), updated_at=bindparam("updated_at")
)
_DELETE_FINISHED = delete(notification_schedule).where(
    notification_schedule.c.user_id == bindparam("of_user"),
    notification_schedule.c.occurrence_on < bindparam("before"),
    notification_schedule.c.status != ReminderStatus.QUEUED,
    notification_schedule.c.status != ReminderStatus.SENDING,
)

_new_mark = upsert(reminder_plan)
_MARK = _new_mark.on_conflict_do_update(
    index_elements=[reminder_plan.c.user_id],
    set_={name: _new_mark.excluded[name] for name in ("planned_on", "tz_version")},
)
_UNMARK = delete(reminder_plan).where(reminder_plan.c.user_id == bindparam("of_user"))


def _is_planned(*, user: str) -> str:
    """Returns the condition that reminders are planned for a user, or could be."""
    return f"""(EXISTS (SELECT FROM occasion WHERE owner_id = {user}.id)
        OR EXISTS (SELECT FROM reminder_plan WHERE user_id = {user}.id))"""


_OUTDATE = text(f"""
    INSERT INTO reminder_plan (user_id, planned_on, tz_version)
    SELECT u.id, CAST(:planned_on AS date), '' FROM user_account u
    WHERE u.id = :user_id AND {_is_planned(user="u")}
    ON CONFLICT (user_id) DO UPDATE SET planned_on = excluded.planned_on
""")
_PLANNED_USERS = text(f"""
    SELECT u.id FROM user_account u WHERE {_is_planned(user="u")}
    {page_by("u.id", after=":after", limit=":limit")}
""")
_COUNT_PLANNED_USERS = text(f"SELECT count(*) FROM user_account u WHERE {_is_planned(user='u')}")


class PostgresSchedule:
    """Implements `Schedule`."""

    def __init__(self, connection: Connection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock

    async def account(self, user_id: str) -> Account | None:
        row = (await self._connection.execute(_ACCOUNT, {"user_id": user_id})).one_or_none()
        return Account(row.active, row.timezone, Language(row.language)) if row else None

    async def version(self, user_id: str) -> PlanVersion | None:
        row = (await self._connection.execute(_VERSION, {"user_id": user_id})).one_or_none()
        return PlanVersion(row.number, PlanMark(row.planned_on, row.tz_version)) if row else None

    async def lock(self, user_id: str) -> PlanVersion | None:
        await self._connection.execute(_LOCK_SENDING, {"user_id": user_id})
        return await self.version(user_id)

    async def has_more_occasions_than(self, user_id: str, count: int) -> bool:
        params = {"user_id": user_id, "few": count}
        return bool(await self._connection.scalar(_HAS_MORE, params))

    async def outdate(self, user_id: str) -> None:
        await self._connection.execute(_OUTDATE, {"user_id": user_id, "planned_on": OUTDATED})

    async def outdated(self, mark: PlanMark, except_ids: Sequence[str]) -> str | None:
        params = {"planned_on": mark.planned_on, "tz_version": mark.tz_version}
        params |= {"except_ids": list(except_ids), "few": _OLDEST_PLANS + len(except_ids)}
        found: str | None = await self._connection.scalar(_OUTDATED, params)
        return found

    async def stored(self, user_id: str, since: date) -> Sequence[StoredReminder]:
        rows = await self._connection.execute(_STORED, {"of_user": user_id, "since": since})
        return await rows.converted(_to_stored)

    async def write(self, user_id: str, changes: Changes) -> None:
        now = self._clock.now()
        for start in range(0, len(changes.add), _ADDED_AT_ONCE):
            await self._add(user_id, changes.add[start : start + _ADDED_AT_ONCE], now)
        await self._plan(changes.move, ReminderStatus.QUEUED)
        await self._plan(changes.revive, ReminderStatus.CANCELLED)
        gone = {"status_before": ReminderStatus.QUEUED, "updated_at": now}
        await self._connection.execute_each(
            _CANCEL, changes.cancel, lambda key: _of_key(key) | gone
        )
        await self._withdraw(changes.withdraw, now)
        await self._withdraw(changes.restore, None)

    async def delete_finished(self, user_id: str, before: date) -> None:
        await self._connection.execute(_DELETE_FINISHED, {"of_user": user_id, "before": before})

    async def mark(self, user_id: str, mark: PlanMark | None) -> None:
        if mark is None:
            await self._connection.execute(_UNMARK, {"of_user": user_id})
            return
        params = {"planned_on": mark.planned_on, "tz_version": mark.tz_version}
        await self._connection.execute(_MARK, params | {"user_id": user_id})

    async def planned_users(self, after: str, limit: int) -> Sequence[str]:
        params = {"after": after, "limit": limit}
        return [*(await self._connection.execute(_PLANNED_USERS, params)).scalars()]

    async def count_planned_users(self) -> int:
        counted: int = await self._connection.scalar(_COUNT_PLANNED_USERS)
        return counted

    async def _add(self, user_id: str, reminders: Sequence[PlannedReminder], now: datetime) -> None:
        params = {
            "user_id": user_id,
            "now": now,
            "ids": [self._ids.new_id() for _ in reminders],
            "occasion_ids": [each.key.occasion_id for each in reminders],
            "dates": [each.key.occurrence_on for each in reminders],
            "days_before": [each.key.days_before for each in reminders],
            "channels": [each.key.channel for each in reminders],
            "scheduled_for": [each.scheduled_for for each in reminders],
            "useful_until": [each.useful_until for each in reminders],
            "rules": [each.rule for each in reminders],
        }
        await self._connection.execute(_ADD, params)

    async def _plan(
        self, reminders: Sequence[PlannedReminder], status_before: ReminderStatus
    ) -> None:
        now = self._clock.now()
        await self._connection.execute_each(
            _PLAN,
            reminders,
            lambda one: (
                _of_key(one.key)
                | self._planned_row(one)
                | {
                    "status_before": status_before,
                    "keeps_notice_id": keeps_notice(status_before, one, now),
                }
            ),
        )

    async def _withdraw(self, keys: Sequence[ReminderKey], at: datetime | None) -> None:
        seen = {"status_before": ReminderStatus.SENDING, "updated_at": self._clock.now()}
        seen |= {"withdrawn_at": at}
        await self._connection.execute_each(_WITHDRAW, keys, lambda key: _of_key(key) | seen)

    def _planned_row(self, reminder: PlannedReminder) -> dict[str, Any]:
        return {
            "scheduled_for": reminder.scheduled_for,
            "run_after": reminder.scheduled_for,
            "useful_until": reminder.useful_until,
            "rule": reminder.rule,
            "status": ReminderStatus.QUEUED,
            "updated_at": self._clock.now(),
        }


def _of_key(key: ReminderKey) -> dict[str, Any]:
    return {f"of_{name}": getattr(key, name) for name in _KEY}


def _to_stored(row: Record) -> StoredReminder:
    return StoredReminder(
        key=ReminderKey(row.occasion_id, row.occurrence_on, row.days_before, Channel(row.channel)),
        scheduled_for=row.scheduled_for,
        useful_until=row.useful_until,
        rule=Rule(row.rule),
        status=ReminderStatus(row.status),
        sent_at=row.sent_at,
        withdrawn=row.withdrawn_at is not None,
    )
