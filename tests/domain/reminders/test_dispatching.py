"""Dispatch rules: grouping into notices, dropping, deferring, retry delay and outcome."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.reminders.due import ADA, NOON, a_reminder
from gifter_domain.notifications.senders import (
    Delivered,
    DeviceGone,
    PushOutcome,
    Refused,
    TryLater,
)
from gifter_domain.reminders.dispatch.due import Addressee, DueNotice, DueReminder
from gifter_domain.reminders.dispatch.rules import (
    SENT,
    DropReason,
    ReminderOutcome,
    deferred_until,
    drop_reason,
    group_into_notices,
    inbox_key,
    outcome_for_device,
    outcome_if_withdrawn,
    outcome_of_attempt,
    outcome_of_dropped,
    retry_delay,
)
from gifter_domain.reminders.planning.reconcile import ReminderStatus
from gifter_domain.reminders.policy import Channel
from gifter_domain.reminders.preferences import QuietHours

LUNCH = replace(ADA, quiet_hours=QuietHours(time(11), time(14)))
BUSY = TryLater(None, "busy")


@pytest.mark.parametrize(
    ("addressee", "useful_for", "expected"),
    [
        (ADA, 6, None),
        (LUNCH, 6, NOON + timedelta(hours=2)),
        (LUNCH, 2, None),  # of no use by then
        (replace(LUNCH, timezone="Asia/Tokyo"), 6, None),  # 21:00 in Tokyo
        (replace(LUNCH, timezone="Nowhere/At_All"), 6, None),
    ],
)
def test_a_late_notice_waits_for_the_end_of_quiet_hours_if_it_is_still_of_use_then(
    addressee: Addressee, useful_for: int, expected: datetime | None
) -> None:
    useful_until = NOON + timedelta(hours=useful_for)
    (notice,) = group_into_notices([a_reminder(addressee=addressee, useful_until=useful_until)])

    assert deferred_until(notice, NOON) == expected


def test_a_notice_waits_only_if_all_its_reminders_stay_of_use() -> None:
    lasting = a_reminder("o1", addressee=LUNCH)
    urgent = a_reminder("o2", addressee=LUNCH, useful_until=NOON + timedelta(hours=1))

    assert [deferred_until(one, NOON) for one in group_into_notices([lasting, urgent])] == [None]


def ids(made: list[DueNotice]) -> set[str]:
    return {notice.id for notice in made}


def test_each_drop_reason_gives_its_own_status() -> None:
    closed = a_reminder(addressee=replace(ADA, active=False), occasion=None)
    gone = a_reminder(occasion=None, useful_until=NOON)
    late = a_reminder(useful_until=NOON)
    followed = a_reminder(followed_at=NOON)
    just = a_reminder(useful_until=NOON + timedelta(microseconds=1))

    assert [drop_reason(one, NOON) for one in (closed, gone, late, followed, just)] == [
        DropReason.ACCOUNT_CLOSED,
        DropReason.OCCASION_GONE,
        DropReason.TOO_LATE,
        DropReason.FOLLOWED,
        None,
    ]
    assert {each: each.status for each in DropReason} == {
        DropReason.ACCOUNT_CLOSED: ReminderStatus.CANCELLED,
        DropReason.OCCASION_GONE: ReminderStatus.CANCELLED,
        DropReason.TOO_LATE: ReminderStatus.SKIPPED,
        DropReason.FOLLOWED: ReminderStatus.CANCELLED,
    }


@pytest.mark.parametrize("why", DropReason)
def test_a_dropped_reminder_that_somebody_has_is_sent(why: DropReason) -> None:
    assert outcome_of_dropped(a_reminder(), why) == ReminderOutcome(why.status, why.value)
    assert outcome_of_dropped(a_reminder(delivered=True), why) == SENT


def test_a_reminder_has_the_same_notice_id_in_every_process() -> None:
    (once,) = group_into_notices([a_reminder()])
    (again,) = group_into_notices([a_reminder(attempts=0)])

    assert once.id == again.id == str(UUID(once.id)) == "28482d87-5dd1-5828-acf4-e5b31cbf0a91"
    assert inbox_key(once.reminders[0].key) == "reminder:o1:2026-11-24:3"


def test_another_occasion_day_offset_or_channel_makes_another_notice() -> None:
    key = a_reminder().key
    keys = [
        key,
        replace(key, occasion_id="o2"),
        replace(key, occurrence_on=date(2027, 11, 24)),
        replace(key, days_before=0),
        replace(key, channel=Channel.EMAIL),
    ]
    alone = replace(ADA, digest=False)
    reminders = [a_reminder(id=str(n), key=each, addressee=alone) for n, each in enumerate(keys)]

    assert len(ids(group_into_notices(reminders))) == len(keys)


def test_a_digest_has_one_reader_one_channel_and_one_day() -> None:
    made = group_into_notices(
        [
            a_reminder("o1"),
            a_reminder("o2"),
            a_reminder("o1", Channel.EMAIL),
            a_reminder("o3", addressee=replace(ADA, id="bob")),
            a_reminder("o4", scheduled_for=NOON - timedelta(days=1)),
            a_reminder("o5", addressee=replace(ADA, digest=False)),
        ]
    )

    assert sorted([one.id for one in notice.reminders] for notice in made) == [
        ["o1-EMAIL"],
        ["o1-PUSH", "o2-PUSH"],
        ["o3-PUSH"],
        ["o4-PUSH"],
        ["o5-PUSH"],
    ]


def test_the_day_of_a_digest_is_the_readers_day() -> None:
    in_tokyo = replace(ADA, timezone="Asia/Tokyo")
    evening = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)  # 23:30 in the addressee's zone
    reminders = [
        a_reminder("o1", addressee=in_tokyo, scheduled_for=evening),
        a_reminder("o2", addressee=in_tokyo, scheduled_for=evening + timedelta(hours=1)),
    ]

    assert len(group_into_notices(reminders)) == 2


@given(st.permutations([f"o{n}" for n in range(6)]), st.data())
def test_a_retried_reminder_stays_in_its_notice(occasions: list[str], data: st.DataObject) -> None:
    first = data.draw(st.sets(st.sampled_from(occasions), min_size=1))
    (tried,) = group_into_notices([a_reminder(each) for each in occasions if each in first])
    left = data.draw(st.sets(st.sampled_from(sorted(first)), min_size=1))

    now_due = [
        a_reminder(each, notice_id=tried.id if each in first else None)
        for each in occasions
        if each in left or each not in first
    ]
    made = {one.key.occasion_id: n.id for n in group_into_notices(now_due) for one in n.reminders}

    assert {each for each, notice_id in made.items() if notice_id == tried.id} == left


@given(st.permutations([a_reminder(f"o{n}") for n in range(5)]))
def test_grouping_does_not_depend_on_the_order_of_rows(reminders: list[DueReminder]) -> None:
    assert group_into_notices(reminders) == group_into_notices(
        sorted(reminders, key=lambda one: one.id)
    )


@pytest.mark.parametrize(
    ("outcomes", "had", "expected"),
    [
        ([Delivered(), Delivered()], False, SENT),
        ([Delivered(), Refused("no")], False, SENT),
        ([Delivered(), DeviceGone(None)], False, SENT),
        ([Refused("no"), DeviceGone(None)], False, ReminderOutcome(ReminderStatus.FAILED, "no")),
        ([Refused("no")], True, SENT),
        ([], False, ReminderOutcome(ReminderStatus.SENT, "inbox_only", delivered=True)),
        (
            [DeviceGone(None)],
            False,
            ReminderOutcome(ReminderStatus.SENT, "inbox_only", delivered=True),
        ),
        ([], True, SENT),
    ],
)
def test_the_outcomes_of_several_devices_give_one_outcome(
    outcomes: list[PushOutcome], had: bool, expected: ReminderOutcome
) -> None:
    assert outcome_of_attempt(a_reminder(), outcomes, NOON, 0.5, had=had) == expected


def test_a_reminder_is_retried_while_one_device_may_still_get_it() -> None:
    patient = TryLater(timedelta(hours=1), "patience")

    waits = outcome_of_attempt(a_reminder(), [Delivered(), BUSY, patient], NOON, 0.0)

    assert waits == ReminderOutcome(
        ReminderStatus.QUEUED, "busy", NOON + timedelta(hours=1), delivered=True
    )
    assert outcome_if_withdrawn(waits) == SENT
    assert outcome_if_withdrawn(replace(waits, delivered=False)).status is ReminderStatus.CANCELLED


@pytest.mark.parametrize(
    ("others", "had", "expected"),
    [
        ([], False, ReminderOutcome(ReminderStatus.FAILED, "busy")),
        ([Delivered()], False, SENT),
        ([], True, SENT),
    ],
)
def test_no_retry_is_planned_after_the_reminder_stops_being_of_use(
    others: list[PushOutcome], had: bool, expected: ReminderOutcome
) -> None:
    soon = a_reminder(useful_until=NOON + timedelta(seconds=2))

    assert outcome_of_attempt(soon, [BUSY, *others], NOON, 0.0, had=had) == expected


def test_each_reminder_of_a_digest_has_its_own_end_of_use() -> None:
    today = a_reminder("o1", useful_until=NOON + timedelta(seconds=2))
    (notice,) = group_into_notices([today, a_reminder("o2")])

    assert notice.useful_until == NOON + timedelta(hours=6)
    assert [outcome_of_attempt(one, [BUSY], NOON, 0.0).status for one in notice.reminders] == [
        ReminderStatus.FAILED,
        ReminderStatus.QUEUED,
    ]


@given(
    st.integers(1, 10_000),
    st.floats(0, 1, exclude_max=True),
    st.none() | st.timedeltas(timedelta(), timedelta(days=1)),
)
def test_retry_delays_grow_and_are_never_shorter_than_the_provider_asks(
    attempts: int, jitter: float, provider_delay: timedelta | None
) -> None:
    delay = retry_delay(attempts, provider_delay, jitter)

    assert delay >= (provider_delay or timedelta())
    assert (
        timedelta(seconds=2.5) <= delay <= max(timedelta(minutes=15), provider_delay or timedelta())
    )
    assert retry_delay(attempts + 1, provider_delay, 0.0) >= retry_delay(
        attempts, provider_delay, 0.0
    )


def test_a_device_registered_again_after_it_was_gone_is_tried_later() -> None:
    gone = DeviceGone(NOON)

    assert outcome_for_device(gone, NOON) == gone
    assert outcome_for_device(DeviceGone(None), NOON) == DeviceGone(None)
    assert isinstance(outcome_for_device(gone, NOON + timedelta(milliseconds=1)), TryLater)
    assert outcome_for_device(Delivered(), NOON) == Delivered()
