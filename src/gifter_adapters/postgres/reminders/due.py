"""Reads the due reminders of whole users, and locks these users."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.expiry import not_expired
from gifter_adapters.postgres.reminders.policies import quiet_hours_of
from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.reminders.dispatch.due import Addressee, DueReminder, RemindedOccasion
from gifter_domain.reminders.dispatch.mornings import LONGEST_MORNING
from gifter_domain.reminders.planning.timing import ReminderKey
from gifter_domain.reminders.policy import Channel


def _is_up_to_date(*, user: str) -> str:
    """Returns the condition that no change has outdated the user's plan.

    A plan that is merely of an earlier day is up to date: it only lacks its last days.
    """
    return f"""NOT EXISTS (
        SELECT FROM reminder_plan WHERE user_id = {user} AND planned_on = '-infinity'
    )"""


# Locks the users too: otherwise two workers could send the reminders of one user's morning in two
# notices.
_DUE_USERS = text(f"""
    SELECT s.user_id
    FROM notification_schedule s JOIN user_account u ON u.id = s.user_id
    WHERE s.status = 'QUEUED' AND s.run_after <= :now
        AND {_is_up_to_date(user="u.id")}
    ORDER BY s.run_after, s.id LIMIT :limit
    FOR NO KEY UPDATE OF s, u SKIP LOCKED
""")
# The plan is checked again here: only from the lock on no change can outdate it.
_DUE = text(f"""
    SELECT s.id, s.occasion_id, s.occurrence_on, s.days_before, s.channel, s.scheduled_for,
           s.useful_until, s.attempts, s.notice_id, s.sent_at, s.user_id,
           u.status = 'ACTIVE' AS active, u.language, u.timezone,
           CASE WHEN u.email_verified THEN u.email END AS email,
           COALESCE(p.digest, true) AS digest, p.quiet_from_local, p.quiet_to_local, p.quiet_days,
           r.id AS recipient_id, r.name AS recipient_name,
           o.type, o.title, o.holiday, o.timezone AS occasion_timezone, o.at_local,
           CASE WHEN o.type IN ('BIRTHDAY', 'ANNIVERSARY')
                THEN CASE WHEN o.follows_birthday THEN r.birth_year ELSE o.year END END AS since,
           (SELECT min(n.scheduled_for) FROM notification_schedule n
            WHERE (n.occasion_id, n.occurrence_on, n.channel)
                  = (s.occasion_id, s.occurrence_on, s.channel)
                AND (n.scheduled_for, s.days_before) > (s.scheduled_for, n.days_before)
                AND (n.status = 'SENT'
                     OR n.status IN ('QUEUED', 'SENDING')
                     AND {not_expired("n", column="useful_until")})
           ) AS followed_at
    FROM notification_schedule s
    JOIN user_account u ON u.id = s.user_id
    LEFT JOIN notification_preference p ON p.user_id = s.user_id
    LEFT JOIN occasion o ON o.id = s.occasion_id AND o.owner_id = s.user_id
    LEFT JOIN recipient r ON r.id = o.recipient_id
        AND {not_expired("r")}
        AND (NOT o.follows_birthday OR r.birth_month IS NOT NULL)
    WHERE s.user_id = ANY(CAST(:users AS text[])) AND s.status = 'QUEUED'
        AND s.run_after <= :this_morning
        AND {_is_up_to_date(user="s.user_id")}
        AND (s.run_after <= :now
             OR COALESCE(p.digest, true) AND s.notice_id IS NULL AND s.scheduled_for > :now)
    FOR NO KEY UPDATE OF s SKIP LOCKED
""")


async def due_reminders(connection: Connection, limit: int, now: datetime) -> Sequence[DueReminder]:
    """Returns the reminders that `ReminderDispatch.due` describes."""
    rows = await connection.execute(_DUE_USERS, {"limit": limit, "now": now})
    users = sorted(set(rows.scalars()))
    if not users:
        return []
    params = {"users": users, "now": now, "this_morning": now + LONGEST_MORNING}
    return [_to_due(row) for row in await connection.execute(_DUE, params)]


def _to_due(row: Record) -> DueReminder:
    # By key and not by attribute, since users are locked and an attribute takes ten times as long.
    exists = row["recipient_id"] is not None
    return DueReminder(
        id=row["id"],
        key=ReminderKey(
            row["occasion_id"], row["occurrence_on"], row["days_before"], Channel(row["channel"])
        ),
        scheduled_for=row["scheduled_for"],
        useful_until=row["useful_until"],
        attempts=row["attempts"],
        notice_id=row["notice_id"],
        addressee=_to_addressee(row),
        occasion=_to_occasion(row) if exists else None,
        followed_at=row["followed_at"],
        delivered=row["sent_at"] is not None,
    )


def _to_addressee(row: Record) -> Addressee:
    return Addressee(
        id=row["user_id"],
        active=row["active"],
        language=row["language"],
        timezone=row["timezone"],
        email=row["email"],
        digest=row["digest"],
        quiet_hours=quiet_hours_of(row),
    )


def _to_occasion(row: Record) -> RemindedOccasion:
    return RemindedOccasion(
        recipient_id=row["recipient_id"],
        recipient_name=row["recipient_name"],
        type=OccasionType(row["type"]),
        title=row["title"],
        holiday=row["holiday"],
        since=row["since"],
        timezone=row["occasion_timezone"],
        at_local=row["at_local"],
    )
