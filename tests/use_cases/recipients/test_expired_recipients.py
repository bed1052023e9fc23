"""Workers remove expired temporary recipients."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from builders.core.clocks import FixedClock
from gifter_adapters.postgres.people.tables import recipient
from gifter_app.container import Container
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.user import User
from gifter_domain.people.recipient import RecipientDetails, RecipientType


@pytest.fixture
def clock(container: Container) -> FixedClock:
    clock = FixedClock()
    container.clock.override(clock)
    return clock


@pytest.fixture
async def ada(container: Container, clock: FixedClock) -> User:
    return await container.identity().resolve_user.execute(Identity("ada"))


async def keep(container: Container, owner: User, name: str, *, temporary: bool = False) -> str:
    details = RecipientDetails(name=name)
    kept = await container.people().manage_recipients.create(
        owner, RecipientType.EXTERNAL, None, details, temporary=temporary
    )
    return kept.recipient.id


async def rows(container: Container) -> set[str]:
    async with container.database().reads() as connection:
        return {*(await connection.execute(select(recipient.c.id))).scalars()}


async def test_a_worker_removes_expired_recipients(
    container: Container, clock: FixedClock, ada: User
) -> None:
    gone = await keep(container, ada, "Gone", temporary=True)
    clock.move(timedelta(days=3))
    later = await keep(container, ada, "Later", temporary=True)
    lasting = await keep(container, ada, "Lasting")
    assert await rows(container) == {gone, later, lasting}
    clock.move(timedelta(days=4))

    async with container.workers().worker.running():
        async with asyncio.timeout(10):
            while gone in await rows(container):
                pass

    assert await rows(container) == {later, lasting}


async def test_several_workers_may_remove_concurrently(
    container: Container, clock: FixedClock, ada: User
) -> None:
    for n in range(20):
        await keep(container, ada, f"R{n}", temporary=True)
    clock.move(timedelta(days=7))

    async with asyncio.timeout(10):
        await asyncio.gather(
            *(container.people().manage_recipients.remove_expired() for _ in range(5))
        )

    assert await rows(container) == set()
