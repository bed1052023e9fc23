"""A change that takes long is computed while nothing is locked, from the latest facts."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from sqlalchemy import text

from builders.reminders.planner import Planner, planner_named
from gifter_app.container import Container
from gifter_app.use_cases.optimistic import ChangedMeanwhile, LongChange, make_change
from gifter_domain.people.recipient import Recipient
from gifter_domain.people.recipient_ports import RecipientsTransaction

Meanwhile = Callable[[int], Awaitable[None]]


@pytest.fixture
async def ada(container: Container) -> Planner:
    return await planner_named(container, "ada")


async def planned_names(ada: Planner, meanwhile: Meanwhile) -> list[list[str | None]]:
    """Makes a change that plans to store the names of all recipients, and returns each plan.

    `meanwhile` runs during each planning, and gets its number.
    """
    loop, plans = asyncio.get_running_loop(), list[list[str | None]]()

    def plan(recipients: Sequence[Recipient]) -> list[str | None]:
        plans.append([one.name for one in recipients])
        asyncio.run_coroutine_threadsafe(_awaited(meanwhile(len(plans))), loop).result(30)
        return plans[-1]

    async def store(_: RecipientsTransaction, names: list[str | None]) -> None:
        assert names == plans[-1]

    change: LongChange[RecipientsTransaction, Sequence[Recipient], list[str | None]] = LongChange(
        version=lambda tx: tx.recipients.version(ada.user.id),
        facts=lambda tx: tx.recipients.permanent(ada.user.id),
        plan=plan,
        store=store,
    )
    await make_change(ada.container.transactions(), ada.user.id, change)
    return plans


async def _awaited(work: Awaitable[None]) -> None:
    await work


async def lock_user(ada: Planner) -> None:
    async with ada.container.database().transaction() as connection:
        await connection.execute(text("SET LOCAL lock_timeout = '100ms'"))
        await connection.execute(text("SELECT FROM user_account FOR UPDATE"))


async def test_the_user_is_not_locked_while_a_long_change_is_computed(ada: Planner) -> None:
    assert await planned_names(ada, lambda _: lock_user(ada)) == [[]]


async def test_a_long_change_is_computed_again_if_its_facts_changed(ada: Planner) -> None:
    await ada.keep("Ana")

    async def meanwhile(number: int) -> None:
        if number == 1:
            await ada.write("UPDATE recipient SET name = 'Anna'")
        if number == 2:
            await ada.keep("Bea")

    assert await planned_names(ada, meanwhile) == [["Ana"], ["Anna"], ["Anna", "Bea"]]


async def test_after_twenty_lost_races_a_long_change_is_refused_and_nothing_was_locked(
    ada: Planner,
) -> None:
    computed = list[int]()

    async def meanwhile(number: int) -> None:
        computed.append(number)
        await lock_user(ada)
        await ada.keep(f"R{number}")

    with pytest.raises(ChangedMeanwhile):
        await planned_names(ada, meanwhile)

    assert computed == list(range(1, 21))
