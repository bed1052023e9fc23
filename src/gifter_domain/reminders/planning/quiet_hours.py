"""Moves an instant out of quiet hours: to the first moment after them, or the last before them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.reminders.preferences import QuietHours
from gifter_domain.shared.civil_time import instant_of, wall_time

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


def after_quiet_hours(at: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """Returns `at`, or the end of the quiet hours that a clock of `zone` shows at that instant."""
    while window := _window(at, quiet, zone):
        at = _next_showing(window[1], zone, at)
    return at


def before_quiet_hours(at: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """Returns `at`, or the minute before the quiet hours that a clock of `zone` shows at that
    instant.
    """
    while window := _window(at, quiet, zone):
        at = _begins(window[0], zone) - _MINUTE
    return at


def _window(
    at: datetime, quiet: QuietHours | None, zone: ZoneInfo
) -> tuple[datetime, datetime] | None:
    """Returns start and end, as wall times, of the quiet hours at that instant, or None."""
    if quiet is None:
        return None
    shown = wall_time(at, zone)
    for day in (shown.date(), shown.date() - _DAY):
        start = datetime.combine(day, quiet.start)
        end = datetime.combine(day, quiet.end)
        end += _DAY * (end < start)
        if start <= shown < end and day.isoweekday() in quiet.days:
            return start, end
    return None


def _next_showing(local: datetime, zone: ZoneInfo, after: datetime) -> datetime:
    """Returns the instant of a wall time; of two, the first after `after`."""
    first = instant_of(local, zone)
    return first if first > after else max(_readings(local, zone))


def _begins(local: datetime, zone: ZoneInfo) -> datetime:
    """Returns the first instant at which a clock shows the wall time or a later one.

    For a skipped wall time that is the moment of the clock change, found by bisection between its
    two readings.
    """
    latest, earliest = _readings(local, zone)
    if latest <= earliest:
        return latest
    while latest - earliest > _SECOND:
        middle = earliest + (latest - earliest) // _SECOND // 2 * _SECOND
        if wall_time(middle, zone) < local:
            earliest = middle
        else:
            latest = middle
    return latest


def _readings(local: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Returns both instants of a wall time that is repeated or skipped, otherwise the same one
    twice.
    """
    again = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return instant_of(local, zone), again
