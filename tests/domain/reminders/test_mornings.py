"""A digest takes the later reminders of its morning along, each once, and none at night."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.reminders.due import ADA, a_reminder
from gifter_domain.reminders.dispatch.due import Addressee, DueReminder
from gifter_domain.reminders.dispatch.mornings import LONGEST_MORNING, with_rest_of_morning
from gifter_domain.reminders.dispatch.rules import group_into_notices
from gifter_domain.reminders.policy import Channel
from gifter_domain.reminders.preferences import QuietHours

EIGHT = datetime(2026, 11, 21, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
LASTING = EIGHT + timedelta(days=9)


def at(hours: float, name: str, addressee: Addressee = ADA, **changes: Any) -> DueReminder:
    """Returns a reminder due so many hours after eight."""
    due = EIGHT + hours * HOUR
    return a_reminder(name, scheduled_for=due, useful_until=LASTING, addressee=addressee, **changes)


def sent(rows: Sequence[DueReminder], now: datetime = EIGHT) -> list[str]:
    return [one.key.occasion_id for one in with_rest_of_morning(rows, now)]


def test_later_reminders_of_the_morning_join_the_due_one() -> None:
    rows = [at(0, "due"), at(1, "nine"), at(3.9, "before noon"), at(4, "noon")]

    assert sent(rows) == ["due", "nine", "before noon"]


@pytest.mark.parametrize(
    ("first", "joins"),
    [
        (at(0, "due"), True),
        (at(0, "due", replace(ADA, digest=False)), False),
        (at(0, "due", replace(ADA, id="bob")), False),
        (at(0, "due", replace(ADA, timezone="Nowhere/At_All")), False),
        (at(0, "due", notice_id="tried"), False),
        (at(-9, "due"), False),  # late, from yesterday
        (at(0, "due", occasion=None), False),  # not sent itself
        (at(0, "due", replace(ADA, quiet_hours=QuietHours(time(7), time(9)))), False),
        (replace(at(0, "due"), key=replace(at(0, "due").key, channel=Channel.EMAIL)), False),
    ],
)
def test_a_later_reminder_joins_only_a_digest_sent_this_morning(
    first: DueReminder, joins: bool
) -> None:
    assert sent([first, at(1, "nine")]) == (["due", "nine"] if joins else ["due"])


def test_a_digest_is_due_since_its_earliest_reminder() -> None:
    due, early = at(0, "z due"), at(2, "a early")
    sooner = replace(early, key=replace(early.key, occurrence_on=date(2026, 11, 22)))

    (digest,) = group_into_notices(with_rest_of_morning([due, sooner], EIGHT))

    assert [one.key.occasion_id for one in digest.reminders] == ["a early", "z due"]
    assert digest.due_since == due.scheduled_for


def test_nothing_joins_at_night_or_in_the_afternoon() -> None:
    for hours in (-4, 5):
        now = EIGHT + hours * HOUR
        assert sent([at(hours, "due"), at(hours + 1, "next")], now) == ["due"]


def test_the_morning_is_taken_from_the_readers_clock() -> None:
    in_tokyo, in_denver = (replace(ADA, timezone=z) for z in ("Asia/Tokyo", "America/Denver"))

    assert sent([at(0, "due", in_tokyo), at(1, "next", in_tokyo)]) == ["due"]
    assert sent([at(4, "due", in_denver), at(9, "next", in_denver)], EIGHT + 4 * HOUR) == [
        "due",
        "next",
    ]


@given(
    st.lists(st.integers(0, 48 * 60), min_size=1, max_size=8),
    st.lists(st.integers(0, 60 * 60), max_size=40),
    st.sampled_from(["Europe/London", "Asia/Kolkata", "Pacific/Auckland"]),
)
def test_each_reminder_is_sent_once_and_at_most_a_morning_early(
    minutes: list[int], looks: list[int], zone: str
) -> None:
    addressee = replace(ADA, timezone=zone)
    waiting = [at(each / 60, str(n), addressee) for n, each in enumerate(minutes)]
    early = dict[str, timedelta]()
    for look in sorted({*looks, *minutes}):
        now = EIGHT + timedelta(minutes=look)
        seen = [one for one in waiting if one.scheduled_for <= now + LONGEST_MORNING]
        if any(one.scheduled_for <= now for one in waiting):
            for one in with_rest_of_morning(seen, now):
                early[one.key.occasion_id] = one.scheduled_for - now
                waiting.remove(one)
                local = one.scheduled_for.astimezone(addressee.zone)
                if one.scheduled_for > now:
                    assert local.date() == now.astimezone(addressee.zone).date()
                    assert 5 <= now.astimezone(addressee.zone).hour <= local.hour < 12

    assert waiting == []
    assert len(early) == len(minutes)
    assert all(each <= LONGEST_MORNING for each in early.values())
