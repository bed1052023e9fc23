"""The checks of policies and preferences."""

from dataclasses import replace
from datetime import UTC, time

import pytest

from gifter_domain.reminders.policy import (
    LAST_MINUTE,
    RELAXED,
    STANDARD,
    SYSTEM_POLICIES,
    Channel,
    Offset,
    ReminderPolicy,
    checked_policy,
)
from gifter_domain.reminders.preferences import QuietHours, checked_quiet_hours
from gifter_domain.shared.errors import InvalidInput

NINE = time(9)
MINE = ReminderPolicy("mine", "ada", "Mine", (Offset(7, NINE),), (Channel.PUSH,))


def field_of(raised: pytest.ExceptionInfo[InvalidInput]) -> object:
    fields = raised.value.details["fields"]
    assert isinstance(fields, list)
    return fields[0]["path"]


def test_system_policies_pass_the_check_of_user_policies() -> None:
    assert [policy.id for policy in SYSTEM_POLICIES] == ["relaxed", "standard", "last-minute"]
    assert all(policy.owner_id is None for policy in SYSTEM_POLICIES)
    assert [checked_policy(policy) for policy in SYSTEM_POLICIES] == list(SYSTEM_POLICIES)


def test_each_system_policy_starts_later_than_the_last_and_includes_the_day() -> None:
    assert [each.offsets[0].days_before for each in (RELAXED, STANDARD, LAST_MINUTE)] == [30, 14, 2]
    assert all(policy.offsets[-1].days_before == 0 for policy in SYSTEM_POLICIES)


def test_a_policy_is_stored_with_its_earliest_reminder_first() -> None:
    told = (Offset(0, NINE), Offset(7, time(18)), Offset(7, NINE))

    kept = checked_policy(replace(MINE, name="  Plenty   of time ", offsets=told))

    assert kept.offsets == (Offset(7, NINE), Offset(7, time(18)), Offset(0, NINE))
    assert kept.name == "Plenty of time"


def test_ten_reminders_up_to_a_year_ahead_are_accepted() -> None:
    offsets = tuple(Offset(days, NINE) for days in range(365, 355, -1))

    assert checked_policy(replace(MINE, offsets=offsets)).offsets == offsets


WRONG: list[tuple[str, ReminderPolicy]] = [
    ("name", replace(MINE, name="  ")),
    ("name", replace(MINE, name="x" * 101)),
    ("offsets", replace(MINE, offsets=())),
    ("offsets", replace(MINE, offsets=tuple(Offset(days, NINE) for days in range(11)))),
    ("offsets[1].daysBefore", replace(MINE, offsets=(Offset(0, NINE), Offset(366, NINE)))),
    ("offsets[0].daysBefore", replace(MINE, offsets=(Offset(-1, NINE),))),
    ("offsets[0].atLocal", replace(MINE, offsets=(Offset(0, time(9, 0, 1)),))),
    ("offsets[0].atLocal", replace(MINE, offsets=(Offset(0, time(9, tzinfo=UTC)),))),
    ("offsets[1]", replace(MINE, offsets=(Offset(0, NINE), Offset(0, NINE)))),
    ("channels", replace(MINE, channels=())),
    ("channels", replace(MINE, channels=(Channel.PUSH, Channel.PUSH))),
]


@pytest.mark.parametrize(("field", "policy"), WRONG)
def test_the_wrong_field_of_a_policy_is_named(field: str, policy: ReminderPolicy) -> None:
    with pytest.raises(InvalidInput) as raised:
        checked_policy(policy)

    assert field_of(raised) == field


def test_quiet_hours_may_cross_midnight() -> None:
    night = QuietHours(time(22), time(7), frozenset({5, 6}))

    assert checked_quiet_hours(night) == night


@pytest.mark.parametrize(
    ("field", "quiet"),
    [
        ("quietHours.to", QuietHours(NINE, NINE)),
        ("quietHours.from", QuietHours(time(9, 0, 0, 1), time(10))),
        ("quietHours.to", QuietHours(NINE, time(10, 0, 30))),
        ("quietHours.days", QuietHours(NINE, time(10), frozenset())),
        ("quietHours.days", QuietHours(NINE, time(10), frozenset({0, 1}))),
    ],
)
def test_the_wrong_field_of_quiet_hours_is_named(field: str, quiet: QuietHours) -> None:
    with pytest.raises(InvalidInput) as raised:
        checked_quiet_hours(quiet)

    assert field_of(raised) == field
