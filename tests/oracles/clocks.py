"""Reads wall-clock times from the compiled time-zone files themselves, without `zoneinfo`."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH

LAST_YEAR = 2040
MINUTE, HOUR, DAY = 60, 3600, 86400
EPOCH = date(1970, 1, 1)

_FOREVER = 1 << 60
_NAME = r"(?:<[^>]+>|[A-Za-z]+)"
_FOOTER = re.compile(rf"{_NAME}([-+\d:]+)(?:{_NAME}([-+\d:]+)?,([^,]+),([^,]+))?")


@dataclass(frozen=True)
class Clocks:
    """The periods of a zone: from each of `starts` on, its local time is UTC plus its offset."""

    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def shown(self, instant: int) -> int:
        """Returns the wall time at an instant, both in seconds from 1970."""
        return instant + self.offsets[bisect_right(self.starts, instant) - 1]

    def first(self, wall: int) -> int:
        """Returns the first instant with this wall time, or, in a gap, with it moved by the gap."""
        place = bisect_right(self.starts, wall) - 1
        if self.starts[place] + 2 * DAY < wall < self._begins(place + 1) - 2 * DAY:
            return wall - self.offsets[place]
        near = range(max(place - 2, 0), min(place + 3, len(self.starts)))
        for period in near:
            if self._begins(period) <= wall - self.offsets[period] < self._begins(period + 1):
                return wall - self.offsets[period]
        before = next(p for p in near if wall < self._begins(p + 1) + self.offsets[p + 1])
        return wall - self.offsets[before]

    def _begins(self, period: int) -> int:
        return self.starts[period] if period < len(self.starts) else _FOREVER

    def changes(self, first_year: int, last_year: int) -> Iterator[tuple[int, int, int]]:
        """Yields each clock change of these years: its instant and the offsets before and after."""
        low, high = seconds(date(first_year, 1, 1)), seconds(date(last_year + 1, 1, 1))
        for start, before, after in zip(
            self.starts[1:], self.offsets, self.offsets[1:], strict=False
        ):
            if low <= start < high and before != after:
                yield start, before, after


def seconds(day: date) -> int:
    """Returns midnight of the day as a wall time, in seconds from 1970."""
    return (day - EPOCH).days * DAY


@cache
def zones() -> tuple[str, ...]:
    """Returns every zone and link of the tz database."""
    listed = resources.files("tzdata").joinpath("zones").read_text()
    return tuple(sorted(set(listed.split()) - {"Factory"}))


@cache
def distinct_zones() -> tuple[str, ...]:
    """Returns one zone for each different file, so that links are not repeated."""
    return tuple({clocks(zone): zone for zone in reversed(zones())}.values())[::-1]


@cache
def clocks(zone: str) -> Clocks:
    """Returns the clocks from the same file that `ZoneInfo(zone)` reads."""
    return _read(_file(zone))


def _file(zone: str) -> bytes:
    for folder in TZPATH:
        if (path := Path(folder, zone)).is_file():
            return path.read_bytes()
    return resources.files("tzdata.zoneinfo").joinpath(*zone.split("/")).read_bytes()


@cache
def _read(file: bytes) -> Clocks:
    """Reads a file of RFC 9636: a block with 32-bit times, one with 64 bits, and a rule."""
    first = struct.unpack(">6I", file[20:44])
    skipped = 44 + _block_size(first, 4)
    counts = struct.unpack(">6I", file[skipped + 20 : skipped + 44])
    body = file[skipped + 44 :]
    times, types = counts[3], counts[4]
    starts = struct.unpack(f">{times}q", body[: times * 8])
    indices = body[times * 8 : times * 9]
    records = struct.iter_unpack(">iBB", body[times * 9 : times * 9 + types * 6])
    offsets = [offset for offset, _, _ in records]
    footer = body[_block_size(counts, 8) :].strip(b"\n").decode()
    periods = [(-_FOREVER, offsets[0])]
    periods += [(start, offsets[kind]) for start, kind in zip(starts, indices, strict=True)]
    last = starts[-1] if starts else -_FOREVER
    periods += [each for each in sorted(_by_rule(footer)) if each[0] > last]
    return Clocks(tuple(start for start, _ in periods), tuple(offset for _, offset in periods))


def _block_size(counts: tuple[int, ...], width: int) -> int:
    is_ut, is_std, leap, times, types, letters = counts
    return times * (width + 1) + types * 6 + letters + leap * (width + 4) + is_std + is_ut


def _by_rule(footer: str) -> Iterator[tuple[int, int]]:
    """Yields the changes of a rule like `GMT0BST,M3.5.0/1,M10.5.0`, each with the offset after."""
    found = _FOOTER.fullmatch(footer)
    assert found, footer
    if found[3] is None:
        return
    standard = -_hours(found[1])
    summer = -_hours(found[2]) if found[2] else standard + HOUR
    for year in range(1970, LAST_YEAR + 1):
        yield _rule_day(found[3], year) - standard, summer
        yield _rule_day(found[4], year) - summer, standard


def _hours(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    return sign * sum(part * unit for part, unit in zip(parts, (HOUR, MINUTE, 1), strict=False))


def _rule_day(rule: str, year: int) -> int:
    """Returns the wall time of a rule's change in a year.

    `M3.5.0/2` is the last (5th) Sunday (0) of March, at 2 by the clock before the change.
    """
    day, _, at = rule.partition("/")
    month, week, weekday = (int(part) for part in day.removeprefix("M").split("."))
    first = date(year, month, 1)
    found = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (week - 1))
    while found.month != month:
        found -= timedelta(7)
    return seconds(found) + (_hours(at) if at else 2 * HOUR)
