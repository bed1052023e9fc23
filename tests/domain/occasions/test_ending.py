"""The instant at which an occasion is over."""

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
        # Midnight in New York is five hours after UTC midnight in winter and four in summer.
        (Yearly(12, 24, 1990), NEW_YORK, "2026-11-21T12:00", "2026-12-25T05:00"),
        (Once(date(2027, 6, 5)), NEW_YORK, "2026-11-21T12:00", "2027-06-06T04:00"),
        # The occasion is over at that midnight, not before; then next year's is next.
        (Yearly(12, 24), NEW_YORK, "2026-12-25T04:59:59", "2026-12-25T05:00"),
        (Yearly(12, 24), NEW_YORK, "2026-12-25T05:00", "2027-12-25T05:00"),
        # A leap day in a common year; a first year in the future; the next of several days.
        (Yearly(2, 29, 1996), SYDNEY, "2027-01-01", "2027-02-28T13:00"),
        (Yearly(1, 1, 2031), SYDNEY, "2026-11-21", "2031-01-01T13:00"),
        (Listed((date(2026, 4, 5), date(2027, 3, 28))), SYDNEY, "2026-11-21", "2027-03-28T13:00"),
        # Samoa left out 30 December 2011, so a birthday on that day ended with the 31st.
        (Yearly(12, 30), APIA, "2011-12-31T09:00", "2011-12-31T10:00"),
        (Yearly(12, 30), APIA, "2011-12-31T10:00", "2012-12-30T10:00"),
    ],
)
def test_an_occasion_ends_at_the_next_local_midnight(
    dates: Dates, zone: ZoneInfo, now: str, end: str
) -> None:
    assert next_end(dates, zone, at(now)) == at(end)


@pytest.mark.parametrize("dates", [Once(date(2026, 11, 20)), Listed(()), Once(date.max)])
def test_a_past_occasion_has_no_next_end(dates: Dates) -> None:
    assert next_end(dates, NEW_YORK, at("2026-11-21T12:00")) is None


@given(
    day=st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    zone=st.sampled_from([NEW_YORK, APIA, SYDNEY]),
    after=st.timedeltas(timedelta(0), timedelta(366)),
)
def test_the_next_end_stays_the_same_until_it_is_reached(
    day: date, zone: ZoneInfo, after: timedelta
) -> None:
    dates = Yearly(day.month, day.day)
    now = datetime.combine(day, datetime.min.time(), UTC)
    end = next_end(dates, zone, now)

    assert end is not None
    assert end > now
    found = next_end(dates, zone, now + after)
    assert (found == end) == (now + after < end)
