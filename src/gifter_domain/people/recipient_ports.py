"""What recipients need from outside: their rows, and whether two people are friends."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

from gifter_domain.people.birthday import Birthday
from gifter_domain.people.friends_ports import Person
from gifter_domain.people.recipient import Recipient, RecipientDetails
from gifter_domain.shared.events import EventTransaction
from gifter_domain.shared.pages import Page, PageRequest


@runtime_checkable  # so that Litestar may hand it to a handler
class RecipientReads(Protocol):
    """An owner's recipients outside any transaction, without those that have expired."""

    async def recipients(
        self, owner_id: str, named_like: str | None, page: PageRequest
    ) -> Page[Recipient]:
        """In the order they were added; `named_like` is part of a name, in any case."""
        ...

    async def recipient(self, owner_id: str, recipient_id: str) -> Recipient:
        """Raises `RecipientNotFound` unless it is the owner's."""
        ...


class Recipients(Protocol):
    """Rows of recipients; none shows once it has expired, and each method takes whose it is."""

    async def lock_all(self, owner_id: str) -> None:
        """Locks the owner's recipients until the end of the transaction.

        A use case that adds a person who may be a recipient already, or links one, reads only
        after this.
        """
        ...

    async def get(self, owner_id: str, recipient_id: str) -> Recipient:
        """Raises `RecipientNotFound`."""
        ...

    async def find_by_user(self, owner_id: str, user_id: str) -> Recipient | None:
        """The one recipient that this person is, if any; a past friend's is meant too."""
        ...

    async def permanent(self, owner_id: str) -> Sequence[Recipient]:
        """All that are not temporary, in the order they were added."""
        ...

    async def add(
        self, owner_id: str, recipients: Mapping[str, RecipientDetails], user_id: str | None = None
    ) -> None:
        """Adds recipients under their ids, `user_id` being the account of them all."""
        ...

    async def change(
        self, owner_id: str, recipient_id: str, details: RecipientDetails
    ) -> Recipient:
        """Raises `RecipientNotFound`."""
        ...

    async def set_birthdays(self, owner_id: str, birthdays: Mapping[str, Birthday]) -> None:
        """Gives the owner's recipients of these ids their birthdays."""
        ...

    async def link(self, owner_id: str, recipient_id: str, user_id: str) -> Recipient:
        """The recipient, whose account this is from now on; raises `RecipientNotFound`."""
        ...

    async def merge(self, owner_id: str, recipient_id: str, into_id: str) -> None:
        """Moves all that refers to the first recipient to the other, and removes the first."""
        ...

    async def remove(self, owner_id: str, recipient_id: str) -> None:
        """Removes it with what hangs on it; raises `RecipientNotFound`."""
        ...

    async def remove_expired(self, owner_id: str) -> None:
        """Deletes the owner's expired recipients. The caller holds all of the owner's."""
        ...

    async def owners_of_expired(self, now: datetime, limit: int) -> Sequence[str]:
        """Returns the ids of up to `limit` users who have expired recipients."""
        ...


class Acquaintances(Protocol):
    async def person(self, owner_id: str, user_id: str) -> Person:
        """The owner, or a friend of theirs; raises `UserNotFound` for anybody else."""
        ...


class RecipientsTransaction(EventTransaction, Protocol):
    @property
    def recipients(self) -> Recipients: ...

    @property
    def acquaintances(self) -> Acquaintances: ...


RecipientsTransactions = Callable[[], AbstractAsyncContextManager[RecipientsTransaction]]
