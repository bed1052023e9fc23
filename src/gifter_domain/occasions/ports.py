"""What occasions need from outside: their rows, and what hangs on them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol, runtime_checkable

from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.upcoming import OccasionPlans, OccasionRecipient
from gifter_domain.people.recipient_ports import Recipients
from gifter_domain.shared.events import EventTransaction
from gifter_domain.shared.pages import Page, PageRequest


@runtime_checkable  # so that Litestar may hand it to a handler
class OccasionReads(Protocol):
    """An owner's occasions outside any transaction.

    Without those of recipients who have expired, and without those that follow a birthday that is
    not known at present.
    """

    async def occasions(
        self, owner_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[Occasion]:
        """In the order they were made; all, or a recipient's."""
        ...

    async def occasion(self, owner_id: str, occasion_id: str) -> Occasion:
        """Raises `OccasionNotFound` unless it is the owner's."""
        ...

    async def all_of(self, owner_id: str) -> Sequence[Occasion]:
        """All of them, in the order they were made."""
        ...

    async def recipients(
        self, owner_id: str, occasions: Sequence[Occasion]
    ) -> Mapping[str, OccasionRecipient]:
        """Whose these of the owner's are, by their ids; without those who have gone."""
        ...

    async def plans(self, owner_id: str, occasions: Sequence[Occasion]) -> OccasionPlans:
        """What is known of these of the owner's; of one that has gone meanwhile, nothing."""
        ...


class Occasions(Protocol):
    """Rows of occasions; each shows when those of `OccasionReads` do."""

    async def of_owner(self, owner_id: str) -> Sequence[Occasion]:
        """All of the owner's, in the order they were made."""
        ...

    async def of_recipient(self, owner_id: str, recipient_id: str) -> Sequence[Occasion]:
        """All of one recipient's, in the order they were made."""
        ...

    async def get(self, owner_id: str, occasion_id: str) -> Occasion:
        """Kept from any other change until the transaction ends; raises `OccasionNotFound`."""
        ...

    async def add(self, owner_id: str, occasions: Sequence[Occasion]) -> None:
        """Of each, nothing happens where the recipient has one that follows the same already.

        Where one that followed the same was removed, the new one has its id. Raises
        `RecipientNotFound` unless every recipient is the owner's.
        """
        ...

    async def save(self, occasion: Occasion) -> None:
        """Keeps what became of one that was got before."""
        ...

    async def remove(self, occasion: Occasion) -> None:
        """Raises `OccasionNotFound`."""
        ...


class OccasionsTransaction(EventTransaction, Protocol):
    @property
    def occasions(self) -> Occasions: ...

    @property
    def recipients(self) -> Recipients: ...


OccasionsTransactions = Callable[[], AbstractAsyncContextManager[OccasionsTransaction]]
