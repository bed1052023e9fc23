"""Dispatch rules: grouping into notices, dropping, deferring, retry delay and outcome.

QUEUED ─ leased ──▶ SENDING ─▶ SENT       somebody has it, or there is only the inbox
   │ ▲                 ├─────▶ FAILED     nobody has it, and no attempt is left
   │ └── retry ────────┤
   │                   └─────▶ CANCELLED  retry, but planning withdrew it meanwhile
   ├─ dropped ─▶ SKIPPED                  it is too late to be of use
   └─ dropped ─▶ CANCELLED                it is no longer wanted, or the next one says the same
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from gifter_domain.notifications.senders import (
    Delivered,
    DeviceGone,
    PushOutcome,
    Refused,
    TryLater,
)
from gifter_domain.reminders.dispatch.due import DueNotice, DueReminder
from gifter_domain.reminders.planning.quiet_hours import after_quiet_hours
from gifter_domain.reminders.planning.reconcile import NO_LONGER_PLANNED, ReminderStatus
from gifter_domain.reminders.planning.timing import ReminderKey
from gifter_domain.shared.expiry import is_expired

_NOTICES = UUID("5b3c1f0e-6f0b-5d0a-9a44-0d6c2a6f7e11")
_FIRST_DELAY = timedelta(seconds=5)
_LONGEST_DELAY = timedelta(minutes=15)
_GROWTH = 4


class DropReason(StrEnum):
    """The reason why a due reminder is not sent."""

    ACCOUNT_CLOSED = "account_closed"
    OCCASION_GONE = "occasion_gone"
    TOO_LATE = "too_late"
    FOLLOWED = "followed"

    @property
    def status(self) -> ReminderStatus:
        late = self is DropReason.TOO_LATE
        return ReminderStatus.SKIPPED if late else ReminderStatus.CANCELLED


def drop_reason(due: DueReminder, now: datetime) -> DropReason | None:
    """Returns why the reminder must not be sent, or None if it is to be sent."""
    if not due.addressee.active:
        return DropReason.ACCOUNT_CLOSED
    if due.occasion is None:
        return DropReason.OCCASION_GONE
    if is_expired(due.useful_until, now):
        return DropReason.TOO_LATE
    return DropReason.FOLLOWED if is_superseded(due, now) else None


def is_superseded(due: DueReminder, now: datetime) -> bool:
    """Returns whether the next reminder of the occurrence has come, or comes today, the addressee's
    day.

    Both would count the same number of days and say the same sentence. Planning does not catch up
    on such a day either.
    """
    if due.followed_at is None:
        return False
    today, its_day = due.addressee.day(now), due.addressee.day(due.followed_at)
    return due.followed_at <= now or (its_day is not None and its_day == today)


def group_into_notices(due: Iterable[DueReminder]) -> list[DueNotice]:
    """Groups the reminders into notices; each reminder is in exactly one.

    For an addressee with digests, the reminders of one channel and day (the addressee's) form one
    notice. A reminder that was tried before stays in its notice, so that the retry repeats that
    notice and nothing is shown twice.
    """
    groups: dict[tuple[str, ...], list[DueReminder]] = {}
    for one in sorted(due, key=lambda one: (one.key.occurrence_on, one.id)):
        groups.setdefault(_group_key(one), []).append(one)
    return [DueNotice(_notice_id(each), tuple(each)) for _, each in sorted(groups.items())]


def deferred_until(notice: DueNotice, now: datetime) -> datetime | None:
    """Returns the end of the addressee's quiet hours if the notice must wait for it, or None.

    A notice waits only if all of it is still of use then. Planning avoids quiet hours; a late
    reminder or a retry may still fall into them.
    """
    zone = notice.addressee.zone
    if zone is None:
        return None
    later = after_quiet_hours(now, notice.addressee.quiet_hours, zone)
    lasts = all(later < reminder.useful_until for reminder in notice.reminders)
    return later if now < later and lasts else None


def _group_key(due: DueReminder) -> tuple[str, ...]:
    """Returns a key that is equal for reminders of the same notice."""
    if due.notice_id is not None:
        return ("before", due.notice_id)
    if not due.addressee.digest:
        return ("alone", due.id)
    day = due.addressee.day(due.scheduled_for)
    if day is None:
        return ("alone", due.id)
    return ("new", due.addressee.id, due.key.channel, day.isoformat())


def _notice_id(members: Sequence[DueReminder]) -> str:
    """Returns the id of the first attempt, which may be on a screen; otherwise one made from the
    keys.
    """
    if (before := members[0].notice_id) is not None:
        return before
    return str(uuid5(_NOTICES, "\n".join(sorted(_named(one.key) for one in members))))


def _named(key: ReminderKey) -> str:
    return f"{inbox_key(key)}:{key.channel}"


def inbox_key(key: ReminderKey) -> str:
    """Returns the dedupe key of the reminder in the inbox, where all channels share one entry."""
    return f"reminder:{key.occasion_id}:{key.occurrence_on}:{key.days_before}"


def retry_delay(attempts: int, provider_delay: timedelta | None, jitter: float) -> timedelta:
    """Returns how long to wait after so many attempts, at least as long as the provider asked for.

    The delay grows fourfold from five seconds to 15 minutes; `jitter` in [0, 1) spreads it over the
    upper half. Attempts are not counted out: they end when the reminder is of no more use.
    """
    full: timedelta = min(_FIRST_DELAY * _GROWTH ** min(attempts - 1, 10), _LONGEST_DELAY)
    return max(full * (0.5 + jitter / 2), provider_delay or timedelta())


@dataclass(frozen=True, slots=True)
class ReminderOutcome:
    """The next state of a reminder. `run_after` is the time of the next attempt if it is QUEUED.

    `delivered` says whether somebody has the reminder by then.
    """

    status: ReminderStatus
    reason: str | None = None
    run_after: datetime | None = None
    delivered: bool = False


SENT = ReminderOutcome(ReminderStatus.SENT, delivered=True)


def outcome_of_dropped(due: DueReminder, why: DropReason) -> ReminderOutcome:
    """Returns SENT if somebody already has the reminder, otherwise the status of the reason."""
    return SENT if due.delivered else ReminderOutcome(why.status, why.value)


def outcome_of_attempt(
    due: DueReminder,
    outcomes: Sequence[PushOutcome],
    now: datetime,
    jitter: float,
    *,
    had: bool = False,
) -> ReminderOutcome:
    """Returns the next state of a reminder after one more attempt at its notice.

    `outcomes` are those of the devices or addresses tried now; `had` says whether another one has
    the notice from an earlier attempt. Without any device or address, the reminder counts as
    delivered to the inbox. All reminders of a notice get the same `jitter`, so that they are due
    again together.
    """
    later = [each for each in outcomes if isinstance(each, TryLater)]
    delivered = had or due.delivered or any(isinstance(each, Delivered) for each in outcomes)
    if later:
        longest = max((each.after for each in later if each.after), default=None)
        run_after = now + retry_delay(due.attempts + 1, longest, jitter)
        if run_after < due.useful_until:
            return ReminderOutcome(ReminderStatus.QUEUED, later[0].reason, run_after, delivered)
    if delivered:
        return SENT
    refused = [each.reason for each in outcomes if isinstance(each, Refused | TryLater)]
    if refused:
        return ReminderOutcome(ReminderStatus.FAILED, refused[0])
    return ReminderOutcome(ReminderStatus.SENT, "inbox_only", delivered=True)


def outcome_if_withdrawn(end: ReminderOutcome) -> ReminderOutcome:
    """Returns the outcome for a reminder that planning withdrew: CANCELLED instead of QUEUED.

    It is SENT instead if somebody already has the reminder.
    """
    if end.status is not ReminderStatus.QUEUED:
        return end
    return SENT if end.delivered else ReminderOutcome(ReminderStatus.CANCELLED, NO_LONGER_PLANNED)


def outcome_for_device(outcome: PushOutcome, registered_at: datetime) -> PushOutcome:
    """Returns the outcome, or `TryLater` if the device was registered again after it was gone."""
    if isinstance(outcome, DeviceGone) and outcome.since and outcome.since < registered_at:
        return TryLater(None, "the device was registered anew")
    return outcome
