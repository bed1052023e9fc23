"""If several reminders of an occurrence are due and say the same, only the last one is sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.reminders.due import ADA, NOON, a_reminder
from gifter_domain.reminders.dispatch.due import DueReminder
from gifter_domain.reminders.dispatch.rules import drop_reason, is_superseded

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("followed_at", "zone", "expected"),
    [
        (None, "Europe/London", False),
        (NOON, "Europe/London", True),
        (NOON + 11 * HOUR, "Europe/London", True),  # later this day
        (NOON + 12 * HOUR, "Europe/London", False),
        (NOON + 11 * HOUR, "Asia/Tokyo", False),  # tomorrow there
        (NOON, "Nowhere/At_All", True),
        (NOON + HOUR, "Nowhere/At_All", False),
    ],
)
def test_a_reminder_is_superseded_once_the_day_of_the_next_one_has_come(
    followed_at: datetime | None, zone: str, expected: bool
) -> None:
    due = a_reminder(addressee=replace(ADA, timezone=zone), followed_at=followed_at)

    assert is_superseded(due, NOON) is expected


def sent_at(schedule: Sequence[datetime], looks: Sequence[datetime]) -> dict[datetime, datetime]:
    """Returns when each reminder of an occurrence is sent if dispatch runs at these instants."""
    told: dict[datetime, datetime] = {}
    for now in sorted(looks):
        due = [each for each in schedule if each <= now and each not in told]
        told |= {each: now for each in due if drop_reason(of(each, schedule), now) is None}
    return told


def of(at: datetime, schedule: Sequence[datetime]) -> DueReminder:
    return a_reminder(
        scheduled_for=at,
        followed_at=min((each for each in schedule if each > at), default=None),
        useful_until=datetime(2027, 1, 1, tzinfo=UTC),
    )


minutes = st.integers(0, 12 * 24 * 60).map(lambda n: NOON + timedelta(minutes=n))


@given(
    st.lists(minutes, min_size=1, max_size=6, unique_by=datetime.date),
    st.lists(minutes, min_size=1, max_size=40),
)
def test_late_dispatch_sends_at_most_one_reminder_a_day_and_always_the_last(
    schedule: list[datetime], looks: list[datetime]
) -> None:
    end = NOON + timedelta(days=13)

    sent = sent_at(schedule, [*looks, end])

    assert len({now.date() for now in sent.values()}) == len(sent)
    assert max(schedule) in sent
    punctual = [each for each in schedule if each in looks]
    assert all(sent[each] == each for each in punctual)
