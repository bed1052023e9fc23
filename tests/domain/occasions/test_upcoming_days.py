"""Upcoming occasions, checked against a walk over every day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.identity.profile import checked_timezone
from gifter_domain.occasions.holidays import Holiday
from gifter_domain.occasions.occasion import Occasion, OccasionRecurrence, OccasionType
from gifter_domain.occasions.upcoming import possible_dates, upcoming
from gifter_domain.shared.civil_dates import CivilDate

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MADE = Occasion(
    id="o1",
    owner_id="u1",
    recipient_id="r1",
    type=OccasionType.BIRTHDAY,
    title=None,
    on=CivilDate(2, 29, 1988),
    timezone="Europe/London",
    at_local=None,
    recurrence=OccasionRecurrence.YEARLY,
    follows_birthday=False,
    holiday=None,
    reminder_policy_id=None,
    created_at=NOW,
    updated_at=NOW,
)


class NoHolidays:
    def holidays(self, country: str) -> Sequence[Holiday]:
        return ()

    def holiday(self, code: str) -> Holiday:
        raise NotImplementedError

    def days(self, code: str) -> Sequence[date]:
        return ()

    def has_days(self, code: str) -> bool:
        return True

    def country_of(self, timezone: str) -> str | None:
        return None


_days = st.dates(date(1900, 1, 1), date(2030, 12, 31)).map(
    lambda day: CivilDate(day.month, day.day, day.year)
)
_occasions = st.lists(
    st.builds(
        replace,
        st.just(MADE),
        id=st.uuids().map(str),
        on=_days | st.just(CivilDate(2, 29)) | st.just(CivilDate(2, 29, 2028)),
        timezone=st.sampled_from(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"]),
    ),
    max_size=6,
)


def falls(on: CivilDate, day: date) -> bool:
    """Returns whether the occasion falls on the day, judged from that day alone."""
    if on.year is not None and day.year < on.year:
        return False
    tomorrow = day + timedelta(days=1)
    stands_in = (on.month, on.day) == (2, 29) and (day.month, tomorrow.month) == (2, 3)
    return (day.month, day.day) == (on.month, on.day) or (stands_in and day.day == 28)


@given(
    _occasions,
    st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 400),
)
def test_upcoming_has_every_matching_day_in_order(
    occasions: list[Occasion], now: datetime, days: int
) -> None:
    expected = []
    for occasion in occasions:
        today = now.astimezone(ZoneInfo(checked_timezone(occasion.timezone))).date()
        for left in range(days + 1):
            day = today + timedelta(days=left)
            if occasion.on and falls(occasion.on, day):
                expected.append((day, occasion.id, left))

    found = upcoming(occasions, NoHolidays(), now, days)

    assert [(one.on, one.occasion.id, one.days_left) for one in found] == sorted(expected)


def test_only_birthdays_and_anniversaries_count_years() -> None:
    day = date(2027, 2, 28)

    assert MADE.years_on(day) == 39
    assert replace(MADE, on=CivilDate(2, 28)).years_on(day) is None
    assert replace(MADE, type=OccasionType.WEDDING).years_on(day) is None


@given(
    st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
    st.sampled_from(["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kolkata", "America/New_York"]),
    st.integers(0, 400),
)
def test_the_possible_dates_include_those_of_every_zone(
    now: datetime, zone: str, days: int
) -> None:
    today = now.astimezone(ZoneInfo(zone)).date()

    first, last = possible_dates(now, days)

    assert first <= today <= today + timedelta(days=days) <= last
