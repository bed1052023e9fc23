"""Leases due reminders user by user. The process with the lease finishes them."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.expiry import expired
from gifter_adapters.postgres.reminders.due import due_reminders
from gifter_adapters.postgres.reminders.gifts import gifts_of
from gifter_domain.identity.device import Platform
from gifter_domain.notifications.senders import (
    Delivered,
    DeviceGone,
    PushOutcome,
    Refused,
    TryLater,
)
from gifter_domain.reminders.dispatch.due import DueNotice, DueReminder
from gifter_domain.reminders.dispatch.ports import Attempt, PushTarget
from gifter_domain.reminders.dispatch.rules import ReminderOutcome
from gifter_domain.reminders.gifts import ReminderGift
from gifter_domain.reminders.planning.reconcile import NO_LONGER_PLANNED, ReminderStatus

_CANCELLED = ReminderStatus.CANCELLED

# Makes a new version of each plan, so that a plan that is being made meanwhile from the former rows
# is not stored. Reminders were `cancelled` if they had been withdrawn: while they were being sent,
# planning put nothing in their place, and they may be planned for another time. So their plan is
# outdated.
_NEW_VERSIONS = """
    UPDATE reminder_plan
    SET planned_on = CASE WHEN user_id IN (
            SELECT user_id FROM notification_schedule WHERE id = ANY(CAST(:cancelled AS text[]))
        ) THEN '-infinity' ELSE planned_on END
    WHERE user_id IN (
        SELECT user_id FROM reminder_plan
        WHERE user_id IN (
            SELECT user_id FROM notification_schedule WHERE id = ANY(CAST(:ids AS text[]))
        )
        ORDER BY user_id FOR NO KEY UPDATE
    )
"""
# A statement that changes reminders makes the new versions as well, which saves a round trip while
# users are locked. It must not read its own changes for that: PostgreSQL refuses to repeat the
# change when another transaction has changed a plan meanwhile.
_WITH_NEW_VERSIONS = f"WITH versions AS ({_NEW_VERSIONS})"

# When the lease expires, the whole notice is due again, also reminders that were taken early.
_LEASE = text(f"""
    {_WITH_NEW_VERSIONS}
    UPDATE notification_schedule s
    SET status = 'SENDING', attempts = attempts + 1, notice_id = taken.notice_id,
        run_after = LEAST(s.run_after, CAST(:until AS timestamptz)),
        lease_id = :lease_id, leased_until = :until
    FROM unnest(CAST(:ids AS text[]), CAST(:notice_ids AS text[])) AS taken (id, notice_id)
    WHERE s.id = taken.id
""")
_RENEW = text("""
    UPDATE notification_schedule SET leased_until = :until
    WHERE status = 'SENDING' AND lease_id = :lease_id
""")
_DROP = text(f"""
    {_WITH_NEW_VERSIONS}
    UPDATE notification_schedule s
    SET status = dropped.status, reason = dropped.reason, updated_at = :now
    FROM unnest(CAST(:ids AS text[]), CAST(:statuses AS text[]), CAST(:reasons AS text[]))
        AS dropped (id, status, reason)
    WHERE s.id = dropped.id
""")
_DEFER = text("""
    UPDATE notification_schedule s SET run_after = defer.until, updated_at = :now
    FROM unnest(CAST(:ids AS text[]), CAST(:until AS timestamptz[])) AS defer (id, until)
    WHERE s.id = defer.id
""")
_DEVICES = text("""
    SELECT id, user_id, platform, token, updated_at FROM device
    WHERE user_id = ANY(CAST(:users AS text[])) ORDER BY id
""")
_REACHED = text("""
    SELECT DISTINCT s.notice_id, d.target
    FROM notification_schedule s JOIN reminder_delivery d ON d.schedule_id = s.id
    WHERE s.id = ANY(CAST(:ids AS text[])) AND d.outcome = 'DELIVERED'
""")
# A lease is finished or released as a whole: both lock its rows in the same order, and so wait for
# each other. Otherwise a digest could be half finished and half released, and the released half
# would be sent again by itself.
# NO KEY: a process that lost its lease may record its attempts meanwhile, which refer to the row.
_LOCK_LEASE = text("""
    SELECT id, withdrawn_at FROM notification_schedule
    WHERE status = 'SENDING' AND lease_id = :lease_id
    ORDER BY id FOR NO KEY UPDATE
