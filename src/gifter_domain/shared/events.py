"""Domain events: changes in one context that other contexts react to."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

T_contra = TypeVar("T_contra", contravariant=True)


class DomainEvent:
    """The base of all events: frozen dataclasses in the `events.py` of their context.

    `gifter_app/reactions.py` has a row for each of them.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class UserEvent(DomainEvent):
    """A change of one user's data. The transaction locked the user before the change."""

    user_id: str


class EventTransaction(Protocol):
    """The methods that every transaction has besides its repositories."""

    async def lock_user(self, user_id: str) -> None:
        """Locks the user until the transaction ends, after waiting for other transactions.

        Later reads see the changes of those transactions. This is the first lock of a transaction:
        see `docs/locks.md`. May be repeated. Nothing happens if there is no such user.
        """
        ...

    async def happened(self, event: DomainEvent) -> None:
        """Runs the event's immediate reactions and enqueues its jobs.

        Reactions before and after the commit run once for each user, even after several events.
        Raises `AssertionError` for a `UserEvent` of a user who is not locked.
        """
        ...


class Reactions(Protocol[T_contra]):
    """Runs the reactions to the events of a transaction, inside it and after its commit."""

    async def at_once(self, tx: T_contra, event: DomainEvent) -> None:
        """Runs the reactions that must be done when the use case goes on; enqueues the jobs."""
        ...

    async def before_commit(self, tx: T_contra, events: Sequence[DomainEvent]) -> None:
        """Runs the reactions that come once at the end of the transaction."""
        ...

    async def after_commit(
        self,
        transactions: Callable[[], AbstractAsyncContextManager[T_contra]],
        events: Sequence[DomainEvent],
    ) -> None:
        """Runs the reactions with transactions of their own; nudges a worker if there were jobs.

        The change is committed, so it raises nothing if a reaction fails.
        """
        ...
