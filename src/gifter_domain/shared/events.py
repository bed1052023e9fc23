"""Domain events: what happened in one context, so that others can react to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T_contra = TypeVar("T_contra", contravariant=True)


class DomainEvent:
    """The base of all events: frozen dataclasses in the `events.py` of the context they are of.

    `gifter_app/reactions.py` has a row for each of them.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class UserEvent(DomainEvent):
    """A change of what one user keeps, whom the transaction locked before it changed anything."""

    user_id: str


class EventTransaction(Protocol):
    """What every transaction offers beside its repositories."""

    async def lock_user(self, user_id: str) -> None:
        """Waits until no other transaction locks the user, and locks them until this one ends.

        What is read after this is what the others left. It is the first lock of a transaction:
        see `docs/locks.md`. May be repeated. Nothing happens if there is no such user.
        """
        ...

    async def happened(self, event: DomainEvent) -> None:
        """Runs the event's reactions that come at once, and enqueues its jobs.

        Reactions before the commit run once for each user, however many events ask for them.
        Raises `AssertionError` for a `UserEvent` of a user who is not locked.
        """
        ...


class Reactions(Protocol[T_contra]):
    """The reactions to events, as a transaction runs them."""

    async def at_once(self, tx: T_contra, event: DomainEvent) -> None:
        """Runs the reactions that the use case finds done, and enqueues the event's jobs."""
        ...

    async def before_commit(self, tx: T_contra, events: Sequence[DomainEvent]) -> None:
        """Runs the reactions that come once at the end of a transaction, after these events."""
        ...

    async def after_commit(self, events: Sequence[DomainEvent]) -> None:
        """Nudges a worker if the events had jobs."""
        ...
