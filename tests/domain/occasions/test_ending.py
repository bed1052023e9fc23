"""When occasions are over."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.occasions.ending import next_end
from gifter_domain.occasions.recurrence import Dates, Listed, Once, Yearly

NEW_YORK, APIA, SYDNEY = map(ZoneInfo, ("America/New_York", "Pacific/Apia", "Australia/Sydney"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("dates", "zone", "now", "end"),
    [
        # Midnight in New York, five hours after that of UTC in winter and four in summer.
        (Yearly(12, 24, 1990), NEW_YORK, "2026-11-21T12:00", "2026-12-25T05:00"),
        (Once(date(2027, 6, 5)), NEW_YORK, "2026-11-21T12:00", "2027-06-06T04:00"),
        # It is over at that midnight and not before, and then comes next year.
        (Yearly(12, 24), NEW_YORK, "2026-12-25T04:59:59", "2026-12-25T05:00"),
        (Yearly(12, 24), NEW_YORK, "2026-12-25T05:00", "2027-12-25T05:00"),
        # A leap day in a common year, somebody who is not born yet, and the next of several days.
        (Yearly(2, 29, 1996), SYDNEY, "2027-01-01", "2027-02-28T13:00"),
        (Yearly(1, 1, 2031), SYDNEY, "2026-11-21", "2031-01-01T13:00"),
        (Listed((date(2026, 4, 5), date(2027, 3, 28))), SYDNEY, "2026-11-21", "2027-03-28T13:00"),
        # Samoa left out 30 December 2011; who was born on it turned a year older on the 31st.
        (Yearly(12, 30), APIA, "2011-12-31T09:00", "2011-12-31T10:00"),
        (Yearly(12, 30), APIA, "2011-12-31T10:00", "2012-12-30T10:00"),
    ],
)
def test_it_is_over_as_the_next_day_begins_there(
    dates: Dates, zone: ZoneInfo, now: str, end: str
) -> None:
    assert next_end(dates, zone, at(now)) == at(end)


@pytest.mark.parametrize("dates", [Once(date(2026, 11, 20)), Listed(()), Once(date.max)])
def test_what_comes_no_more_is_not_over_again(dates: Dates) -> None:
    assert next_end(dates, NEW_YORK, at("2026-11-21T12:00")) is None


@given(
    day=st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    zone=st.sampled_from([NEW_YORK, APIA, SYDNEY]),
    after=st.timedeltas(timedelta(0), timedelta(366)),
)
def test_looked_for_again_before_it_comes_it_is_the_same(
    day: date, zone: ZoneInfo, after: timedelta
) -> None:
    dates = Yearly(day.month, day.day)
    now = datetime.combine(day, datetime.min.time(), UTC)
    end = next_end(dates, zone, now)

    assert end is not None
    assert end > now
    found = next_end(dates, zone, now + after)
    assert (found == end) == (now + after < end)
