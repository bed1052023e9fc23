"""A second computation of reminders, in whole seconds, which tries one moment after another.

It follows docs/reminders.md and shares no code with Gifter. Days are numbered from 1970.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from oracles.clocks import DAY, HOUR, MINUTE, Clocks

STEP = 15 * MINUTE  # times of day, quiet hours and clock changes are multiples of this
_WEEK = 7 * DAY // STEP


class Quiet:
    """Quiet hours. `start` and `end` are seconds of the day, `days` are 0 Monday to 6 Sunday."""

    def __init__(self, start: int, end: int, days: Iterable[int]) -> None:
        self.start, self.end, self.days = start, end, tuple(days)
        steps = (end - start) % DAY // STEP
        self._covered = {
            ((day - 3) * DAY // STEP + start // STEP + step) % _WEEK  # 1970 began on a Thursday
            for day in self.days
            for step in range(steps)
        }

    def covers(self, wall: int) -> bool:
        return wall // STEP % _WEEK in self._covered


@dataclass(frozen=True)
class Day:
    """A day of an occasion. `at_local` is in seconds of the day, or None for the whole day."""

    on: int
    at_local: int | None
    there: Clocks
    user: Clocks

    @property
    def begins(self) -> int:
        return self.there.first(self.on * DAY + (self.at_local or 0))

    def ends(self, day: int) -> int:
        """Returns the end of a day: the first instant with a later date than the day's own date.

        In a zone that skipped the day, its own date is the next one.
        """
        own_date = self.there.shown(self.there.first(day * DAY)) // DAY
        return self.there.first((own_date + 1) * DAY)

    def planned_at(self, days_before: int, at_local: int) -> int:
        if self.at_local is not None:
            counted_from, limits = self.user.shown(self.begins) // DAY, [self.begins]
        elif days_before == 0:
            counted_from, limits = self.on, [self.ends(self.on)]
        else:
            counted_from, limits = self.on, [self.ends(self.on - days_before), self.begins]
        walls = ((counted_from - days_before - late) * DAY + at_local for late in range(5))
        moments = map(self.user.first, walls)
        return next(each for each in moments if each < min(limits))

    def left(self, at: int) -> int:
        """Returns the days left by the calendar that shows the later date."""
        if self.at_local is not None:
            return self.user.shown(self.begins) // DAY - self.user.shown(at) // DAY
        return self.on - max(self.user.shown(at), self.there.shown(at)) // DAY

    def useful_until(self, days_before: int) -> int:
        whole = self.at_local is None and days_before == 0
        return self.ends(self.on) if whole else self.begins


def out_of_quiet(at: int, useful_until: int, quiet: Quiet | None, user: Clocks) -> int:
    later = first_awake(at, quiet, user)
    if later < useful_until or quiet is None:
        return later
    while quiet.covers(user.shown(at)):
        at -= at % STEP or STEP
    return at + STEP - MINUTE


def first_awake(at: int, quiet: Quiet | None, user: Clocks) -> int:
    """Returns the end of the quiet hours around an instant, or the instant itself.

    If the clock skips that end, it returns the instant that the end would have had.
    """
    while quiet is not None and quiet.covers(user.shown(at)):
        while quiet.covers(user.shown(at)):
            at += STEP - at % STEP
        day, of_day = divmod(user.shown(at), DAY)
        if of_day != quiet.end:
            at = user.first(day * DAY + quiet.end)
    return at


def reminders(
    days: Sequence[Day],
    offsets: Sequence[tuple[int, int]],
    quiet: Quiet | None,
    now: int,
    until: int,
) -> Mapping[tuple[int, int], int]:
    """Returns the time of each reminder by day of the occasion and days before it.

    `days` are in order.
    """
    taken: set[int] = set()
    planned: dict[tuple[int, int], tuple[int, int]] = {}
    for day in days:
        moments = []
        for days_before, at_local in offsets:
            use = day.useful_until(days_before)
            at = out_of_quiet(day.planned_at(days_before, at_local), use, quiet, day.user)
            moments.append((at, days_before, use))
        for at, days_before, use in sorted(moments):
            date = day.user.shown(at) // DAY
            if date not in taken and (day.on, days_before) not in planned:
                taken.add(date)
                planned[day.on, days_before] = (at, use)
    coming = {key: at for key, (at, _) in planned.items() if at >= now}
    late = [(-key[0], at, key, use) for key, (at, use) in planned.items() if at < now < use]
    if late:
        _, _, key, use = max(late)
        day = next(each for each in days if each.on == key[0])
        if (again := caught_up(day, use, coming, quiet, now)) is not None:
            coming[key] = again
    return {key: at for key, at in coming.items() if at <= until}


def caught_up(
    day: Day, use: int, coming: Mapping[tuple[int, int], int], quiet: Quiet | None, now: int
) -> int | None:
    """Returns when the missed reminder comes: in the morning, at once, or not at all."""
    dates = {day.user.shown(each) // DAY: on for (on, _), each in coming.items()}
    morning = next_morning(day.user, quiet, now)
    if day.left(now) >= 2 and day.left(morning) >= 1 and morning < use:
        taken = dates.get(day.user.shown(morning) // DAY)
        if taken == day.on or any(on == day.on and at < morning for (on, _), at in coming.items()):
            return None
        if taken is None:
            return morning
    at = first_awake(now, quiet, day.user)
    if at >= use and day.on not in dates.values():
        at = now
    return at if at < use and day.user.shown(at) // DAY not in dates else None


def next_morning(user: Clocks, quiet: Quiet | None, now: int) -> int:
    """Returns the first nine o'clock from an instant on, or the end of quiet hours around it."""
    today = user.shown(now) // DAY
    mornings = (user.first((today + later) * DAY + 9 * HOUR) for later in range(4))
    return first_awake(next(at for at in mornings if at >= now), quiet, user)
