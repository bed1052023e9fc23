"""Reactions run in the transaction of their event or after it, some once for each user."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from dependency_injector import providers
from sqlalchemy import text

from gifter_app.container import Container
from gifter_app.reactions import ReactByTable, ReactingTransaction, Row, Transactions
from gifter_domain.identity.identity import Identity
from gifter_domain.occasions.events import OccasionsChanged
from gifter_domain.people.events import RecipientsChanged
from gifter_domain.shared.events import DomainEvent
from gifter_domain.shared.jobs import JobKind, NewJob


@dataclass(frozen=True, slots=True)
class Rang(DomainEvent):
    times: int


class Heard:
    """Records the reactions and nudges in their order."""

    def __init__(self) -> None:
        self.log: list[str] = []

    async def outdate(self, _: ReactingTransaction, user_id: str) -> None:
        self.log.append(f"outdate {user_id}")

    async def plan(self, transactions: Transactions, user_id: str) -> None:
        async with transactions():
            self.log.append(f"plan {user_id}")
        if user_id == "eve":
            raise ValueError("no plan")

    async def ring(self, _: ReactingTransaction, event: Rang) -> None:
        self.log.append(f"ring {event.times}")

    def jobs(self, event: Rang) -> Sequence[NewJob]:
        return [NewJob(JobKind.EMBED_PRODUCT, "bell", {"productId": "bell"})] * event.times

    async def wake_workers(self) -> None:
        self.log.append("nudge")


@pytest.fixture
def heard(container: Container) -> Heard:
    heard = Heard()
    planning = Row(before_commit=[heard.outdate], after_commit=[heard.plan])
    table = {
        RecipientsChanged: planning,
        OccasionsChanged: planning,
        Rang: Row(at_once=[heard.ring], jobs=[heard.jobs]),
    }
    container.reactions.override(providers.Object(ReactByTable(table, heard)))
    return heard


async def test_several_changes_of_a_user_outdate_one_plan_before_the_commit_and_make_it_after_it(
    container: Container, heard: Heard
) -> None:
    async with container.transactions()() as tx:
        for user_id in ("ada", "ben"):
            await tx.lock_user(user_id)
        await tx.happened(RecipientsChanged("ada"))
        await tx.happened(OccasionsChanged("ben"))
        await tx.happened(OccasionsChanged("ada"))
        await tx.happened(Rang(0))
        assert heard.log == ["ring 0"]

    assert heard.log == ["ring 0", "outdate ada", "outdate ben", "plan ada", "plan ben"]


async def test_a_reaction_that_fails_after_the_commit_stops_neither_the_others_nor_the_request(
    container: Container, heard: Heard
) -> None:
    async with container.transactions()() as tx:
        for user_id in ("eve", "ada"):
            await tx.lock_user(user_id)
            await tx.happened(OccasionsChanged(user_id))

    assert heard.log[2:] == ["plan eve", "plan ada"]


async def test_a_job_is_stored_with_the_commit_and_workers_are_nudged_after_it(
    container: Container, heard: Heard
) -> None:
    async with container.transactions()() as tx:
        await tx.happened(Rang(1))
        assert heard.log == ["ring 1"]

    assert heard.log == ["ring 1", "nudge"]
    async with container.database().reads() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM job")) == 1


async def test_a_failed_transaction_causes_no_planning_job_or_nudge(
    container: Container, heard: Heard
) -> None:
    async def change_and_fail() -> None:
        async with container.transactions()() as tx:
            await tx.lock_user("ada")
            await tx.happened(RecipientsChanged("ada"))
            await tx.happened(Rang(1))
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await change_and_fail()

    assert heard.log == ["ring 1"]
    async with container.database().reads() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM job")) == 0


async def test_an_event_of_an_unlocked_user_is_refused(container: Container) -> None:
    ada = await container.identity().resolve_user.execute(Identity("ada"))

    with pytest.raises(AssertionError, match="lock the user"):
        async with container.transactions()() as tx:
            await tx.happened(RecipientsChanged(ada.id))
