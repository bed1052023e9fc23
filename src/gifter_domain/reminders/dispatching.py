"""Telling what is due: what is told together, what no longer, when again, what came of it.

QUEUED ─ claimed ─▶ SENDING ─▶ SENT       somebody has it, or there is only the inbox
   │ ▲                 ├─────▶ FAILED     nobody took it, and it will not be tried again
   │ └── later ────────┤
   │                   └─────▶ CANCELLED  later, but planning withdrew it meanwhile
   ├─ refused ─▶ SKIPPED                  it has lost its use
   └─ refused ─▶ CANCELLED                nobody wants it any more, or the next one says it
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID, uuid5

from gifter_domain.notifications.senders import (
    Delivered,
    DeviceGone,
    PushOutcome,
    Refused,
    TryLater,
)
from gifter_domain.reminders.due import DueNotice, DueReminder
from gifter_domain.reminders.planning import ReminderKey
from gifter_domain.reminders.quiet_hours import after_quiet_hours
from gifter_domain.reminders.reconcile import NO_LONGER_PLANNED, ReminderStatus
from gifter_domain.shared.expiry import is_expired

_NOTICES = UUID("5b3c1f0e-6f0b-5d0a-9a44-0d6c2a6f7e11")
_FIRST_DELAY = timedelta(seconds=5)
_LONGEST_DELAY = timedelta(minutes=15)
_GROWTH = 4


class DropReason(StrEnum):
    """Why a due reminder is not told."""

    ACCOUNT_CLOSED = "account_closed"
    OCCASION_GONE = "occasion_gone"
    TOO_LATE = "too_late"
    FOLLOWED = "followed"

    @property
    def status(self) -> ReminderStatus:
        late = self is DropReason.TOO_LATE
        return ReminderStatus.SKIPPED if late else ReminderStatus.CANCELLED


def drop_reason(due: DueReminder, now: datetime) -> DropReason | None:
    """Why this is not told, or None: it is."""
    if not due.reader.active:
        return DropReason.ACCOUNT_CLOSED
    if due.occasion is None:
        return DropReason.OCCASION_GONE
    if is_expired(due.useful_until, now):
        return DropReason.TOO_LATE
    return DropReason.FOLLOWED if is_superseded(due, now) else None


def is_superseded(due: DueReminder, now: datetime) -> bool:
    """Whether the next one has come, or comes this day (the reader's), and says the same.

    What is late counts the days as the next one does, so that both would be one sentence. Planning
    catches nothing up on such a day either.
    """
    if due.followed_at is None:
        return False
    today, its_day = due.reader.day(now), due.reader.day(due.followed_at)
    return due.followed_at <= now or (its_day is not None and its_day == today)


def group_into_notices(due: Iterable[DueReminder]) -> list[DueNotice]:
    """The notices that tell these reminders, each reminder in one of them.

    A digest tells those of one reader, channel and day (the reader's) together, if the reader
    likes that. What was tried before stays in the notice it was in, so that trying it again
    repeats that notice, and shows nothing twice.
    """
    ordered = sorted(due, key=lambda one: (_together(one), one.key.occurrence_on, one.id))
    groups = (tuple(members) for _, members in groupby(ordered, key=_together))
    return [DueNotice(_notice_id(members), members) for members in groups]


def deferred_until(notice: DueNotice, now: datetime) -> datetime | None:
    """The end of its reader's quiet hours, if all of it is of use then; None: it is told now.

    Planning keeps out of quiet hours; what is late, or is tried again, may come to lie in them.
    """
    zone = notice.reader.zone
    if zone is None:
        return None
    later = after_quiet_hours(now, notice.reader.quiet_hours, zone)
    lasts = all(later < reminder.useful_until for reminder in notice.reminders)
    return later if now < later and lasts else None


def _together(due: DueReminder) -> tuple[str, ...]:
    """Equal for those that one notice tells."""
    if due.notice_id is not None:
        return ("before", due.notice_id)
    if not due.reader.digest:
        return ("alone", due.id)
    day = due.reader.day(due.scheduled_for)
    if day is None:
        return ("alone", due.id)
    return ("new", due.reader.id, due.key.channel, day.isoformat())


def _notice_id(members: Sequence[DueReminder]) -> str:
    """Made from what is told, unless it was tried before and perhaps shown."""
    if (before := members[0].notice_id) is not None:
        return before
    return str(uuid5(_NOTICES, "\n".join(sorted(_named(one.key) for one in members))))


def _named(key: ReminderKey) -> str:
    return f"{inbox_key(key)}:{key.channel}"


def inbox_key(key: ReminderKey) -> str:
    """What names the reminder in the inbox: there it is one, whatever channels it came by."""
    return f"reminder:{key.occasion_id}:{key.occurrence_on}:{key.days_before}"


def retry_delay(attempts: int, asked_for: timedelta | None, jitter: float) -> timedelta:
    """How long to wait after so many attempts, at least as long as the provider asked for.

    Grows fourfold from five seconds to 15 minutes, spread over half to all of it by `jitter` in
    [0, 1). There is no last attempt: the reminder's use ends them.
    """
    full: timedelta = min(_FIRST_DELAY * _GROWTH ** min(attempts - 1, 10), _LONGEST_DELAY)
    return max(full * (0.5 + jitter / 2), asked_for or timedelta())


@dataclass(frozen=True, slots=True)
class ReminderOutcome:
    """What a reminder becomes; `run_after` is the next attempt's, when QUEUED.

    `told` is whether somebody has it by then.
    """

    status: ReminderStatus
    reason: str | None = None
    run_after: datetime | None = None
    told: bool = False


SENT = ReminderOutcome(ReminderStatus.SENT, told=True)


def outcome_of_dropped(due: DueReminder, why: DropReason) -> ReminderOutcome:
    """What becomes of a reminder that is not told, or to nobody else than who has it."""
    return SENT if due.told else ReminderOutcome(why.status, why.value)


def outcome_of_attempt(
    due: DueReminder,
    outcomes: Sequence[PushOutcome],
    now: datetime,
    jitter: float,
    *,
    had: bool = False,
) -> ReminderOutcome:
    """What becomes of a reminder after one more attempt at its notice.

    `outcomes` are those of the devices or addresses that were tried now, `had` whether another one
    has it from before. Without any that exists the inbox is where the reminder is delivered. The
    same `jitter` makes all reminders of a notice due again at once.
    """
    later = [each for each in outcomes if isinstance(each, TryLater)]
    told = had or due.told or any(isinstance(each, Delivered) for each in outcomes)
    if later:
        longest = max((each.after for each in later if each.after), default=None)
        run_after = now + retry_delay(due.attempts + 1, longest, jitter)
        if run_after < due.useful_until:
            return ReminderOutcome(ReminderStatus.QUEUED, later[0].reason, run_after, told)
    if told:
        return SENT
    refused = [each.reason for each in outcomes if isinstance(each, Refused | TryLater)]
    if refused:
        return ReminderOutcome(ReminderStatus.FAILED, refused[0])
    return ReminderOutcome(ReminderStatus.SENT, "inbox_only", told=True)


def outcome_if_withdrawn(end: ReminderOutcome) -> ReminderOutcome:
    """What the attempt's ending becomes if planning withdrew the reminder: no further attempt."""
    if end.status is not ReminderStatus.QUEUED:
        return end
    return SENT if end.told else ReminderOutcome(ReminderStatus.CANCELLED, NO_LONGER_PLANNED)


def outcome_for_device(outcome: PushOutcome, registered_at: datetime) -> PushOutcome:
    """The outcome for a device registered then: what was gone before that may be there again."""
    if isinstance(outcome, DeviceGone) and outcome.since and outcome.since < registered_at:
        return TryLater(None, "the device was registered anew")
    return outcome
