"""The tracing of locks finds a wrong order that somebody could write."""

import pytest
from dependency_injector import providers
from sqlalchemy import text

from builders.core.clocks import FixedClock
from builders.core.lock_tracing import ALONE, Lock, TracedDatabase, locks_of, the_order
from builders.reminders.planner import Planner, planner_named
from gifter_app.container import Container
from gifter_domain.people.recipient import RecipientDetails
from gifter_domain.shared.civil_dates import CivilDate


@pytest.fixture
async def traced(container: Container, database_url: str) -> TracedDatabase:
    traced = TracedDatabase(database_url)
    container.database.override(providers.Object(traced))
    container.closing().push_async_callback(traced.close)
    container.clock.override(FixedClock())
    return traced


@pytest.fixture
async def ada(container: Container, traced: TracedDatabase) -> Planner:
    return await planner_named(container, "ada")


UPSERT = Lock("job", upserts=True)


async def test_a_change_before_the_lock_of_its_user_is_found(
    container: Container, traced: TracedDatabase, ada: Planner
) -> None:
    ana = await ada.keep()
    assert traced.wrong == []

    async with container.transactions()() as tx:
        await tx.recipients.change(ada.user.id, ana, RecipientDetails(name="Anna"))
        await tx.lock_user(ada.user.id)

    assert traced.wrong == ["no use case: user_account after recipient"]


async def test_an_early_table_is_found_even_if_its_row_was_locked_by_a_foreign_key(
    container: Container, traced: TracedDatabase, ada: Planner
) -> None:
    await ada.celebrate(await ada.keep(), CivilDate(12, 24))
    async with container.database().transaction() as connection:
        await connection.execute(text("UPDATE occasion SET title = 'Tea'"))
        await connection.execute(
            text(
                "INSERT INTO reminder_policy (id, owner_id, name, offsets, channels)"
                " VALUES ('p', :owner, 'P', '[]', '{PUSH}')"
            ),
            {"owner": ada.user.id},
        )
        await connection.execute(text("SELECT FROM user_account FOR NO KEY UPDATE"))

    assert traced.wrong == ["no use case: user_account after occasion"]


async def test_a_lock_that_is_taken_may_be_taken_again_and_another_row_of_its_table_may_not(
    container: Container, traced: TracedDatabase, ada: Planner
) -> None:
    ana = await ada.keep()
    ben = await planner_named(container, "ben")

    for second in (ada, ben):
        assert traced.wrong == []
        async with container.transactions()() as tx:
            await tx.lock_user(ada.user.id)
            await tx.recipients.change(ada.user.id, ana, RecipientDetails(name="Anna"))
            await tx.lock_user(second.user.id)

    assert traced.wrong == ["no use case: user_account after recipient"]


async def test_books_in_another_order_than_that_of_their_ids_are_found(
    container: Container, traced: TracedDatabase
) -> None:
    async with container.database().transaction() as connection:
        await connection.execute(text("INSERT INTO claim_book (id) VALUES ('a'), ('b')"))

    async with container.transactions()() as tx:
        for book_id in ("b", "a"):
            await tx.claim_books.lock(book_id)

    assert traced.wrong == ["no use case: claim_book: a lower id after a higher one"]


async def test_a_lock_that_the_document_does_not_name_is_found(
    container: Container, traced: TracedDatabase
) -> None:
    async with container.database().transaction() as connection:
        await connection.execute(text("DELETE FROM model_price"))

    assert traced.wrong == ["no use case: model_price is not in docs/locks.md"]


async def test_a_lock_that_is_to_be_alone_is_found_beside_another(
    container: Container, traced: TracedDatabase, ada: Planner
) -> None:
    async with container.transactions()() as tx:
        await tx.lock_user(ada.user.id)
        await tx.calendar_feeds.replace(ada.user.id, "hash")
        await tx.calendar_feeds.replace(ada.user.id, "another")

    assert traced.wrong == ["no use case: calendar_feed after user_account"]


@pytest.mark.parametrize(
    ("statement", "locks"),
    [
        ("SELECT id FROM wish WHERE id = $1", ()),
        ("SELECT FROM wish ORDER BY id FOR UPDATE", (Lock("wish"),)),
        ("SELECT 1 FROM wish w JOIN wishlist AS l ON true FOR SHARE OF w", (Lock("wish"),)),
        (
            (
                "SELECT s.id FROM notification_schedule s JOIN user_account u ON u.id = s.user_id"
                " WHERE s.run_after <= $1 LIMIT 1 FOR NO KEY UPDATE OF s, u SKIP LOCKED"
            ),
            (Lock("notification_schedule", skips=True), Lock("user_account", skips=True)),
        ),
        (
            (
                "SELECT id FROM user_account WHERE id IN (SELECT user_id FROM reminder_plan)"
                " LIMIT 1 FOR NO KEY UPDATE"
            ),
            (Lock("user_account"),),
        ),
        (
            (
                "DELETE FROM taste_profile WHERE id IN (SELECT id FROM taste_profile t LIMIT $1"
                " FOR UPDATE SKIP LOCKED)"
            ),
            (Lock("taste_profile"), Lock("taste_profile", skips=True)),
        ),
        ("INSERT INTO wish (id) VALUES ($1)", ()),
        ("INSERT INTO job (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET a = 1", (UPSERT,)),
        ("SELECT pg_advisory_xact_lock(hashtext('gifter.catalogue'))", (Lock("gifter.catalogue"),)),
    ],
)
def test_the_locks_of_a_statement_are_read_from_its_text(
    statement: str, locks: tuple[Lock, ...]
) -> None:
    assert locks_of(statement) == locks


def test_the_order_is_that_of_the_document() -> None:
    order = the_order()

    assert order["user_account"] < order["wish"] < order["claim_book"] < order["job"]
    assert order["idempotency_key"] == ALONE
    places = [place for place in order.values() if place != ALONE]
    assert places == [*range(1, len(places) + 1)]
