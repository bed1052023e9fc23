"""What claims need from outside: books under a lock, the rows of claims, and what is read."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from gifter_domain.shared.pages import Page, PageRequest
from gifter_domain.wishlists.claim import Claim
from gifter_domain.wishlists.claiming import ClaimBook
from gifter_domain.wishlists.ports import WishLocks


@dataclass(frozen=True, slots=True)
class GiverToNotify:
    """A giver with an account, one of their claims of a wish, and what is told of it.

    Whoever has several claims of the wish is there once.
    """

    user_id: str
    language: str
    claim_id: str
    title: str
    list_title: str


class ClaimBooks(Protocol):
    """Books of claims. Claims change only while their book is open to the transaction.

    Whoever needs a wish too holds that first; who opens several books opens the lower id first.
    """

    async def lock(self, book_id: str) -> ClaimBook:
        """The book, kept from any other change until the transaction ends.

        What has lapsed is not in it, nor what deleted accounts had claimed.
        """
        ...

    async def save(self, book_id: str, book: ClaimBook) -> None:
        """Stores an open book, and removes what is not in it any more.

        Raises `ItemFullyClaimed` if there is more in it than there may be.
        """
        ...

    async def ids_to_clean_up(self, limit: int) -> Sequence[str]:
        """The ids of up to `limit` books that hold what is to be removed, in order."""
        ...

    async def ids_of_giver(self, giver_id: str, owner_id: str) -> Sequence[str]:
        """The ids of books with claims of the giver on wishes of the owner, in order.

        Nobody claims a wish of the owner's from now on until the transaction ends.
        """
        ...


class Claims(Protocol):
    """Rows of claims; what has lapsed is not there. They change only in an open book."""

    async def add(self, claim: Claim, undo_hash: str | None = None) -> None:
        """Adds a claim that its book has been kept with; a guest's has an undo token's hash."""
        ...

    async def get(self, giver_id: str, claim_id: str) -> Claim:
        """Raises `ClaimNotFound` unless it is theirs."""
        ...

    async def of_guest(self, undo_hash: str) -> Claim:
        """Raises `ClaimNotFound`."""
        ...

    async def change(self, claim: Claim) -> None:
        """Stores its status, note and expiry."""
        ...

    async def remove(self, claim_id: str) -> None: ...

    async def in_book(self, book_id: str, giver_id: str) -> Sequence[Claim]:
        """All that the giver claims there."""
        ...

    async def mark_changed(self, wish_ids: Sequence[str]) -> Sequence[GiverToNotify]:
        """The wishes' claims remember that they changed. Each wish's givers, without guests."""
        ...

    async def mark_gone(self, wish_ids: Sequence[str]) -> Sequence[GiverToNotify]:
        """The wishes' claims remember that they are gone. Each wish's givers, without guests."""
        ...

    async def unmark_gone(self, wish_id: str) -> Sequence[GiverToNotify]:
        """The wish's claims forget that it was gone. Its givers, without guests."""
        ...


@runtime_checkable  # so that Litestar may hand it to a handler
class ClaimReads(Protocol):
    """Claims outside any transaction, without those that have lapsed."""

    async def mine(self, giver_id: str, page: PageRequest) -> Page[Claim]:
        """What the user promised, list by list, and on each in the order they claimed it."""
        ...

    async def of_guest(self, undo_hash: str) -> Claim:
        """Raises `ClaimNotFound`."""
        ...


class ClaimBooksTransaction(Protocol):
    @property
    def claim_books(self) -> ClaimBooks: ...

    @property
    def claims(self) -> Claims: ...


class ClaimsTransaction(ClaimBooksTransaction, Protocol):
    @property
    def wish_locks(self) -> WishLocks: ...


ClaimsTransactions = Callable[[], AbstractAsyncContextManager[ClaimsTransaction]]
