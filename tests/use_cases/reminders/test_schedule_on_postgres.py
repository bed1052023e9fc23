"""The stored schedule follows each change, writes only differences, and repeats no reminder."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from builders.core.clocks import FixedClock
from builders.reminders.planner import Key, Planner
from gifter_app.container import Container
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient import RecipientDetails
from gifter_domain.reminders.policy import Channel, Offset, PolicyChanges
from gifter_domain.reminders.preferences import QuietHours
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.pages import PageRequest

CHRISTMAS = CivilDate(12, 25)
ONE_DAY_BEFORE = PolicyChanges(name="One", offsets=(Offset(1, time(7)),), channels=(Channel.PUSH,))


def utc(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


async def test_a_new_occasion_is_planned_at_once(ada: Planner) -> None:
    occasion = await ada.celebrate(await ada.keep(), CHRISTMAS)

    due = await ada.queued()

    assert due[occasion, date(2026, 12, 25), 14, "PUSH"] == (utc(2026, 12, 11, 9), "ON_TIME")
    assert {(on, before) for _, on, before, _ in due} == {
        (date(year, 12, 25), before) for year in (2026, 2027) for before in (14, 3, 0)
    }
    assert due == await ada.from_scratch()


async def test_planning_again_without_a_change_writes_no_row(
    container: Container, ada: Planner
) -> None:
    for day in range(1, 25):
        await ada.celebrate(await ada.keep(f"R{day}"), CivilDate(12, day))
    await ada.prefer(quiet_hours=QuietHours(time(22), time(10)))
    versions = await ada.versions()

    done = await container.reminders().plan_everybody.plan_all()
    await container.reminders().plan_everybody.roll_forward()

    assert (done.users, done.of_users) == (1, 1)
    assert done.added + done.moved + done.revived + done.cancelled == 0
    assert await ada.versions() == versions
    assert len(versions) > 200


async def test_a_change_that_moves_no_reminder_writes_no_reminder(ada: Planner) -> None:
    for day in range(1, 25):
        await ada.celebrate(await ada.keep(f"R{day}"), CivilDate(12, day))
    versions = await ada.versions_of_reminders()

    await ada.prefer()
    await ada.live_in(ada.user.timezone)

    assert await ada.versions_of_reminders() == versions
    assert len(versions) > 200


async def test_only_changed_reminders_are_written(ada: Planner) -> None:
    kept, moved = [
        await ada.celebrate(await ada.keep(name), CHRISTMAS) for name in ("Kept", "Moved")
    ]
    before = {row[0]: row for row in await ada.versions()}

    await ada.move(moved, CivilDate(12, 24))

    after = {row[0]: row for row in await ada.versions()}
    ids = await ada.ids_of(kept)
    assert len(ids) == 12
    assert all(after[row] == before[row] for row in ids)
    assert await ada.queued() == await ada.from_scratch()


async def test_a_sent_reminder_is_never_planned_again(ada: Planner) -> None:
    occasion = await ada.celebrate(await ada.keep(), CHRISTMAS)
    await ada.write(
        "UPDATE notification_schedule SET status = 'SENT', sent_at = scheduled_for"
        " WHERE occurrence_on = '2026-12-25' AND days_before = 14"
    )
    sent = [row for row in await ada.rows() if row.status == "SENT"]

    await ada.live_in("Pacific/Auckland")
    await ada.move(occasion, CivilDate(12, 26))
    await ada.prefer(push=False)
    await ada.prefer(push=True)
    await ada.move(occasion, CHRISTMAS)

    rows = await ada.rows()
    assert [row for row in rows if row.status == "SENT"] == sent
    assert len(sent) == 2
    missing = {*await ada.from_scratch()} - {*await ada.queued()}
    assert missing == {(occasion, date(2026, 12, 25), 14, channel) for channel in Channel}


async def test_planning_leaves_a_reminder_that_is_being_sent_to_its_sender(ada: Planner) -> None:
    occasion = await ada.celebrate(await ada.keep(), CHRISTMAS)
    await ada.write(
        "UPDATE notification_schedule SET status = 'SENDING', leased_until = now(), lease_id = 'x'"
    )

    await ada.move(occasion, CivilDate(6, 1))

    assert await ada.statuses(occasion) == {"SENDING", "QUEUED"}


async def test_removing_an_occasion_cancels_its_reminders_and_keeps_sent_ones(ada: Planner) -> None:
    occasion = await ada.celebrate(await ada.keep(), CHRISTMAS)

    await ada.container.occasions().manage_occasions.remove(ada.user, occasion)

    assert await ada.statuses(occasion) == {"CANCELLED"}


async def test_removing_a_recipient_cancels_their_reminders(ada: Planner) -> None:
    recipient = await ada.keep()
    occasion = await ada.celebrate(recipient, CHRISTMAS)

    await ada.container.people().manage_recipients.remove(ada.user, recipient)

    assert await ada.statuses(occasion) == {"CANCELLED"}


async def test_an_expired_recipients_reminders_are_cancelled(
    ada: Planner, clock: FixedClock
) -> None:
    occasion = await ada.celebrate(await ada.keep(temporary=True), CHRISTMAS)
    clock.move(timedelta(days=7))

    await ada.container.people().manage_recipients.remove_expired()

    assert await ada.statuses(occasion) == {"CANCELLED"}


async def test_a_changed_birthday_moves_the_reminders_that_follow_it(ada: Planner) -> None:
    recipient = await ada.keep()
    born = RecipientDetails(birthday=Birthday(2, 28, 1990))
    await ada.container.people().manage_recipients.change(ada.user, recipient, born)
    occasion = await ada.container.occasions().manage_occasions.follow_birthday(ada.user, recipient)

    leapling = RecipientDetails(birthday=Birthday(2, 29, 1992))
    await ada.container.people().manage_recipients.change(ada.user, recipient, leapling)

    # The 28th replaces the 29th, so no reminder had to move.
    assert {on for _, on, _, _ in await ada.queued()} == {date(2027, 2, 28)}
    await ada.container.people().manage_recipients.change(
        ada.user, recipient, RecipientDetails(birthday=None)
    )
    assert await ada.statuses(occasion.id) == {"CANCELLED"}


async def test_a_policy_applies_until_it_is_removed(container: Container, ada: Planner) -> None:
    policy = await container.reminders().manage_reminder_policies.create(ada.user, ONE_DAY_BEFORE)
    recipient = await ada.keep()
    named = await ada.celebrate(recipient, CHRISTMAS, reminder_policy_id=policy.id)
    other = await ada.celebrate(recipient, CHRISTMAS)

    def offsets(due: Iterable[Key], occasion: str) -> set[object]:
        return {(before, channel) for of, _, before, channel in due if of == occasion}

    standard = {(before, channel) for before in (14, 3, 0) for channel in Channel}
    due = await ada.queued()
    assert offsets(due, named) == {(1, "PUSH")}
    assert offsets(due, other) == standard

    later = PolicyChanges(offsets=(Offset(2, time(8)),))
    await container.reminders().manage_reminder_policies.change(ada.user, policy.id, later)
    assert offsets(await ada.queued(), named) == {(2, "PUSH")}

    await container.reminders().manage_reminder_policies.remove(ada.user, policy.id)
    assert offsets(await ada.queued(), named) == standard
    assert (
        await container.occasions().occasion_reads.occasion(ada.user.id, named)
    ).reminder_policy_id is None
    assert (
        len(
            (
                await container.reminders().manage_reminder_policies.list(ada.user, PageRequest())
            ).items
        )
        == 3
    )


async def test_the_default_policy_applies_to_occasions_without_a_policy(ada: Planner) -> None:
    await ada.celebrate(await ada.keep(), CHRISTMAS)

    await ada.prefer(default_policy_id="last-minute", email=False)

    assert {(before, channel) for _, _, before, channel in await ada.queued()} == {
        (before, "PUSH") for before in (2, 1, 0)
    }


async def test_reminders_follow_the_users_time_zone(ada: Planner) -> None:
    occasion = await ada.celebrate(await ada.keep(), CHRISTMAS)

    await ada.live_in("Asia/Tokyo")

    due = await ada.queued()
    assert due[occasion, date(2026, 12, 25), 3, "PUSH"][0] == utc(2026, 12, 22, 0)
    assert due == await ada.from_scratch()