""")
_FINISH = text(f"""
    {_WITH_NEW_VERSIONS}
    UPDATE notification_schedule s
    SET status = ended.status, run_after = COALESCE(ended.run_after, s.run_after),
        reason = CASE WHEN ended.status <> 'QUEUED' THEN ended.reason END,
        last_error = CASE WHEN ended.status <> 'SENT' THEN ended.reason END,
        sent_at = CASE WHEN ended.delivered THEN COALESCE(s.sent_at, :now) ELSE s.sent_at END,
        lease_id = NULL, leased_until = NULL, withdrawn_at = NULL, updated_at = :now
    FROM unnest(CAST(:ids AS text[]), CAST(:statuses AS text[]), CAST(:reasons AS text[]),
                CAST(:run_afters AS timestamptz[]), CAST(:delivered AS boolean[]))
        AS ended (id, status, reason, run_after, delivered)
    WHERE s.id = ended.id AND s.lease_id = :lease_id
    RETURNING s.id
""")
_RECORD_ATTEMPTS = text("""
    INSERT INTO reminder_delivery (schedule_id, target, outcome, reason, delivered_at)
    SELECT s.id, attempt.target, attempt.outcome, attempt.reason, :now
    FROM unnest(CAST(:ids AS text[]), CAST(:targets AS text[]), CAST(:outcomes AS text[]),
                CAST(:reasons AS text[])) AS attempt (id, target, outcome, reason)
    JOIN notification_schedule s ON s.id = attempt.id
    ORDER BY s.id, attempt.target
    ON CONFLICT (schedule_id, target) DO UPDATE
    SET outcome = excluded.outcome, reason = excluded.reason, delivered_at = excluded.delivered_at
    WHERE reminder_delivery.outcome <> 'DELIVERED'
""")
_REMOVE_DEVICE = text("""
    DELETE FROM device
    WHERE id = :device_id AND user_id = :owner_id AND updated_at <= :registered_by
""")
# The attempt does not count: pauses grow with refusals of providers, not with workers that die.
_RELEASE_EXPIRED = text(f"""
    UPDATE notification_schedule
    SET status = CASE WHEN withdrawn_at IS NULL THEN 'QUEUED'
                      WHEN sent_at IS NULL THEN 'CANCELLED' ELSE 'SENT' END,
        reason = CASE WHEN withdrawn_at IS NOT NULL AND sent_at IS NULL
                      THEN CAST(:no_longer_planned AS text) END,
        attempts = attempts - 1, lease_id = NULL, leased_until = NULL, withdrawn_at = NULL,
        updated_at = :now, last_error = 'lease ran out: the worker stopped or hung'
    WHERE id IN (
        SELECT s.id FROM notification_schedule s
        WHERE s.status = 'SENDING' AND {expired("s", column="leased_until")}
        ORDER BY s.id FOR NO KEY UPDATE
    )
    RETURNING id, status
