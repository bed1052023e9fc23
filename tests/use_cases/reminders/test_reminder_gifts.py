"""Gifts of reminders by mail: chosen before the reminder is due, and read when it is sent."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from builders.catalogue.rows import put_brand, put_product
from builders.core.clocks import NOON, FixedClock
from builders.reminders.dispatching import (
    Dispatching,
    a_row,
    put_addressee,
    put_due,
    put_occasions,
    rows_of,
)
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.reminders.gifts import PostgresReminderGifts
from gifter_app.container import Container
from gifter_app.use_cases.reminders.choose_gifts import ChooseReminderGifts
from gifter_domain.recommendations.recommendation import RecommendationResult
from gifter_domain.reminders.gifts import ChosenGift

EARLIER = NOON - timedelta(days=1)


@pytest.fixture
def database(container: Container) -> Database:
    return container.database()


@pytest.fixture
async def dispatching(container: Container, database: Database) -> Dispatching:
    """Gives Ada a verified address and a reminder by mail, and the catalogue a few products."""
    await put_addressee(database)
    await put_occasions(database, "Silver")
    await put_due(database, a_row("Silver", channel="EMAIL"))
    await put_brand(database)
    for number in range(5):
        await put_product(database, f"p{number}", title=f"Teapot {number}")
    for table in ("recipient", "product_mirror"):
        await put_updated(database, table, EARLIER)
    container.clock.override(FixedClock(NOON))
    return Dispatching(container)


async def put_updated(database: Database, table: str, at: datetime) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            text(f"UPDATE {table} SET updated_at = :at"),
            {"at": at},
        )


def choosing(container: Container, dispatching: Dispatching) -> ChooseReminderGifts:
    return ChooseReminderGifts(
        PostgresReminderGifts(container.database()),
        container.recommendations().recommend_gifts.suggest,
        container.clock(),
        dispatching.clock,
    )


async def stored(database: Database) -> list[list[str]]:
    rows = await rows_of(database, "SELECT product_ids FROM reminder_gifts")
    return [row.product_ids for row in rows]


async def test_a_mail_shows_three_gifts_with_their_price_and_a_reason(
    container: Container, dispatching: Dispatching, database: Database
) -> None:
    await choosing(container, dispatching).execute()

    await dispatching.run()

    (mail,) = dispatching.mail.sent
    (chosen,) = await stored(database)
    assert len(chosen) == 3
    for product_id in chosen:
        title = f"Teapot {product_id.removeprefix('p')}"
        assert title in mail.html
        assert f"- {title} (Fern & Furrow), £28.00\n  " in mail.text


async def test_gifts_are_chosen_in_the_12_hours_before_a_reminder(
    container: Container, dispatching: Dispatching, database: Database
) -> None:
    choose = choosing(container, dispatching)
    dispatching.clock.move(-timedelta(hours=12, seconds=1))
    await choose.execute()
    assert await stored(database) == []

    dispatching.clock.move(timedelta(seconds=1))
    await choose.execute()
    assert len(await stored(database)) == 1


async def test_gifts_are_chosen_again_only_after_a_change_of_the_recipient(
    container: Container, dispatching: Dispatching, database: Database
) -> None:
    gifts = PostgresReminderGifts(database)
    await choosing(container, dispatching).execute()
    until = NOON + timedelta(hours=1)
    assert await gifts.missing(NOON, until, 10) == []

    await put_updated(database, "recipient", NOON + timedelta(seconds=1))

    assert [one.id for one in await gifts.missing(NOON, until, 10)] == ["Silver-3-EMAIL"]
    await dispatching.run()
    assert "Teapot" not in dispatching.mail.sent[0].html


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE product_mirror SET updated_at = :after WHERE id = 'p1'",
        "UPDATE product_mirror SET in_stock = false WHERE id = 'p1'",
        "UPDATE product_mirror SET visible_to_gifter = false WHERE id = 'p1'",
        "UPDATE brand_mirror SET status = 'rejected'",
        (
            "INSERT INTO trait_report (product_id, user_id, code, reported_at)"
            " VALUES ('p1', 'ada', 'nuts', :after)"
        ),
    ],
    ids=["changed", "sold out", "hidden", "brand refused", "reported"],
)
async def test_a_product_that_may_no_longer_be_shown_is_left_out(
    dispatching: Dispatching, database: Database, change: str
) -> None:
    await PostgresReminderGifts(database).store(
        "Silver-3-EMAIL", [ChosenGift("p1", "Because.")], NOON
    )
    async with database.transaction() as connection:
        params = {"after": NOON + timedelta(seconds=1)} if ":after" in change else {}
        await connection.execute(text(change), params)

    await dispatching.run()

    assert "Teapot" not in dispatching.mail.sent[0].html


async def test_a_failed_choice_leaves_the_mail_without_gifts(
    container: Container, dispatching: Dispatching, database: Database
) -> None:
    async def broken(*_: object) -> RecommendationResult:
        raise RuntimeError("no index")

    gifts = PostgresReminderGifts(database)
    await ChooseReminderGifts(gifts, broken, container.clock(), dispatching.clock).execute()

    assert await stored(database) == [[]]
    await dispatching.run()
    assert len(dispatching.mail.sent) == 1
