"""The stored schedule follows the plan: only what differs is written, and nothing is told twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.occasions.recurrence import Once, Yearly
from gifter_domain.reminders.planning import (
    PlannedReminder,
    Remindable,
    ReminderKey,
    Rule,
    plan_reminders,
)
from gifter_domain.reminders.policy import STANDARD, Channel, Offset, ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences, QuietHours
from gifter_domain.reminders.reconcile import (
    Changes,
    ReminderStatus,
    StoredReminder,
    keeps_notice,
    reconcile,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = ReminderKey("birthday", date(2026, 3, 14), 7, Channel.PUSH)
DUE = datetime(2026, 3, 7, 9, tzinfo=UTC)
PLANNED = PlannedReminder(KEY, DUE, datetime(2026, 3, 14, tzinfo=UTC), Rule.ON_TIME, DUE)
NOTHING = Changes((), (), (), ())

Rows = dict[ReminderKey, StoredReminder]


def row(planned: PlannedReminder, status: ReminderStatus) -> StoredReminder:
    sent_at = planned.scheduled_for if status is ReminderStatus.SENT else None
    return StoredReminder(
        planned.key, planned.scheduled_for, planned.useful_until, planned.rule, status, sent_at
    )


def written(rows: Rows, changes: Changes) -> Rows:
    """The rows afterwards, as the database would have them."""
    wanted = [*changes.add, *changes.move, *changes.revive]
    after = rows | {each.key: row(each, ReminderStatus.QUEUED) for each in wanted}
    for key in changes.cancel:
        told = rows[key].sent_at is not None
        after[key] = replace(
            rows[key], status=ReminderStatus.SENT if told else ReminderStatus.CANCELLED
        )
    for key in (*changes.withdraw, *changes.restore):
        after[key] = replace(rows[key], withdrawn=key in changes.withdraw)
    return after


def replanned(rows: Rows, planned: Iterable[PlannedReminder], now: datetime) -> Rows:
    return written(rows, reconcile(planned, rows.values(), now))


def test_what_is_new_is_added_and_what_is_as_planned_is_not_written() -> None:
    assert reconcile([PLANNED], [], NOW) == replace(NOTHING, add=(PLANNED,))
    assert reconcile([PLANNED], [row(PLANNED, ReminderStatus.QUEUED)], NOW) == NOTHING


def test_what_comes_at_another_time_is_moved() -> None:
    later = replace(PLANNED, scheduled_for=DUE + timedelta(hours=1))

    changes = reconcile([later], [row(PLANNED, ReminderStatus.QUEUED)], NOW)

    assert changes == replace(NOTHING, move=(later,))


def test_what_is_no_longer_planned_is_cancelled_and_planned_again_revived() -> None:
    queued, cancelled = (
        row(PLANNED, status) for status in (ReminderStatus.QUEUED, ReminderStatus.CANCELLED)
    )

    assert reconcile([], [queued], NOW) == replace(NOTHING, cancel=(KEY,))
    assert reconcile([], [cancelled], NOW) == NOTHING
    assert reconcile([PLANNED], [cancelled], NOW) == replace(NOTHING, revive=(PLANNED,))


@pytest.mark.parametrize(
    "status",
    [
        ReminderStatus.SENT,
        ReminderStatus.FAILED,
        ReminderStatus.SKIPPED,
    ],
)
def test_what_dispatch_has_taken_stays_whatever_is_planned(status: ReminderStatus) -> None:
    taken = row(PLANNED, status)
    moved = replace(PLANNED, scheduled_for=DUE + DAY, useful_until=DUE + 2 * DAY)

    assert reconcile([moved], [taken], NOW) == NOTHING
    assert reconcile([], [taken], NOW) == NOTHING


def test_what_is_being_sent_is_withdrawn_when_it_is_planned_otherwise_and_restored_again() -> None:
    sending = row(PLANNED, ReminderStatus.SENDING)
    withdrawn = replace(sending, withdrawn=True)
    later = replace(PLANNED, scheduled_for=DUE + DAY)
    now_due = replace(PLANNED, scheduled_for=DUE, rule=Rule.CATCH_UP)
    withdraw, restore = replace(NOTHING, withdraw=(KEY,)), replace(NOTHING, restore=(KEY,))

    assert [reconcile(each, [sending], DUE) for each in ([], [later], [PLANNED], [now_due])] == [
        withdraw,
        withdraw,
        NOTHING,
        NOTHING,
    ]
    assert [reconcile(each, [withdrawn], DUE) for each in ([], [later], [PLANNED])] == [
        NOTHING,
        NOTHING,
        restore,
    ]


def test_what_is_being_sent_is_not_withdrawn_for_being_late() -> None:
    sending = row(PLANNED, ReminderStatus.SENDING)

    assert reconcile([], [sending], PLANNED.useful_until) == NOTHING


def test_what_is_due_already_is_not_put_off_by_planning_again() -> None:
    now = DUE + timedelta(seconds=30)
    again = replace(PLANNED, scheduled_for=now, rule=Rule.CATCH_UP)

    assert reconcile([again], [row(PLANNED, ReminderStatus.QUEUED)], now) == NOTHING


def test_what_is_due_waits_when_quiet_hours_begin_before_it_is_told() -> None:
    now = DUE + timedelta(seconds=30)
    after_them = replace(PLANNED, scheduled_for=now + timedelta(hours=8), rule=Rule.CATCH_UP)

    changes = reconcile([after_them], [row(PLANNED, ReminderStatus.QUEUED)], now)

    assert changes == replace(NOTHING, move=(after_them,))


def test_what_somebody_has_is_tried_again_as_it_is_or_ends() -> None:
    now = DUE + timedelta(minutes=5)
    partly = replace(row(PLANNED, ReminderStatus.QUEUED), sent_at=DUE)
    late = replace(PLANNED, scheduled_for=now, rule=Rule.CATCH_UP)
    moved = replace(PLANNED, scheduled_for=DUE + DAY)
    ends = replace(NOTHING, cancel=(KEY,))

    assert reconcile([late], [partly], now) == NOTHING
    assert [reconcile(each, [partly], now) for each in ([], [moved])] == [ends, ends]


def test_nothing_is_caught_up_that_somebody_has_though_others_wait_for_it() -> None:
    partly = replace(row(PLANNED, ReminderStatus.QUEUED), sent_at=DUE + timedelta(hours=1))

    changes = reconcile([caught_up(10, DUE - 3 * DAY, DUE + DAY)], [partly], DUE + DAY)

    assert changes == replace(NOTHING, cancel=(KEY,))


def test_only_what_is_still_due_stays_in_the_notice_it_was_tried_in() -> None:
    queued, cancelled = ReminderStatus.QUEUED, ReminderStatus.CANCELLED

    assert keeps_notice(queued, PLANNED, DUE)
    assert not keeps_notice(queued, PLANNED, DUE - timedelta(seconds=1))
    assert not keeps_notice(cancelled, PLANNED, DUE)


def test_what_has_lost_its_use_is_left_to_dispatch_to_skip() -> None:
    queued = row(PLANNED, ReminderStatus.QUEUED)

    assert reconcile([], [queued], PLANNED.useful_until) == NOTHING


def caught_up(days_before: int, asked_for: datetime, now: datetime) -> PlannedReminder:
    key = replace(KEY, days_before=days_before)
    return replace(PLANNED, key=key, scheduled_for=now, intended_at=asked_for, rule=Rule.CATCH_UP)


def test_nothing_is_caught_up_that_was_followed_by_another_reminder() -> None:
    sent = row(PLANNED, ReminderStatus.SENT)
    now = DUE + DAY

    assert reconcile([caught_up(10, DUE - 3 * DAY, now)], [sent], now) == NOTHING
    assert reconcile([caught_up(6, DUE + DAY / 2, now)], [sent], now).add


def test_what_was_told_of_another_day_is_no_reason_not_to_catch_up() -> None:
    sent = row(PLANNED, ReminderStatus.SENT)
    late = caught_up(10, DUE - 3 * DAY, DUE + DAY)
    moved = replace(late, key=replace(late.key, occurrence_on=KEY.occurrence_on - 2 * DAY))

    assert reconcile([moved], [sent], DUE + DAY).add == (moved,)


def test_nothing_is_caught_up_while_another_one_is_being_told() -> None:
    sending = row(PLANNED, ReminderStatus.SENDING)

    assert reconcile([caught_up(6, DUE, DUE + DAY)], [sending], DUE + DAY).add == ()


def test_what_was_told_through_one_channel_is_caught_up_through_the_other() -> None:
    sent = row(PLANNED, ReminderStatus.SENT)
    late = caught_up(10, DUE - 3 * DAY, DUE + DAY)
    by_mail = replace(late, key=replace(late.key, channel=Channel.EMAIL))

    assert reconcile([by_mail], [sent], DUE + DAY).add == (by_mail,)


@dataclass(frozen=True)
class Wishes:
    """All that a plan follows from; no occasion, or an account out of use, is None."""

    occasion: Remindable | None
    policy: ReminderPolicy
    preferences: NotificationPreferences
    zone: ZoneInfo

    def plan(self, now: datetime) -> frozenset[PlannedReminder]:
        if self.occasion is None:
            return frozenset()
        return plan_reminders(self.occasion, self.policy, self.preferences, self.zone, now)


_hours = st.integers(0, 23).map(time)
_zone_names = st.sampled_from(["Europe/London", "America/Los_Angeles", "Pacific/Auckland"])
_offsets = st.lists(
    st.builds(Offset, st.integers(0, 20), _hours), min_size=1, max_size=4, unique=True
).map(tuple)
_channels = st.sampled_from([(Channel.PUSH,), (Channel.EMAIL,), tuple(Channel)])
_quiet = st.builds(QuietHours, _hours, _hours).filter(lambda quiet: quiet.start != quiet.end)
_wishes = st.builds(
    Wishes,
    st.none()
    | st.builds(
        Remindable,
        st.just("birthday"),
        st.sampled_from([Yearly(3, 14), Yearly(3, 2), Once(date(2026, 3, 10))]),
        _zone_names,
        st.none() | _hours,
    ),
    st.builds(ReminderPolicy, st.just("p"), st.none(), st.just(""), _offsets, _channels),
    st.builds(NotificationPreferences, st.booleans(), st.booleans(), st.none() | _quiet),
    _zone_names.map(ZoneInfo),
)
_NO_WISHES = (STANDARD, NotificationPreferences(), ZoneInfo("Europe/London"))


def unsent(rows: Rows, now: datetime) -> set[tuple[object, ...]]:
    """The queue, in which one moment in the past is as good as another."""
    return {
        (each.key, max(each.scheduled_for, now), each.useful_until)
        for each in rows.values()
        if each.status is ReminderStatus.QUEUED
    }


@given(st.lists(_wishes, max_size=4), _wishes)
def test_only_the_last_change_counts_and_planning_it_again_writes_nothing(
    before: Sequence[Wishes], last: Wishes
) -> None:
    rows: Rows = {}
    for wishes in [*before, last]:
        rows = replanned(rows, wishes.plan(NOW), NOW)

    assert unsent(rows, NOW) == unsent(replanned({}, last.plan(NOW), NOW), NOW)
    assert reconcile(last.plan(NOW), rows.values(), NOW) == NOTHING


def told(rows: Rows, now: datetime) -> tuple[Rows, list[StoredReminder]]:
    """The rows after dispatch, and those it sent."""
    due = [
        each
        for each in rows.values()
        if each.status is ReminderStatus.QUEUED and each.scheduled_for <= now < each.useful_until
    ]
    sent = [replace(each, status=ReminderStatus.SENT, sent_at=now) for each in due]
    return rows | {each.key: each for each in sent}, sent


@given(
    st.lists(
        st.tuples(st.integers(1, 3 * 24 * 60), st.booleans(), st.none() | _wishes),
        min_size=1,
        max_size=12,
    ),
    _wishes,
)
def test_changes_at_any_time_never_tell_anything_twice(
    steps: Sequence[tuple[int, bool, Wishes | None]], wishes: Wishes
) -> None:
    """Time goes by, things change, and dispatch runs or does not."""
    now, rows, history = NOW, {}, list[StoredReminder]()
    for minutes, dispatched, changed in steps:
        now += timedelta(minutes=minutes)
        wishes = changed or wishes
        rows = replanned(rows, wishes.plan(now), now)
        assert reconcile(wishes.plan(now), rows.values(), now) == NOTHING
        if dispatched:
            rows, sent = told(rows, now)
            history += sent
            after = reconcile(wishes.plan(now), rows.values(), now)
            assert not [each for each in (*after.add, *after.revive) if each.scheduled_for <= now]

    assert len({each.key for each in history}) == len(history)


def taken(rows: Rows, now: datetime) -> Rows:
    """The rows while all that is due is being sent."""
    _, due = told(rows, now)
    return rows | {
        each.key: replace(each, status=ReminderStatus.SENDING, sent_at=None) for each in due
    }


def given_back(rows: Rows) -> Rows:
    """The rows once all attempts have failed for now."""
    ends = {
        each.key: ReminderStatus.CANCELLED if each.withdrawn else ReminderStatus.QUEUED
        for each in rows.values()
        if each.status is ReminderStatus.SENDING
    }
    return rows | {
        key: replace(rows[key], status=end, withdrawn=False) for key, end in ends.items()
    }


@given(st.lists(_wishes, max_size=2), st.lists(_wishes, max_size=3), st.integers(0, 20 * 24))
def test_changes_during_an_attempt_that_fails_count_as_if_there_had_been_none(
    before: Sequence[Wishes], during: Sequence[Wishes], hours: int
) -> None:
    """What was withdrawn is planned for once more, as dispatch asks for; nothing else is."""
    now, rows = NOW + timedelta(hours=hours), Rows()
    wishes = [Wishes(None, *_NO_WISHES), *before]
    for each in wishes:
        rows = replanned(rows, each.plan(now), now)
    rows = taken(rows, now)
    for each in during:
        rows = replanned(rows, each.plan(now), now)
        assert reconcile(each.plan(now), rows.values(), now) == NOTHING
    last = [*wishes, *during][-1]
    again = any(each.withdrawn for each in rows.values())
    rows = given_back(rows)

    if again:
        rows = replanned(rows, last.plan(now), now)

    assert unsent(rows, now) == unsent(replanned({}, last.plan(now), now), now)
    assert reconcile(last.plan(now), rows.values(), now) == NOTHING


@given(_wishes, st.lists(st.integers(1, 26 * 60), max_size=30))
def test_without_changes_each_occurrence_is_caught_up_once_at_most(
    wishes: Wishes, pauses: Sequence[int]
) -> None:
    """Dispatch is never late here: what is caught up was past when it was first planned."""
    now, rows, late = NOW, replanned({}, wishes.plan(NOW), NOW), list[StoredReminder]()
    for minutes in pauses:
        until = now + timedelta(minutes=minutes)
        waiting = {each.scheduled_for for each in rows.values() if each.scheduled_for <= until}
        for moment in sorted(max(each, now) for each in waiting):
            rows, sent = told(rows, moment)
            late += [each for each in sent if each.rule is Rule.CATCH_UP]
        now = until
        rows = replanned(rows, wishes.plan(now), now)

    names = [(each.key.occurrence_on, each.key.channel) for each in late]
    assert len(set(names)) == len(names)