""")
_CHANGE_VERSIONS = text(_NEW_VERSIONS)


class PostgresReminderDispatch:
    """Implements `ReminderDispatch`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def due(self, limit: int, now: datetime) -> Sequence[DueReminder]:
        return await due_reminders(self._connection, limit, now)

    async def lease(self, notices: Sequence[DueNotice], lease_id: str, until: datetime) -> None:
        taken = [(one.id, notice.id) for notice in notices for one in notice.reminders]
        ids, notice_ids = _columns(taken, 2)
        params = {"ids": ids, "notice_ids": notice_ids, "lease_id": lease_id, "until": until}
        await self._connection.execute(_LEASE, params | {"cancelled": []})

    async def renew(self, lease_id: str, until: datetime) -> None:
        await self._connection.execute(_RENEW, {"lease_id": lease_id, "until": until})

    async def drop(self, refused: Mapping[str, ReminderOutcome], now: datetime) -> None:
        ids, statuses, reasons = _columns(
            [(key, each.status.value, each.reason) for key, each in refused.items()], 3
        )
        params = {"ids": ids, "statuses": statuses, "reasons": reasons, "now": now}
        await self._connection.execute(_DROP, params | {"cancelled": []})

    async def defer(self, until: Mapping[str, datetime], now: datetime) -> None:
        params = {"ids": list(until), "until": list(until.values()), "now": now}
        await self._connection.execute(_DEFER, params)

    async def devices(self, user_ids: Collection[str]) -> Mapping[str, Sequence[PushTarget]]:
        found: dict[str, list[PushTarget]] = {user_id: [] for user_id in user_ids}
        for row in await self._connection.execute(_DEVICES, {"users": list(user_ids)}):
            target = PushTarget(row.id, Platform(row.platform), row.token, row.updated_at)
            found[row.user_id].append(target)
        return found

    async def already_reached(self, notices: Sequence[DueNotice]) -> Mapping[str, Collection[str]]:
        tried = [one.id for notice in notices for one in notice.reminders if one.notice_id]
        found: dict[str, set[str]] = {notice.id: set() for notice in notices}
        for row in await self._connection.execute(_REACHED, {"ids": tried}) if tried else ():
            found[row.notice_id].add(row.target)
        return found

    async def gifts(self, reminder_ids: Sequence[str]) -> Mapping[str, Sequence[ReminderGift]]:
        return await gifts_of(self._connection, reminder_ids)

    async def lock_withdrawn(self, lease_id: str) -> AbstractSet[str]:
        rows = await self._connection.execute(_LOCK_LEASE, {"lease_id": lease_id})
        return {row.id for row in rows if row.withdrawn_at}

    async def finish(
        self, endings: Mapping[str, ReminderOutcome], lease_id: str, now: datetime
    ) -> Collection[str]:
        ids, statuses, reasons, run_afters, delivered = _columns(
            [
                (key, each.status.value, each.reason, each.run_after, each.delivered)
                for key, each in sorted(endings.items())
            ],
            5,
        )
        cancelled = [key for key, status in zip(ids, statuses, strict=True) if status == _CANCELLED]
        params = {"ids": ids, "statuses": statuses, "reasons": reasons, "run_afters": run_afters}
        params |= {"delivered": delivered, "cancelled": cancelled}
        rows = await self._connection.execute(_FINISH, params | {"lease_id": lease_id, "now": now})
        return set(rows.scalars())

    async def record_attempts(
        self, attempts: Mapping[str, Sequence[Attempt]], now: datetime
    ) -> None:
        ids, targets, outcomes, reasons = _columns(
            [
                (key, attempt.target, *_outcome_columns(attempt.outcome))
                for key, made in sorted(attempts.items())
                for attempt in made
            ],
            4,
        )
        params = {"ids": ids, "targets": targets, "outcomes": outcomes, "reasons": reasons}
        if ids:
            await self._connection.execute(_RECORD_ATTEMPTS, params | {"now": now})

    async def remove_device(self, owner_id: str, device_id: str, registered_by: datetime) -> None:
        params = {"owner_id": owner_id, "device_id": device_id, "registered_by": registered_by}
        await self._connection.execute(_REMOVE_DEVICE, params)

    async def release_expired(self, now: datetime) -> int:
        params = {"now": now, "no_longer_planned": NO_LONGER_PLANNED}
        released = await self._connection.execute(_RELEASE_EXPIRED, params)
        if released:
            cancelled = [row.id for row in released if row.status == _CANCELLED]
            params = {"ids": [row.id for row in released], "cancelled": cancelled}
            await self._connection.execute(_CHANGE_VERSIONS, params)
        return len(released)


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> list[list[Any]]:
    """Returns the columns of the rows: arrays that `unnest` turns into rows again."""
    return [[row[place] for row in rows] for place in range(count)]


def _outcome_columns(outcome: PushOutcome) -> tuple[str, str | None]:
    """Returns the outcome's name and its reason, as they are stored."""
    match outcome:
        case Delivered():
            return "DELIVERED", None
        case DeviceGone():
            return "GONE", None
        case TryLater(reason=reason):
            return "LATER", reason
        case Refused(reason=reason):
            return "REFUSED", reason
