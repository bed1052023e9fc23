"""Changes in any order, and two at once, give the same schedule as planning from scratch."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from builders.core.clocks import NOON, FixedClock
from builders.core.locks import until_somebody_waits
from builders.reminders.planner import Planner, planner_named
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient import RecipientDetails
from gifter_domain.reminders.dispatch.rules import (
    ReminderOutcome,
    group_into_notices,
    outcome_if_withdrawn,
)
from gifter_domain.reminders.planning.reconcile import ReminderStatus
from gifter_domain.reminders.policy import Channel, Offset, PolicyChanges
from gifter_domain.reminders.preferences import QuietHours
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.errors import GifterError

ZONES = ["Europe/London", "Pacific/Auckland", "America/Los_Angeles", "Australia/Lord_Howe"]
days = st.builds(CivilDate, st.integers(1, 12), st.integers(1, 28)) | st.just(CivilDate(2, 29))
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
offsets = st.lists(
    st.builds(Offset, st.integers(0, 40), hours), min_size=1, max_size=3, unique=True
).map(tuple)
quiet = st.none() | st.tuples(hours, hours).filter(lambda ends: ends[0] != ends[1]).map(
    lambda ends: QuietHours(*ends)
)
channels = st.sampled_from([(Channel.PUSH,), (Channel.EMAIL,), tuple(Channel)])
picks = st.integers(0, 5)
changes = st.one_of(
    st.tuples(st.just("keep"), st.booleans()),
    st.tuples(st.just("birthday"), picks, days),
    st.tuples(st.just("celebrate"), picks, days, st.sampled_from(ZONES), st.none() | picks),
    st.tuples(st.just("follow"), picks),
    st.tuples(st.just("move"), picks, days),
    st.tuples(st.just("forget_occasion"), picks),
    st.tuples(st.just("forget_recipient"), picks),
    st.tuples(st.just("make_policy"), offsets, channels),
    st.tuples(st.just("change_policy"), picks, offsets),
    st.tuples(st.just("forget_policy"), picks),
    st.tuples(st.just("live_in"), st.sampled_from(ZONES)),
    st.tuples(st.just("quiet"), quiet),
    st.tuples(st.just("hear"), st.booleans(), st.booleans()),
    st.tuples(st.just("default"), picks),
    st.tuples(st.just("take")),
    st.tuples(st.just("give_back"), st.booleans()),
)
_TAKEN = text("SELECT id FROM notification_schedule WHERE lease_id = :lease_id")


@dataclass
class Life:
    """The recipients, occasions and policies of a user, from which changes pick by index.

    A change without anything to pick does nothing.
    """

    planner: Planner
    recipients: list[str] = field(default_factory=list)
    occasions: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)

    async def change(self, name: str, *arguments: Any) -> None:
        with suppress(GifterError, IndexError):  # the picked thing does not exist (any more)
            await getattr(self, name)(*arguments)

    async def keep(self, temporary: bool) -> None:
        kept = await self.planner.keep(f"R{len(self.recipients)}", temporary=temporary)
        self.recipients.append(kept)

    async def birthday(self, which: int, on: CivilDate) -> None:
        born = RecipientDetails(birthday=Birthday(on.month, on.day))
        recipients = self.planner.container.people().manage_recipients
        await recipients.change(self.planner.user, self.recipients[which], born)

    async def celebrate(self, whose: int, on: CivilDate, zone: str, policy: int | None) -> None:
        named = None if policy is None else self.policies[policy]
        recipient_id = self.recipients[whose]
        made = await self.planner.celebrate(
            recipient_id, on, timezone=zone, reminder_policy_id=named
        )
        self.occasions.append(made)

    async def follow(self, whose: int) -> None:
        occasions = self.planner.container.occasions().manage_occasions
        made = await occasions.follow_birthday(self.planner.user, self.recipients[whose])
        self.occasions.append(made.id)

    async def move(self, which: int, on: CivilDate) -> None:
        await self.planner.move(self.occasions[which], on)

    async def forget_occasion(self, which: int) -> None:
        occasions = self.planner.container.occasions().manage_occasions
        await occasions.remove(self.planner.user, self.occasions.pop(which))

    async def forget_recipient(self, which: int) -> None:
        recipients = self.planner.container.people().manage_recipients
        await recipients.remove(self.planner.user, self.recipients.pop(which))

    async def make_policy(self, offsets: tuple[Offset, ...], channels: tuple[Channel, ...]) -> None:
        fields = PolicyChanges(name="P", offsets=offsets, channels=channels)
        policies = self.planner.container.reminders().manage_reminder_policies
        self.policies.append((await policies.create(self.planner.user, fields)).id)

    async def change_policy(self, which: int, offsets: tuple[Offset, ...]) -> None:
        policies = self.planner.container.reminders().manage_reminder_policies
        fields = PolicyChanges(offsets=offsets)
        await policies.change(self.planner.user, self.policies[which], fields)

    async def forget_policy(self, which: int) -> None:
        policies = self.planner.container.reminders().manage_reminder_policies
        await policies.remove(self.planner.user, self.policies.pop(which))

    async def live_in(self, zone: str) -> None:
        await self.planner.live_in(zone)

    async def quiet(self, hours: QuietHours | None) -> None:
        await self.planner.prefer(quiet_hours=hours)

    async def hear(self, push: bool, email: bool) -> None:
        await self.planner.prefer(push=push, email=email)

    async def default(self, which: int) -> None:
        await self.planner.prefer(default_policy_id=self.policies[which])

    async def take(self) -> None:
        """Leases due reminders of the user as dispatch does, unless a change locks the user."""
        user_id = self.planner.user.id
        async with self.planner.container.transactions()() as tx:
            due = await tx.reminder_dispatch.due(1_000, NOON)
            own = [one for one in due if one.addressee.id == user_id]
            due_now = [one for one in own if one.scheduled_for <= NOON and not one.followed_at]
            await tx.reminder_dispatch.lease(group_into_notices(due_now), user_id, NOON)

    async def give_back(self, answered: bool) -> None:
        """Ends an attempt: either sending failed for now (`answered`), or the worker died."""
        lease_id = self.planner.user.id
        later = ReminderOutcome(ReminderStatus.QUEUED, "busy", NOON + timedelta(minutes=1))
        ids = [row.id for row in await self.planner.read(_TAKEN, lease_id=lease_id)]
        async with self.planner.container.transactions()() as tx:
            if not answered:
                await tx.reminder_dispatch.release_expired(NOON)
                return
            gone = await tx.reminder_dispatch.lock_withdrawn(lease_id)
            endings = {each: outcome_if_withdrawn(later) if each in gone else later for each in ids}
            await tx.reminder_dispatch.finish(endings, lease_id, NOON)

    async def settle(self) -> None:
        """Ends the attempt, and plans for users with an outdated plan as workers do."""
        await self.give_back(answered=True)
        await self.planner.container.reminders().plan_everybody.roll_forward()


@dataclass
class World:
    """The services on the real database for one module. Hypothesis needs them synchronous."""

    container: Container
    runner: asyncio.Runner
    numbers: Iterator[int] = field(default_factory=count)

    async def begun(self) -> Life:
        """Creates a user with two recipients, each with an occasion; one has a due reminder."""
        life = Life(await planner_named(self.container, f"user-{next(self.numbers)}"))
        for day in (CivilDate(11, 24), CivilDate(12, 20)):
            await life.keep(False)
            await life.celebrate(-1, day, ZONES[0], None)
        return life


@pytest.fixture(scope="module")
def world(emptied_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = str(tmp_path_factory.mktemp("home"))
    container = Container(settings=read_settings({"GIFTER_HOME": home, "LOG_LEVEL": "error"}))
    container.database_url.override(emptied_database_url)
    container.clock.override(FixedClock())
    with asyncio.Runner() as runner:
        yield World(container, runner)
        runner.run(container.database().close())


@settings(max_examples=20)
@given(history=st.lists(changes, min_size=1, max_size=10))
def test_any_sequence_of_changes_gives_the_plan_made_from_scratch(
    world: World, history: list[Any]
) -> None:
    async def live() -> None:
        life = await world.begun()
        for change in history:
            await life.change(*change)
        await life.settle()
        planner = life.planner
        assert await planner.queued() == await planner.from_scratch()
        versions = await planner.versions()
        plan = world.container.plan_reminders().execute
        await plan(world.container.transactions(), planner.user.id)
        assert await planner.versions() == versions

    world.runner.run(live())


@settings(max_examples=20)
@given(sides=st.tuples(*[st.lists(changes, min_size=1, max_size=3)] * 2))
def test_concurrent_changes_by_two_devices_give_the_plan_made_from_scratch(
    world: World, sides: tuple[list[Any], list[Any]]
) -> None:
    async def live() -> None:
        life = await world.begun()

        async def device(history: list[Any]) -> None:
            for change in history:
                await life.change(*change)

        await asyncio.gather(*(device(history) for history in sides))
        await life.settle()
        assert await life.planner.queued() == await life.planner.from_scratch()

    world.runner.run(live())


Act = Callable[[Planner, str, str], Awaitable[Any]]
ACTS: dict[str, Act] = {
    "an occasion is moved": lambda ada, _, occasion: ada.move(occasion, CivilDate(12, 24)),
    "another is made": lambda ada, recipient, _: ada.celebrate(recipient, CivilDate(5, 1)),
    "an occasion goes": lambda ada, _, occasion: ada.container.occasions().manage_occasions.remove(
        ada.user, occasion
    ),
    "its recipient goes": lambda ada, recipient, _: ada.container.people().manage_recipients.remove(
        ada.user, recipient
    ),
    "the user moves": lambda ada, *_: ada.live_in("Pacific/Auckland"),
    "mail is not wanted": lambda ada, *_: ada.prefer(email=False),
}


async def done(change: Awaitable[Any]) -> None:
    """Awaits a change, which may be refused because the changed thing was deleted."""
    with suppress(GifterError):
        await change


@pytest.mark.parametrize("first", ACTS)
@pytest.mark.parametrize("second", ["an occasion is moved", "the user moves"])
async def test_the_second_of_two_concurrent_changes_waits_and_plans_with_both(
    container: Container, ada: Planner, first: str, second: str
) -> None:
    recipient = await ada.keep()
    occasion = await ada.celebrate(recipient, CivilDate(12, 25))
    async with container.transactions()() as tx:
        await tx.lock_user(ada.user.id)
        acts = [ACTS[act](ada, recipient, occasion) for act in (first, second)]
        running = [asyncio.create_task(done(act)) for act in acts]
        await until_somebody_waits(container.database())
    await asyncio.gather(*running)

    assert await ada.queued() == await ada.from_scratch()
