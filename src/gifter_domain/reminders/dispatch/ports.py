"""Ports of dispatch: leased rows of due reminders, devices, and the record of attempts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gifter_domain.identity.device import Platform
from gifter_domain.notifications.inbox import Inbox
from gifter_domain.notifications.senders import PushOutcome
from gifter_domain.reminders.dispatch.due import DueNotice, DueReminder
from gifter_domain.reminders.dispatch.rules import ReminderOutcome
from gifter_domain.reminders.gifts import ReminderGift


@dataclass(frozen=True, slots=True)
class PushTarget:
    """A device as it was registered at that instant."""

    id: str
    platform: Platform
    token: str
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of sending to one device id or one mail address."""

    target: str
    outcome: PushOutcome


# everybody: the worker sends the reminders of all users
class ReminderDispatch(Protocol):
    """Due reminders, seen from inside the caller's transaction.

    Only the holder of a reminder's lease may change its state; calls with a lost lease do nothing.
    """

    async def due(self, limit: int, now: datetime) -> Sequence[DueReminder]:
        """Locks and returns all due reminders of up to `limit` users, those that are due longest
        first.

        For users with digests, also returns untried reminders due within `LONGEST_MORNING`. Until
        the transaction ends, these reminders are locked and nobody plans for these users. Users
        locked by another transaction are left out. An empty result means that nothing is due.
        """
        ...

    async def lease(self, notices: Sequence[DueNotice], lease_id: str, until: datetime) -> None:
        """Sets the reminders to SENDING in their notices; the lease expires at `until`."""
        ...

    async def renew(self, lease_id: str, until: datetime) -> None:
        """Extends the lease until then."""
        ...

    async def drop(self, refused: Mapping[str, ReminderOutcome], now: datetime) -> None:
        """Ends due reminders, by their ids, without sending them."""
        ...

    async def defer(self, until: Mapping[str, datetime], now: datetime) -> None:
        """Makes due reminders, by their ids, due again at the given instants."""
        ...

    async def devices(self, user_ids: Collection[str]) -> Mapping[str, Sequence[PushTarget]]:
        """Returns the devices of each user."""
        ...

    async def already_reached(self, notices: Sequence[DueNotice]) -> Mapping[str, Collection[str]]:
        """Returns the devices and addresses that already have each notice, by the notice's id."""
        ...

    async def gifts(self, reminder_ids: Sequence[str]) -> Mapping[str, Sequence[ReminderGift]]:
        """Returns the gifts stored for the reminders that may still be shown, by reminder id."""
        ...

    async def lock_withdrawn(self, lease_id: str) -> AbstractSet[str]:
        """Locks the rows of this lease and returns the ids of those that planning has withdrawn.

        Until the transaction ends, planning cannot withdraw any other of them.
        """
        ...

    async def finish(
        self, endings: Mapping[str, ReminderOutcome], lease_id: str, now: datetime
    ) -> Collection[str]:
        """Stores the outcomes, by reminder id, and returns the ids of rows that the lease still
        had.

        The rows are locked already. A user with a reminder that becomes CANCELLED is planned again.
        """
        ...

    async def record_attempts(
        self, attempts: Mapping[str, Sequence[Attempt]], now: datetime
    ) -> None:
        """Stores the outcome of each attempt, by reminder id, whether or not the lease is lost."""
        ...

    async def remove_device(self, owner_id: str, device_id: str, registered_by: datetime) -> None:
        """Deletes the device, unless it was registered again after that instant."""
        ...

    async def release_expired(self, now: datetime) -> int:
        """Makes reminders with an expired lease due again and returns how many there were.

        Reminders that planning withdrew meanwhile become CANCELLED, and their users are planned
        again.
        """
        ...


class DispatchTransaction(Protocol):
    @property
    def reminder_dispatch(self) -> ReminderDispatch: ...

    @property
    def inbox(self) -> Inbox: ...


DispatchTransactions = Callable[[], AbstractAsyncContextManager[DispatchTransaction]]
