"""Dispatch on PostgreSQL sends each due reminder once to all devices and addresses."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from builders.core.clocks import NOON
from builders.reminders.dispatching import (
    Dispatching,
    a_row,
    inbox_titles,
    put_addressee,
    put_devices,
    put_due,
    put_occasions,
    rows_of,
    states,
)
from gifter_adapters.postgres.core.database import Database
from gifter_app.container import Container
from gifter_domain.notifications.senders import DeviceGone, Refused, TryLater

SENT, INBOX_ONLY = ("SENT", None), ("SENT", "inbox_only")


@pytest.fixture
def database(container: Container) -> Database:
    return container.database()


@pytest.fixture
async def dispatching(container: Container, database: Database) -> Dispatching:
    """Gives Ada a phone; the clock stands at noon."""
    await put_addressee(database)
    await put_devices(database, "phone")
    return Dispatching(container)


async def test_a_due_reminder_is_pushed_and_added_to_the_inbox(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))

    assert await dispatching.run() == 1

    ((token, notice),) = dispatching.push.sent
    assert (token, notice.title) == ("phone", "Silver (Ana) is in 3 days")
    assert notice.collapse_key == notice.id == str(UUID(notice.id))
    assert notice.expires_at == NOON + timedelta(days=3)
    assert await states(database) == {"Silver-3-PUSH": SENT}
    assert await inbox_titles(database) == [notice.title]
    assert await dispatching.run() == 0


async def test_a_reminder_that_is_not_due_is_not_sent(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver", scheduled_for=NOON + timedelta(seconds=1)))

    assert await dispatching.run() == 0
    dispatching.clock.move(timedelta(seconds=1))
    assert await dispatching.run() == 1


async def test_push_and_mail_of_one_reminder_are_one_notification_in_the_inbox(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"), a_row("Silver", channel="EMAIL"))

    await dispatching.run()

    (mail,) = dispatching.mail.sent
    assert (mail.to, mail.subject) == ("ada@example.com", "Silver (Ana) is in 3 days")
    assert mail.message_id.startswith("<")
    assert dispatching.push.tokens == ["phone"]
    assert await inbox_titles(database) == ["Silver (Ana) is in 3 days"]
    assert await states(database) == {"Silver-3-PUSH": SENT, "Silver-3-EMAIL": SENT}


async def test_without_a_device_or_verified_address_the_reminder_is_only_in_the_inbox(
    container: Container, database: Database
) -> None:
    await put_addressee(database, email_verified=False)
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"), a_row("Silver", channel="EMAIL"))
    dispatching = Dispatching(container)

    await dispatching.run()

    assert (dispatching.push.sent, dispatching.mail.sent) == ([], [])
    assert await states(database) == {"Silver-3-PUSH": INBOX_ONLY, "Silver-3-EMAIL": INBOX_ONLY}
    assert len(await inbox_titles(database)) == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("UPDATE user_account SET status = 'DISABLED'", ("CANCELLED", "account_closed")),
        ("DELETE FROM occasion", ("CANCELLED", "occasion_gone")),
        ("UPDATE recipient SET expires_at = '2026-11-21T12:00Z'", ("CANCELLED", "occasion_gone")),
        (
            "UPDATE notification_schedule SET useful_until = '2026-11-21T12:00Z'",
            ("SKIPPED", "too_late"),
        ),
    ],
)
async def test_an_unwanted_or_useless_reminder_is_not_sent(
    dispatching: Dispatching, database: Database, change: str, expected: tuple[str, str]
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))
    await execute(database, change)

    assert await dispatching.run() == 1

    assert await states(database) == {"Silver-3-PUSH": expected}
    assert (dispatching.push.sent, await inbox_titles(database)) == ([], [])


async def test_a_retry_is_sent_only_to_devices_without_the_notice(
    dispatching: Dispatching, database: Database
) -> None:
    await put_devices(database, "tablet", "watch")
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))
    dispatching.push.answers["tablet"] = [TryLater(timedelta(minutes=1), "busy")]
    dispatching.push.answers["watch"] = [RuntimeError("a fault of ours")]

    await dispatching.run()

    assert sorted(dispatching.push.tokens) == ["phone", "tablet", "watch"]
    assert await states(database) == {"Silver-3-PUSH": ("QUEUED", None)}
    assert await inbox_titles(database) == ["Silver (Ana) is in 3 days"]

    dispatching.clock.move(timedelta(seconds=59))
    assert await dispatching.run() == 0
    dispatching.clock.move(timedelta(seconds=1))
    assert await dispatching.run() == 1

    assert sorted(dispatching.push.tokens[3:]) == ["tablet", "watch"]
    assert len({notice.id for _, notice in dispatching.push.sent}) == 1
    assert await states(database) == {"Silver-3-PUSH": SENT}
    assert len(await inbox_titles(database)) == 1


async def test_late_reminders_and_retries_are_deferred_to_the_end_of_quiet_hours(
    dispatching: Dispatching, database: Database
) -> None:
    await quiet_hours(database, "12:00", "14:00")
    await put_occasions(database, "Silver", "Urgent")
    late = NOON - timedelta(days=1)
    await put_due(
        database,
        a_row("Silver", scheduled_for=late),
        a_row("Urgent", useful_until=NOON + timedelta(hours=1)),
    )

    assert [one.reminders[0].key.occasion_id for one in await dispatching.dispatch.preview()] == [
        "Urgent"
    ]
    await dispatching.run()
    assert await states(database) == {"Silver-3-PUSH": ("QUEUED", None), "Urgent-3-PUSH": SENT}

    dispatching.clock.move(timedelta(hours=2, seconds=-1))
    assert await dispatching.run() == 0
    dispatching.clock.move(timedelta(seconds=1))
    assert await dispatching.run() == 1
    assert await states(database) == {"Silver-3-PUSH": SENT, "Urgent-3-PUSH": SENT}


async def test_a_retry_is_not_sent_in_quiet_hours(
    dispatching: Dispatching, database: Database
) -> None:
    await quiet_hours(database, "12:01", "14:00")
    await put_occasions(database, "Gold", "Silver")
    await put_due(database, a_row("Gold"), a_row("Silver"))
    dispatching.push.answers["phone"] = [TryLater(timedelta(minutes=2), "busy")]
    await dispatching.run()

    dispatching.clock.move(timedelta(minutes=2))
    await dispatching.run()
    assert len(dispatching.push.sent) == 1
    dispatching.clock.move(timedelta(minutes=118))
    await dispatching.run()

    assert len(dispatching.push.sent) == 2
    assert len({notice.id for _, notice in dispatching.push.sent}) == 1
    assert set((await states(database)).values()) == {SENT}


async def test_retries_end_when_the_reminder_is_of_no_more_use(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver", useful_until=NOON + timedelta(minutes=10)))
    dispatching.push.answers["phone"] = [TryLater(None, "busy")] * 99

    for _ in range(100):
        await dispatching.run()
        dispatching.clock.move(timedelta(seconds=10))

    assert await states(database) == {"Silver-3-PUSH": ("FAILED", "busy")}
    assert 3 <= len(dispatching.push.sent) <= 9


async def test_a_reminder_that_every_device_refuses_fails(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))
    dispatching.push.answers["phone"] = [Refused("TopicDisallowed")]

    await dispatching.run()

    assert await states(database) == {"Silver-3-PUSH": ("FAILED", "TopicDisallowed")}
    assert len(await inbox_titles(database)) == 1


async def test_a_gone_device_is_removed_and_the_others_get_the_notice(
    dispatching: Dispatching, database: Database
) -> None:
    await put_devices(database, "old", "bad")
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))
    dispatching.push.answers["old"] = [DeviceGone(NOON)]
    dispatching.push.answers["bad"] = [DeviceGone(None)]

    await dispatching.run()

    assert sorted(dispatching.push.tokens) == ["bad", "old", "phone"]
    assert [row.id for row in await rows_of(database, "SELECT id FROM device")] == ["phone"]
    assert await states(database) == {"Silver-3-PUSH": SENT}


async def test_a_device_that_registered_again_since_it_was_gone_is_kept_and_retried(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))
    dispatching.push.answers["phone"] = [DeviceGone(NOON - timedelta(seconds=1))]

    await dispatching.run()
    dispatching.clock.move(timedelta(seconds=5))
    await dispatching.run()

    assert dispatching.push.tokens == ["phone", "phone"]
    assert await states(database) == {"Silver-3-PUSH": SENT}


async def test_a_device_that_registers_again_during_the_attempt_is_kept(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))
    dispatching.push.answers["phone"] = [DeviceGone(None)]

    async def register_again() -> None:
        await execute(database, "UPDATE device SET updated_at = '2026-11-21T12:00:01Z'")

    dispatching.push.before = register_again
    await dispatching.run()

    assert [row.id for row in await rows_of(database, "SELECT id FROM device")] == ["phone"]


async def test_reminders_of_one_morning_are_one_notice_and_separate_in_the_inbox(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Gold", "Silver")
    await put_due(
        database,
        *(a_row(each, channel=c) for each in ("Gold", "Silver") for c in ("PUSH", "EMAIL")),
    )

    await dispatching.run()

    ((_, notice),) = dispatching.push.sent
    assert notice.title == "2 occasions are coming up"
    assert len(dispatching.mail.sent) == 1
    assert await inbox_titles(database) == ["Gold (Ana) is in 3 days", "Silver (Ana) is in 3 days"]
    assert set((await states(database)).values()) == {SENT}


async def test_a_digest_has_the_whole_morning_and_without_digests_each_comes_at_its_time(
    dispatching: Dispatching, database: Database
) -> None:
    await put_addressee(database, "eve", digest=False)
    await put_devices(database, "eve's", user_id="eve")
    await put_occasions(database, "Gold", "Silver", "Tin")
    await put_occasions(database, "Iron", "Lead", user_id="eve")
    eight, nine, noon = (NOON + timedelta(days=1, hours=each) for each in (-4, -3, 0))
    await put_due(
        database,
        a_row("Gold", scheduled_for=eight),
        a_row("Silver", scheduled_for=nine),
        a_row("Tin", scheduled_for=noon),
        a_row("Iron", scheduled_for=eight, user_id="eve"),
        a_row("Lead", scheduled_for=nine, user_id="eve"),
    )
    sent = []

    for _ in range(24):
        dispatching.clock.move(timedelta(hours=1))
        await dispatching.run()
        sent.append(sorted(dispatching.push.tokens))
        dispatching.push.sent.clear()

    assert [each for each in sent if each] == [["eve's", "phone"], ["eve's"], ["phone"]]
    assert set((await states(database)).values()) == {SENT}


async def test_a_digest_whose_worker_died_is_sent_again_with_the_whole_morning(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Gold", "Silver")
    eight, nine = (NOON + timedelta(days=1, hours=each) for each in (-4, -3))
    await put_due(database, a_row("Gold", scheduled_for=eight), a_row("Silver", scheduled_for=nine))
    dispatching.clock.move(timedelta(hours=20))

    async def die() -> None:
        dispatching.push.before = None
        await execute(database, "UPDATE notification_schedule SET lease_id = 'of the dead'")

    dispatching.push.before = die
    await dispatching.run()
    dispatching.clock.move(dispatching.lease)
    await execute(database, "DELETE FROM reminder_delivery")
    await dispatching.run()

    titles = [notice.title for _, notice in dispatching.push.sent]
    assert titles == ["2 occasions are coming up"] * 2
    assert len({notice.id for _, notice in dispatching.push.sent}) == 1
    assert set((await states(database)).values()) == {SENT}


async def test_other_days_other_readers_and_readers_without_digests_get_separate_notices(
    dispatching: Dispatching, database: Database
) -> None:
    await put_addressee(database, "bob")
    await put_addressee(database, "eve", digest=False)
    await put_devices(database, "bob's", user_id="bob")
    await put_devices(database, "eve's", user_id="eve")
    await put_occasions(database, "today", "yesterday")
    await put_occasions(database, "of bob", user_id="bob")
    await put_occasions(database, "of eve", "another", user_id="eve")
    await put_due(
        database,
        a_row("today"),
        # Half an hour earlier, but yesterday in Ada's time zone.
        a_row("yesterday", scheduled_for=datetime(2026, 11, 20, 23, 59, tzinfo=UTC)),
        a_row("of bob", user_id="bob"),
        a_row("of eve", user_id="eve"),
        a_row("another", user_id="eve"),
    )

    await dispatching.run()

    assert sorted(dispatching.push.tokens) == ["bob's", "eve's", "eve's", "phone", "phone"]
    assert len({notice.id for _, notice in dispatching.push.sent}) == 5


async def test_a_retried_notice_does_not_take_in_newly_due_reminders(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Gold", "Silver", "Tin")
    await put_due(database, a_row("Gold"), a_row("Silver"))
    dispatching.push.answers["phone"] = [TryLater(None, "busy")]
    await dispatching.run()
    await put_due(database, a_row("Tin"))
    await execute(database, "DELETE FROM occasion WHERE id = 'Silver'")

    dispatching.clock.move(timedelta(seconds=5))
    await dispatching.run()

    first, *others = [notice for _, notice in dispatching.push.sent]
    assert sorted(other.title for other in others) == [
        "Gold (Ana) is in 3 days",
        "Tin (Ana) is in 3 days",
    ]
    assert [other.title for other in others if other.id == first.id] == ["Gold (Ana) is in 3 days"]


async def test_after_a_worker_died_the_same_notice_is_sent_again(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Gold", "Silver")
    await put_due(database, a_row("Gold"), a_row("Silver"))
    sending = asyncio.Event()

    async def hang() -> None:
        sending.set()
        await asyncio.Event().wait()

    dispatching.push.before = hang
    doomed = asyncio.create_task(dispatching.run())
    await sending.wait()
    doomed.cancel()
    await asyncio.wait([doomed])
    dispatching.push.before = None

    assert await dispatching.run() == 0  # its lease has not expired
    dispatching.clock.move(dispatching.lease)
    assert await dispatching.run() == 2

    assert [notice.title for _, notice in dispatching.push.sent] == ["2 occasions are coming up"]
    assert set((await states(database)).values()) == {SENT}


async def test_a_worker_without_the_lease_records_only_its_attempts(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))

    async def lose_the_lease() -> None:
        await execute(database, "UPDATE notification_schedule SET lease_id = 'another'")

    dispatching.push.before = lose_the_lease
    await dispatching.run()

    assert await states(database) == {"Silver-3-PUSH": ("SENDING", None)}
    assert await inbox_titles(database) == []

    dispatching.push.before = None
    dispatching.clock.move(dispatching.lease)
    await dispatching.run()

    assert dispatching.push.tokens == ["phone"]
    assert await states(database) == {"Silver-3-PUSH": SENT}
    assert len(await inbox_titles(database)) == 1


async def test_concurrent_workers_send_every_reminder_once(
    dispatching: Dispatching, database: Database
) -> None:
    names = [f"addressee{n}" for n in range(40)]
    for name in names:
        await put_addressee(database, name)
        await put_devices(database, f"phone of {name}", user_id=name)
        await put_occasions(database, f"{name}-1", f"{name}-2", user_id=name)
    await put_due(database, *(a_row(f"{name}-{n}", user_id=name) for name in names for n in (1, 2)))

    await asyncio.gather(*(dispatching.run() for _ in range(4)))
    await dispatching.run()

    assert sorted(dispatching.push.tokens) == sorted(f"phone of {name}" for name in names)
    assert set((await states(database)).values()) == {SENT}


async def test_reminders_of_a_user_being_replanned_are_sent_in_the_next_run(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))

    async with database.transaction() as connection:
        await connection.execute(text("SELECT FROM user_account FOR NO KEY UPDATE"))
        assert await dispatching.run() == 0

    assert await dispatching.run() == 1


async def test_a_notice_that_cannot_be_written_does_not_stop_the_others(
    dispatching: Dispatching, database: Database
) -> None:
    await put_addressee(database, "bob", timezone="Nowhere/At_All")
    await put_addressee(database, "eve")
    await put_devices(database, "eve's", user_id="eve")
    await put_occasions(database, "of bob", user_id="bob")
    await put_occasions(database, "of eve", user_id="eve")
    await put_due(database, a_row("of bob", user_id="bob"), a_row("of eve", user_id="eve"))

    await dispatching.run()

    assert dispatching.push.tokens == ["eve's"]
    assert [status for status, _ in (await states(database)).values()] == ["QUEUED", "SENT"]


async def test_a_friend_without_a_name_is_called_a_friend(
    dispatching: Dispatching, database: Database
) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))
    await execute(database, "UPDATE recipient SET name = NULL")
    await execute(database, "UPDATE occasion SET title = NULL")

    await dispatching.run()

    assert await inbox_titles(database) == ["Your friend’s anniversary is in 3 days"]


async def test_a_preview_changes_nothing(dispatching: Dispatching, database: Database) -> None:
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver"))

    previewed = await dispatching.dispatch.preview()

    assert [one.id for notice in previewed for one in notice.reminders] == ["Silver-3-PUSH"]
    assert await states(database) == {"Silver-3-PUSH": ("QUEUED", None)}
    assert await dispatching.run() == 1


async def test_age_and_days_left_count_from_the_readers_today(
    dispatching: Dispatching, database: Database
) -> None:
    await execute(database, "UPDATE user_account SET timezone = 'Pacific/Auckland'")
    await put_occasions(database, "x")
    await execute(
        database, "UPDATE recipient SET birth_year = 1986, birth_month = 11, birth_day = 24"
    )
    await execute(
        database,
        "UPDATE occasion SET type = 'BIRTHDAY', title = NULL, month = NULL, day = NULL,"
        " follows_birthday = true",
    )
    await put_due(database, a_row("x", occurrence_on=date(2026, 11, 24)))

    await dispatching.run()

    ((_, notice),) = dispatching.push.sent
    assert notice.title == "Ana’s birthday is in 2 days"
    assert "turns 40" in notice.body


async def test_the_text_says_today_when_the_day_has_begun_in_the_occasions_zone(
    dispatching: Dispatching, database: Database
) -> None:
    await execute(database, "UPDATE user_account SET timezone = 'America/Los_Angeles'")
    await put_occasions(database, "Silver")
    await execute(database, "UPDATE occasion SET timezone = 'Pacific/Auckland'")
    today = NOON.date() + timedelta(days=1)  # in Auckland: one in the morning on the 22nd
    await put_due(database, a_row("Silver", occurrence_on=today, days_before=0))

    await dispatching.run()

    assert await inbox_titles(database) == ["Silver (Ana) is today"]


async def test_an_occasion_with_a_time_is_counted_and_shown_in_the_readers_zone(
    dispatching: Dispatching, database: Database
) -> None:
    await execute(database, "UPDATE user_account SET timezone = 'Pacific/Auckland'")
    await put_occasions(database, "Silver")
    await execute(
        database, "UPDATE occasion SET timezone = 'America/Los_Angeles', at_local = '20:00'"
    )
    await put_due(database, a_row("Silver", occurrence_on=NOON.date(), days_before=0))

    await dispatching.run()

    ((_, notice),) = dispatching.push.sent
    assert notice.title == "Silver (Ana) is today"
    assert notice.body.startswith("Sunday, 22 November, 17:00 · ")


async def quiet_hours(database: Database, start: str, end: str) -> None:
    await execute(
        database,
        f"UPDATE notification_preference SET quiet_from_local = '{start}',"
        f" quiet_to_local = '{end}', quiet_days = ARRAY[1, 2, 3, 4, 5, 6, 7]",
    )


async def execute(database: Database, statement: str) -> None:
    async with database.transaction() as connection:
        await connection.execute(text(statement))
