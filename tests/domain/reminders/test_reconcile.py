"""Reconciling writes only the rows that differ from the plan, and no reminder is sent twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.occasions.recurrence import Once, Yearly
from gifter_domain.reminders.planning.reconcile import (
    Changes,
    ReminderStatus,
    StoredReminder,
    keeps_notice,
    reconcile,
    times_to_send,
)
from gifter_domain.reminders.planning.timing import (
    PlannedReminder,
    Remindable,
    ReminderKey,
    Rule,
    plan_reminders,
)
from gifter_domain.reminders.policy import STANDARD, Channel, Offset, ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences, QuietHours

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = ReminderKey("birthday", date(2026, 3, 14), 7, Channel.PUSH)
DUE = datetime(2026, 3, 7, 9, tzinfo=UTC)
PLANNED = PlannedReminder(KEY, DUE, datetime(2026, 3, 14, tzinfo=UTC), Rule.ON_TIME, DUE)
NOTHING = Changes((), (), (), ())

Rows = dict[ReminderKey, StoredReminder]
NO_ROWS: Rows = {}


def row(planned: PlannedReminder, status: ReminderStatus) -> StoredReminder:
    sent_at = planned.scheduled_for if status is ReminderStatus.SENT else None
    return StoredReminder(
        planned.key, planned.scheduled_for, planned.useful_until, planned.rule, status, sent_at
    )


def written(rows: Rows, changes: Changes) -> Rows:
    """Returns the rows after the changes, as the database would have them."""
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


def test_a_new_reminder_is_added_and_an_unchanged_one_is_not_written() -> None:
    assert reconcile([PLANNED], [], NOW) == replace(NOTHING, add=(PLANNED,))
    assert reconcile([PLANNED], [row(PLANNED, ReminderStatus.QUEUED)], NOW) == NOTHING


def test_a_reminder_with_another_time_is_moved() -> None:
    later = replace(PLANNED, scheduled_for=DUE + timedelta(hours=1))

    changes = reconcile([later], [row(PLANNED, ReminderStatus.QUEUED)], NOW)

    assert changes == replace(NOTHING, move=(later,))


def test_an_unplanned_reminder_is_cancelled_and_revived_if_planned_again() -> None:
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
def test_planning_does_not_change_rows_that_dispatch_has_handled(status: ReminderStatus) -> None:
    taken = row(PLANNED, status)
    moved = replace(PLANNED, scheduled_for=DUE + DAY, useful_until=DUE + 2 * DAY)

    assert reconcile([moved], [taken], NOW) == NOTHING
    assert reconcile([], [taken], NOW) == NOTHING


def test_a_sending_reminder_is_withdrawn_if_its_plan_changes_and_restored_if_it_changes_back() -> (
    None
):
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


def test_a_sending_reminder_is_not_withdrawn_because_it_is_late() -> None:
    sending = row(PLANNED, ReminderStatus.SENDING)

    assert reconcile([], [sending], PLANNED.useful_until) == NOTHING


def test_planning_again_does_not_defer_a_due_reminder() -> None:
    now = DUE + timedelta(seconds=30)
    again = replace(PLANNED, scheduled_for=now, rule=Rule.CATCH_UP)

    assert reconcile([again], [row(PLANNED, ReminderStatus.QUEUED)], now) == NOTHING


def test_a_due_reminder_is_moved_if_new_quiet_hours_apply_before_it_is_sent() -> None:
    now = DUE + timedelta(seconds=30)
    after_them = replace(PLANNED, scheduled_for=now + timedelta(hours=8), rule=Rule.CATCH_UP)

    changes = reconcile([after_them], [row(PLANNED, ReminderStatus.QUEUED)], now)

    assert changes == replace(NOTHING, move=(after_them,))


def test_a_reminder_that_somebody_has_is_retried_unchanged_or_ends() -> None:
    now = DUE + timedelta(minutes=5)
    partly = replace(row(PLANNED, ReminderStatus.QUEUED), sent_at=DUE)
    late = replace(PLANNED, scheduled_for=now, rule=Rule.CATCH_UP)
    moved = replace(PLANNED, scheduled_for=DUE + DAY)
    ends = replace(NOTHING, cancel=(KEY,))

    assert reconcile([late], [partly], now) == NOTHING
    assert [reconcile(each, [partly], now) for each in ([], [moved])] == [ends, ends]


def test_nothing_is_caught_up_after_a_partly_sent_reminder() -> None:
    partly = replace(row(PLANNED, ReminderStatus.QUEUED), sent_at=DUE + timedelta(hours=1))

    changes = reconcile([caught_up(10, DUE - 3 * DAY, DUE + DAY)], [partly], DUE + DAY)

    assert changes == replace(NOTHING, cancel=(KEY,))


def test_only_a_queued_due_reminder_keeps_its_notice() -> None:
    queued, cancelled = ReminderStatus.QUEUED, ReminderStatus.CANCELLED

    assert keeps_notice(queued, PLANNED, DUE)
    assert not keeps_notice(queued, PLANNED, DUE - timedelta(seconds=1))
    assert not keeps_notice(cancelled, PLANNED, DUE)


def test_planning_leaves_useless_reminders_to_dispatch() -> None:
    queued = row(PLANNED, ReminderStatus.QUEUED)

    assert reconcile([], [queued], PLANNED.useful_until) == NOTHING


def caught_up(days_before: int, intended_at: datetime, now: datetime) -> PlannedReminder:
    key = replace(KEY, days_before=days_before)
    return replace(PLANNED, key=key, scheduled_for=now, intended_at=intended_at, rule=Rule.CATCH_UP)


def test_nothing_is_caught_up_after_a_later_reminder_was_sent() -> None:
    sent = row(PLANNED, ReminderStatus.SENT)
    now = DUE + DAY

    assert reconcile([caught_up(10, DUE - 3 * DAY, now)], [sent], now) == NOTHING
    assert reconcile([caught_up(6, DUE + DAY / 2, now)], [sent], now).add


def test_a_reminder_of_another_date_does_not_prevent_a_catch_up() -> None:
    sent = row(PLANNED, ReminderStatus.SENT)
    late = caught_up(10, DUE - 3 * DAY, DUE + DAY)
    moved = replace(late, key=replace(late.key, occurrence_on=KEY.occurrence_on - 2 * DAY))

    assert reconcile([moved], [sent], DUE + DAY).add == (moved,)


def test_nothing_is_caught_up_while_another_reminder_is_being_sent() -> None:
    sending = row(PLANNED, ReminderStatus.SENDING)

    assert reconcile([caught_up(6, DUE, DUE + DAY)], [sending], DUE + DAY).add == ()


def test_a_reminder_sent_through_one_channel_is_caught_up_through_the_other() -> None:
    sent = row(PLANNED, ReminderStatus.SENT)
    late = caught_up(10, DUE - 3 * DAY, DUE + DAY)
    by_mail = replace(late, key=replace(late.key, channel=Channel.EMAIL))

    assert reconcile([by_mail], [sent], DUE + DAY).add == (by_mail,)


@dataclass(frozen=True)
class Inputs:
    """Everything a plan depends on; None for no occasion or an inactive account."""

    occasion: Remindable | None
    policy: ReminderPolicy
    preferences: NotificationPreferences
    zone: ZoneInfo

    def plan(self, now: datetime, rows: Rows = NO_ROWS) -> frozenset[PlannedReminder]:
        if self.occasion is None:
            return frozenset()
        return plan_reminders(
            self.occasion,
            self.policy,
            self.preferences,
            self.zone,
            now,
            stored=times_to_send(rows.values()),
        )


_hours = st.integers(0, 23).map(time)
_zone_names = st.sampled_from(["Europe/London", "America/Los_Angeles", "Pacific/Auckland"])
_offsets = st.lists(
    st.builds(Offset, st.integers(0, 20), _hours), min_size=1, max_size=4, unique=True
).map(tuple)
_channels = st.sampled_from([(Channel.PUSH,), (Channel.EMAIL,), tuple(Channel)])
_quiet = st.builds(QuietHours, _hours, _hours).filter(lambda quiet: quiet.start != quiet.end)
_inputs = st.builds(
    Inputs,
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
_NO_INPUTS = (STANDARD, NotificationPreferences(), ZoneInfo("Europe/London"))


def unsent(rows: Rows, now: datetime) -> set[tuple[object, ...]]:
    """Returns the queued reminders; past times count as now."""
    return {
        (each.key, max(each.scheduled_for, now), each.useful_until)
        for each in rows.values()
        if each.status is ReminderStatus.QUEUED
    }


@given(st.lists(_inputs, max_size=4), _inputs)
def test_only_the_last_change_counts_and_planning_again_writes_nothing(
    before: Sequence[Inputs], last: Inputs
) -> None:
    rows: Rows = {}
    for inputs in [*before, last]:
        rows = replanned(rows, inputs.plan(NOW, rows), NOW)

    assert unsent(rows, NOW) == unsent(replanned({}, last.plan(NOW), NOW), NOW)
    assert reconcile(last.plan(NOW, rows), rows.values(), NOW) == NOTHING


def dispatched(rows: Rows, now: datetime) -> tuple[Rows, list[StoredReminder]]:
    """Returns the rows after dispatch, and the rows it sent."""
    due = [
        each
        for each in rows.values()
        if each.status is ReminderStatus.QUEUED and each.scheduled_for <= now < each.useful_until
    ]
    sent = [replace(each, status=ReminderStatus.SENT, sent_at=now) for each in due]
    return rows | {each.key: each for each in sent}, sent


@given(
    st.lists(
        st.tuples(st.integers(1, 3 * 24 * 60), st.booleans(), st.none() | _inputs),
        min_size=1,
        max_size=12,
    ),
    _inputs,
)
def test_changes_at_any_time_never_send_a_reminder_twice(
    steps: Sequence[tuple[int, bool, Inputs | None]], inputs: Inputs
) -> None:
    """At each step time passes, the inputs may change, and dispatch may run."""
    now, rows, history = NOW, Rows(), list[StoredReminder]()
    for minutes, dispatches, changed in steps:
        now += timedelta(minutes=minutes)
        inputs = changed or inputs
        rows = replanned(rows, inputs.plan(now, rows), now)
        assert reconcile(inputs.plan(now, rows), rows.values(), now) == NOTHING
        if dispatches:
            rows, sent = dispatched(rows, now)
            history += sent
            after = reconcile(inputs.plan(now, rows), rows.values(), now)
            assert not [each for each in (*after.add, *after.revive) if each.scheduled_for <= now]

    assert len({each.key for each in history}) == len(history)


def while_sending(rows: Rows, now: datetime) -> Rows:
    """Returns the rows while all due reminders are being sent."""
    _, due = dispatched(rows, now)
    return rows | {
        each.key: replace(each, status=ReminderStatus.SENDING, sent_at=None) for each in due
    }


def after_failed_attempts(rows: Rows) -> Rows:
    """Returns the rows after all attempts have failed for now."""
    ends = {
        each.key: ReminderStatus.CANCELLED if each.withdrawn else ReminderStatus.QUEUED
        for each in rows.values()
        if each.status is ReminderStatus.SENDING
    }
    return rows | {
        key: replace(rows[key], status=end, withdrawn=False) for key, end in ends.items()
    }


@given(st.lists(_inputs, max_size=2), st.lists(_inputs, max_size=3), st.integers(0, 20 * 24))
def test_changes_during_a_failed_attempt_count_as_if_there_was_no_attempt(
    before: Sequence[Inputs], during: Sequence[Inputs], hours: int
) -> None:
    """Only withdrawn reminders make dispatch ask for another plan."""
    now, rows = NOW + timedelta(hours=hours), Rows()
    inputs = [Inputs(None, *_NO_INPUTS), *before]
    for each in inputs:
        rows = replanned(rows, each.plan(now, rows), now)
    rows = while_sending(rows, now)
    for each in during:
        rows = replanned(rows, each.plan(now, rows), now)
        assert reconcile(each.plan(now, rows), rows.values(), now) == NOTHING
    last = [*inputs, *during][-1]
    again = any(each.withdrawn for each in rows.values())
    rows = after_failed_attempts(rows)

    if again:
        rows = replanned(rows, last.plan(now, rows), now)

    assert unsent(rows, now) == unsent(replanned({}, last.plan(now), now), now)
    assert reconcile(last.plan(now, rows), rows.values(), now) == NOTHING


@given(_inputs, st.lists(st.integers(1, 26 * 60), max_size=30))
def test_each_occurrence_is_caught_up_at_most_once_without_changes(
    inputs: Inputs, pauses: Sequence[int]
) -> None:
    """Dispatch is never late here, so only reminders missed by the first plan are caught up."""
    now, rows, late = NOW, replanned({}, inputs.plan(NOW), NOW), list[StoredReminder]()
    for minutes in pauses:
        until = now + timedelta(minutes=minutes)
        waiting = {each.scheduled_for for each in rows.values() if each.scheduled_for <= until}
        for moment in sorted(max(each, now) for each in waiting):
            rows, sent = dispatched(rows, moment)
            late += [each for each in sent if each.rule is Rule.CATCH_UP]
        now = until
        rows = replanned(rows, inputs.plan(now, rows), now)

    names = [(each.key.occurrence_on, each.key.channel) for each in late]
    assert len(set(names)) == len(names)
