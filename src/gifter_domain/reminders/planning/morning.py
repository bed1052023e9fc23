"""The user's next morning slot, for which reminders wait that were planned after their time."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.reminders.planning.quiet_hours import after_quiet_hours
from gifter_domain.reminders.preferences import QuietHours
from gifter_domain.shared.civil_time import instant_of, wall_time

MORNING_SLOT = time(9)
_TODAY_TO_NEXT_DAYS = range(3)  # a zone may leave out a day


def next_morning_slot(now: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """Returns the next 09:00 on a clock of `zone`, or the end of the quiet hours around it.

    At 09:00 sharp, the slot is now.
    """
    today = datetime.combine(wall_time(now, zone).date(), MORNING_SLOT)
    slots = (instant_of(today + timedelta(days), zone) for days in _TODAY_TO_NEXT_DAYS)
    return after_quiet_hours(next(slot for slot in slots if slot >= now), quiet, zone)
