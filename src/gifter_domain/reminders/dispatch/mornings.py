"""Collects the reminders of a whole morning into one digest."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from gifter_domain.reminders.dispatch.due import Addressee, DueReminder
from gifter_domain.reminders.dispatch.rules import drop_reason
from gifter_domain.reminders.planning.quiet_hours import after_quiet_hours
from gifter_domain.shared.civil_time import wall_time

MORNING = (time(5), time(12))  # start included, end excluded
LONGEST_MORNING = timedelta(hours=12)  # long enough even if a clock change falls into it


def with_rest_of_morning(rows: Sequence[DueReminder], now: datetime) -> list[DueReminder]:
    """Returns the due reminders, and later ones of the same morning that join their digest.

    `rows` may include other reminders due within `LONGEST_MORNING`. The first due reminder of the
    morning starts a digest, which takes along the others of its channel. Nothing joins a reminder
    that is late from another day, is tried again or falls into quiet hours.
    """
    due = [one for one in rows if not _is_to_come(one, now)]
    begun = {_digest_of(one) for one in due if _begins_digest(one, now)}
    joining = [
        one
        for one in rows
        if _is_to_come(one, now)
        and _digest_of(one) in begun
        and _is_of_this_morning(one, now)
        and drop_reason(one, now) is None
    ]
    return [*due, *joining]


def _is_to_come(one: DueReminder, now: datetime) -> bool:
    return one.notice_id is None and one.scheduled_for > now


def _digest_of(one: DueReminder) -> tuple[str, str]:
    return one.addressee.id, one.key.channel


def _begins_digest(one: DueReminder, now: datetime) -> bool:
    first = one.notice_id is None and one.addressee.digest and drop_reason(one, now) is None
    return first and _is_of_this_morning(one, now) and not _is_quiet(one.addressee, now)


def _is_of_this_morning(one: DueReminder, now: datetime) -> bool:
    """Returns whether the reminder's time and `now` are in one morning on the addressee's clock."""
    zone = one.addressee.zone
    if zone is None:
        return False
    times = [wall_time(at, zone) for at in (one.scheduled_for, now)]
    begins, ends = MORNING
    return times[0].date() == times[1].date() and all(begins <= at.time() < ends for at in times)


def _is_quiet(addressee: Addressee, now: datetime) -> bool:
    return (
        addressee.zone is not None
        and after_quiet_hours(now, addressee.quiet_hours, addressee.zone) > now
    )
