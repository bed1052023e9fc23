"""Changes whose computing takes long, so that nothing may be locked meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Generic, TypeVar

from gifter_domain.shared.errors import Conflict
from gifter_domain.shared.events import EventTransaction

Tx = TypeVar("Tx", bound=EventTransaction)
F = TypeVar("F")
P = TypeVar("P")

_ATTEMPTS = 20


class ChangedMeanwhile(Conflict):
    """The data changed again and again while a long change was computed."""

    code = "changed_meanwhile"


@dataclass(frozen=True, slots=True)
class LongChange(Generic[Tx, F, P]):
    """A change of one user's data: its plan is computed from facts, and then stored.

    `version` returns a value that every change of the facts replaces.
    """

    version: Callable[[Tx], Awaitable[object]]
    facts: Callable[[Tx], Awaitable[F]]
    plan: Callable[[F], P]
    store: Callable[[Tx, P], Awaitable[None]]


async def make_change(
    transactions: Callable[[], AbstractAsyncContextManager[Tx]],
    user_id: str,
    change: LongChange[Tx, F, P],
) -> P:
    """Stores a plan of the latest facts, and returns it.

    The facts are read without a lock, and the plan is computed in a thread. It is stored under the
    lock of the user if the facts are still the same, and otherwise computed again. Raises
    `ChangedMeanwhile` after 20 lost races; nothing is stored then.
    """
    for _ in range(_ATTEMPTS):
        async with transactions() as tx:
            seen = await change.version(tx)  # first: whatever is committed later changes it
            facts = await change.facts(tx)
        plan = await asyncio.to_thread(change.plan, facts)
        async with transactions() as tx:
            await tx.lock_user(user_id)
            if await change.version(tx) == seen:
                await change.store(tx, plan)
                return plan
    raise ChangedMeanwhile("Other changes were made at the same time. Try again.")
