"""What telling due reminders needs from outside: their rows, leased, and where they may go."""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gifter_domain.identity.device import Platform
from gifter_domain.notifications.inbox import Inbox
from gifter_domain.notifications.senders import PushOutcome
from gifter_domain.reminders.dispatching import ReminderOutcome
from gifter_domain.reminders.due import DueNotice, DueReminder


@dataclass(frozen=True, slots=True)
class PushTarget:
    """A device as it was registered at that instant."""

    id: str
    platform: Platform
    token: str
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of sending to one device, by its id, or to one address."""

    target: str
    outcome: PushOutcome


class ReminderDispatch(Protocol):
    """Reminders whose time has come, seen from inside the caller's transaction.

    A reminder is told by whoever leased it: who lost the lease changes nothing of its state.
    """

    async def due(self, limit: int, now: datetime) -> Sequence[DueReminder]:
        """What is due for up to `limit` users, the longest due first: all that is due for each.

        With it, for who likes digests, what comes within `LONGEST_MORNING` and was not tried yet.
        Until the transaction ends they are the caller's, and nobody plans for these users. Users
        whom somebody else holds at the moment are left out. None: nothing is due.
        """
        ...

    async def lease(self, notices: Sequence[DueNotice], lease_id: str, until: datetime) -> None:
        """SENDING, each in its notice from now on, and given back if nothing is heard by then."""
        ...

    async def renew(self, lease_id: str, until: datetime) -> None:
        """Makes what the lease still holds last until then."""
        ...

    async def drop(self, refused: Mapping[str, ReminderOutcome], now: datetime) -> None:
        """Ends due reminders, by their ids, without telling them."""
        ...

    async def defer(self, until: Mapping[str, datetime], now: datetime) -> None:
        """Due reminders, by their ids, are due again then, and not before."""
        ...

    async def devices(self, user_ids: Collection[str]) -> Mapping[str, Sequence[PushTarget]]:
        """The devices of each user."""
        ...

    async def already_reached(self, notices: Sequence[DueNotice]) -> Mapping[str, Collection[str]]:
        """Which devices and addresses have each notice already, by its id."""
        ...

    async def lock_withdrawn(self, lease_id: str) -> AbstractSet[str]:
        """The ids of what planning withdrew of that which the lease still holds.

        Until the transaction ends it holds that, and planning withdraws nothing else of it.
        """
        ...

    async def finish(
        self, endings: Mapping[str, ReminderOutcome], lease_id: str, now: datetime
    ) -> Collection[str]:
        """What became of reminders, by their ids; returns those that the lease still held.

        The lease is held already. Users with one that becomes CANCELLED are planned for anew.
        """
        ...

    async def record_attempts(
        self, attempts: Mapping[str, Sequence[Attempt]], now: datetime
    ) -> None:
        """What came of each reminder, by its id, at each place; whoever holds the lease."""
        ...

    async def remove_device(self, owner_id: str, device_id: str, registered_by: datetime) -> None:
        """Unless it was registered again after that instant."""
        ...

    async def release_expired(self, now: datetime) -> int:
        """Makes due again what was leased by somebody who is gone; returns how many there were.

        What planning withdrew meanwhile is CANCELLED, and its users are planned for anew.
        """
        ...


class DispatchTransaction(Protocol):
    @property
    def reminder_dispatch(self) -> ReminderDispatch: ...

    @property
    def inbox(self) -> Inbox: ...


DispatchTransactions = Callable[[], AbstractAsyncContextManager[DispatchTransaction]]
