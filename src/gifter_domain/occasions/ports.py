"""Ports of occasions: their rows, and the facts that depend on them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Protocol, runtime_checkable

from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.upcoming import (
    OccasionPlans,
    OccasionRecipient,
    OccasionWindow,
    Occurrence,
)
from gifter_domain.people.recipient_ports import Recipients
from gifter_domain.shared.events import EventTransaction
from gifter_domain.shared.pages import Page, PageRequest


@runtime_checkable  # so that Litestar may hand it to a handler
class OccasionReads(Protocol):
    """Reads an owner's occasions outside any transaction.

    Leaves out occasions of expired recipients, and those that follow an unknown birthday.
    """

    async def occasions(
        self, owner_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[Occasion]:
        """Returns all occasions, or those of one recipient, in the order they were created."""
        ...

    async def occasion(self, owner_id: str, occasion_id: str) -> Occasion:
        """Returns the occasion; raises `OccasionNotFound` unless it is the owner's."""
        ...

    async def all_of(self, owner_id: str) -> Sequence[Occasion]:
        """Returns all occasions of the owner, in the order they were created."""
        ...

    async def between(self, owner_id: str, first: date, last: date) -> OccasionWindow:
        """Returns the occasions with a date from `first` to `last`, without those on holidays."""
        ...

    async def on_holidays(
        self, owner_id: str, codes: Collection[str]
    ) -> Sequence[tuple[Occasion, OccasionRecipient]]:
        """Returns the owner's occasions on holidays with these codes."""
        ...

    async def recipients(
        self, owner_id: str, occasions: Sequence[Occasion]
    ) -> Mapping[str, OccasionRecipient]:
        """Returns the recipients of the owner's occasions, by recipient id; deleted ones are left
        out.
        """
        ...

    async def plans(self, owner_id: str, occurrences: Sequence[Occurrence]) -> OccasionPlans:
        """Returns the searches for the occurrences' recipients, and the occurrences' reminders."""
        ...


class Occasions(Protocol):
    """Rows of occasions, with the same ones left out as in `OccasionReads`."""

    async def of_owner(self, owner_id: str) -> Sequence[Occasion]:
        """Returns all occasions of the owner, in the order they were created."""
        ...

    async def version(self, owner_id: str) -> str:
        """Returns a value that every write of the owner's occasions replaces."""
        ...

    async def with_ids(self, owner_id: str, ids: Collection[str]) -> Sequence[Occasion]:
        """Returns those of the occasions that exist and are the owner's."""
        ...

    async def of_recipient(self, owner_id: str, recipient_id: str) -> Sequence[Occasion]:
        """Returns all occasions of one recipient, in the order they were created."""
        ...

    async def get(self, owner_id: str, occasion_id: str) -> Occasion:
        """Returns the occasion; raises `OccasionNotFound`."""
        ...

    async def add(self, owner_id: str, occasions: Sequence[Occasion]) -> None:
        """Adds each occasion, unless the recipient already has one that follows the same day.

        If an occasion that followed the same was removed before, the new one gets its id. Raises
        `RecipientNotFound` unless every recipient is the owner's.
        """
        ...

    async def save(self, occasion: Occasion) -> None:
        """Stores an occasion that was read with `get`."""
        ...

    async def remove(self, occasion: Occasion) -> None:
        """Removes the occasion; raises `OccasionNotFound`."""
        ...


class OccasionsTransaction(EventTransaction, Protocol):
    @property
    def occasions(self) -> Occasions: ...

    @property
    def recipients(self) -> Recipients: ...


OccasionsTransactions = Callable[[], AbstractAsyncContextManager[OccasionsTransaction]]
