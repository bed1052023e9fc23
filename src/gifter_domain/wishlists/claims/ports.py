"""Ports of claims: locked claim books, rows of claims, and reads outside a transaction."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from gifter_domain.shared.pages import Page, PageRequest
from gifter_domain.wishlists.claims.claim import Claim
from gifter_domain.wishlists.claims.rules import ClaimBook
from gifter_domain.wishlists.ports import WishLocks


@dataclass(frozen=True, slots=True)
class GiverToNotify:
    """A giver with an account who claimed a wish, with one of their claims and the texts to send.

    A giver with several claims of the wish appears once.
    """

    user_id: str
    language: str
    claim_id: str
    title: str
    list_title: str


# everybody: a book belongs to nobody; its id comes from a wish or claim that the caller may see
class ClaimBooks(Protocol):
    """Claim books. Claims change only while the transaction has locked their book.

    Lock order: a wish before its book, and several books by ascending id.
    """

    async def lock(self, book_id: str) -> ClaimBook:
        """Locks the book until the transaction ends and returns it.

        Expired claims and claims of deleted accounts are left out.
        """
        ...

    async def save(self, book_id: str, book: ClaimBook) -> None:
        """Stores a locked book and deletes the claims that are no longer in it.

        Raises `ItemFullyClaimed` if the book has more claims than the wish allows.
        """
        ...

    async def ids_to_clean_up(self, limit: int) -> Sequence[str]:
        """Returns the ids of up to `limit` books with claims to delete, in order."""
        ...

    async def ids_of_giver(self, giver_id: str, owner_id: str) -> Sequence[str]:
        """Returns the ids of books in which the giver claims wishes of the owner, in order.

        Until the transaction ends, nobody can claim a wish of this owner.
        """
        ...


class Claims(Protocol):
    """Rows of claims, without expired ones. They change only while their book is locked."""

    async def add(self, claim: Claim, undo_hash: str | None = None) -> None:
        """Adds a claim that was saved in its book.

        `undo_hash` is the hash of a guest's undo token.
        """
        ...

    async def get(self, giver_id: str, claim_id: str) -> Claim:
        """Returns the giver's claim; raises `ClaimNotFound` if it is not theirs."""
        ...

    async def of_guest(self, undo_hash: str) -> Claim:
        """Returns the guest's claim with this undo token; raises `ClaimNotFound`."""
        ...

    async def change(self, claim: Claim) -> None:
        """Stores the claim's status, note and expiry."""
        ...

    async def remove(self, claim_id: str) -> None: ...

    async def in_book(self, book_id: str, giver_id: str) -> Sequence[Claim]:
        """Returns all claims of the giver in the book."""
        ...

    # everybody: the wishes are locked for their owner, and their givers get notices
    async def mark_changed(self, wish_ids: Sequence[str]) -> Sequence[GiverToNotify]:
        """Marks the claims of the wishes as CHANGED. Returns each wish's givers, without guests."""
        ...

    # everybody: as for `mark_changed`
    async def mark_gone(self, wish_ids: Sequence[str]) -> Sequence[GiverToNotify]:
        """Marks the claims of the wishes as GONE. Returns each wish's givers, without guests."""
        ...

    # everybody: as for `mark_changed`
    async def unmark_gone(self, wish_id: str) -> Sequence[GiverToNotify]:
        """Marks the wish's claims as no longer GONE. Returns its givers, without guests."""
        ...


@runtime_checkable  # so that Litestar may hand it to a handler
class ClaimReads(Protocol):
    """Reads claims outside any transaction, without expired ones."""

    async def mine(self, giver_id: str, page: PageRequest) -> Page[Claim]:
        """Returns the user's claims, list by list, and in order of claiming on each list."""
        ...

    async def of_guest(self, undo_hash: str) -> Claim:
        """Returns the guest's claim with this undo token; raises `ClaimNotFound`."""
        ...

    # everybody: guests have no account, and the hashes are those of their private links
    async def of_guests(self, undo_hashes: Sequence[str]) -> Mapping[str, Claim]:
        """Returns the claims of guests with these undo tokens, by the hash of the token."""
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
