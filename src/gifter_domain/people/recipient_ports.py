"""Ports of recipients: their rows, and the owner's friends."""

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
    """Reads an owner's recipients outside any transaction, without expired ones."""

    async def recipients(
        self, owner_id: str, named_like: str | None, page: PageRequest
    ) -> Page[Recipient]:
        """Returns the recipients in the order they were added.

        `named_like` is a part of the name, in any case.
        """
        ...

    async def recipient(self, owner_id: str, recipient_id: str) -> Recipient:
        """Returns the recipient; raises `RecipientNotFound` unless it is the owner's."""
        ...


class Recipients(Protocol):
    """Rows of recipients. Each method takes the owner and ignores expired recipients."""

    async def get(self, owner_id: str, recipient_id: str) -> Recipient:
        """Returns the recipient; raises `RecipientNotFound`."""
        ...

    async def find_by_user(self, owner_id: str, user_id: str) -> Recipient | None:
        """Returns the recipient linked to this account, or None. Former friends are included."""
        ...

    async def named(self, owner_id: str, name: str) -> Sequence[Recipient]:
        """Returns the recipients of this name, by `name_key`, in the order they were added."""
        ...

    async def version(self, owner_id: str) -> str:
        """Returns a value that every write of the owner's recipients replaces."""
        ...

    async def permanent(self, owner_id: str) -> Sequence[Recipient]:
        """Returns all recipients that are not temporary, in the order they were added."""
        ...

    async def add(
        self, owner_id: str, recipients: Mapping[str, RecipientDetails], user_id: str | None = None
    ) -> None:
        """Adds recipients under their ids; `user_id` is the account of all of them."""
        ...

    async def change(
        self, owner_id: str, recipient_id: str, details: RecipientDetails
    ) -> Recipient:
        """Changes the recipient and returns it; raises `RecipientNotFound`."""
        ...

    async def set_birthdays(self, owner_id: str, birthdays: Mapping[str, Birthday]) -> None:
        """Sets the birthdays of the owner's recipients with these ids."""
        ...

    async def link(self, owner_id: str, recipient_id: str, user_id: str) -> Recipient:
        """Links the recipient to the account and returns it; raises `RecipientNotFound`."""
        ...

    async def merge(self, owner_id: str, recipient_id: str, into_id: str) -> None:
        """Moves all references of the first recipient to the other and deletes the first."""
        ...

    async def remove(self, owner_id: str, recipient_id: str) -> None:
        """Deletes the recipient and everything that depends on it; raises `RecipientNotFound`."""
        ...

    async def remove_expired(self, owner_id: str) -> None:
        """Deletes the owner's expired recipients.

        The caller locked the owner before.
        """
        ...

    # everybody: the worker removes the expired recipients of all owners
    async def owners_of_expired(self, now: datetime, limit: int) -> Sequence[str]:
        """Returns the ids of up to `limit` users who have expired recipients."""
        ...


class Acquaintances(Protocol):
    """The people whom a user may add as recipients with an account."""

    async def person(self, owner_id: str, user_id: str) -> Person:
        """Returns the owner or a friend of the owner; raises `UserNotFound` for anybody else."""
        ...


class RecipientsTransaction(EventTransaction, Protocol):
    @property
    def recipients(self) -> Recipients: ...

    @property
    def acquaintances(self) -> Acquaintances: ...


RecipientsTransactions = Callable[[], AbstractAsyncContextManager[RecipientsTransaction]]
