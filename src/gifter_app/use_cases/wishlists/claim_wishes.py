"""Claiming other people's wishes, as a user or as a guest with a link."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.identity.user import User
from gifter_domain.people.events import PersonBlocked
from gifter_domain.shared.lines import checked_line
from gifter_domain.shared.system import Clock, CodeFactory, IdFactory
from gifter_domain.wishlists.blindness import is_for_viewer
from gifter_domain.wishlists.claims.claim import Claim, ClaimDetails, ClaimedWish, WishFate
from gifter_domain.wishlists.claims.ports import (
    ClaimBooksTransaction,
    ClaimReads,
    ClaimsTransaction,
    ClaimsTransactions,
)
from gifter_domain.wishlists.claims.rules import (
    RESERVED_FOR,
    Claimable,
    ClaimStatus,
    OwnWish,
    Part,
    checked_part,
    checked_share_currency,
    with_claim,
    without_claim,
)
from gifter_domain.wishlists.ports import LockedWish
from gifter_domain.wishlists.sharing import token_hash

_BOOKS_AT_ONCE = 100


class ClaimWishes:
    """Manages the claims of users and guests.

    - The claims of a wish and its alternatives, on all lists, share a claim book that is locked for
      each change. So never more is claimed than is wished for, and never two alternatives.
    - Nobody may claim their own wish: not on a list that somebody else keeps for them, and not as
      a guest while signed in.
    - A reservation expires 30 days after it was made or renewed; a bought claim does not expire.
    - A claim stays after its wish or list was deleted, with a copy of the wish.
    """

    def __init__(
        self,
        transactions: ClaimsTransactions,
        reads: ClaimReads,
        ids: IdFactory,
        codes: CodeFactory,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._reads = reads
        self._ids = ids
        self._codes = codes
        self._clock = clock

    async def claim(
        self,
        user: User,
        item_id: str,
        quantity: int | None,
        share_minor: int | None,
        currency: str | None = None,
    ) -> Claim:
        """Claims units of a wish or a share of its price.

        A share is in the currency of the wish's price; another `currency` is refused. Raises
        `ItemNotFound`, `OwnWish`, `ItemFullyClaimed`, `OtherCurrency`, `WishHasNoPrice`.
        """
        part = checked_part(quantity, share_minor)
        currency = checked_share_currency(currency, share_minor)
        async with self._transactions() as tx:
            wish = await tx.wish_locks.for_giver(user.id, item_id)
            _refuse_own(wish)
            return await self._take(tx, wish, part, currency, user_id=user.id)

    async def claim_as_guest(
        self,
        share_token: str,
        item_id: str,
        name: str,
        quantity: int | None,
        viewer: User | None = None,
    ) -> tuple[Claim, str]:
        """Claims units of a wish on a shared list, and returns the claim and its undo token.

        Only a hash of the token is stored, so it cannot be read again. `viewer` is the signed-in
        user, if any. Raises `SharedListNotFound`, `ItemNotFound`, `OwnWish`, `ItemFullyClaimed`.
        """
        name, undo_token = checked_line(name, "name", MAX_NAME), self._codes.new_code()
        async with self._transactions() as tx:
            viewer_id = viewer.id if viewer else None
            wish = await tx.wish_locks.for_guest(viewer_id, token_hash(share_token), item_id)
            _refuse_own(wish)
            part = checked_part(quantity, None)
            claim = await self._take(tx, wish, part, name=name, undo=token_hash(undo_token))
        return claim, undo_token

    async def guest_claim(self, undo_token: str) -> Claim:
        """Returns the claim of an undo token. Raises `ClaimNotFound`."""
        return await self._reads.of_guest(token_hash(undo_token))

    async def guest_claims(self, undo_tokens: Sequence[str]) -> Mapping[str, Claim]:
        """Returns the claims of those undo tokens that have one."""
        if not undo_tokens:
            return {}
        by_hash = {token_hash(token): token for token in undo_tokens}
        found = await self._reads.of_guests([*by_hash])
        return {by_hash[undo_hash]: claim for undo_hash, claim in found.items()}

    async def change(self, user: User, claim_id: str, details: ClaimDetails) -> Claim:
        """Changes the note or status of a claim. Raises `ClaimNotFound`.

        A bought claim that becomes a reservation again expires 30 days from now.
        """
        async with self._transactions() as tx:
            claim = await _locked(tx, lambda: tx.claims.get(user.id, claim_id))
            if (note := details.get("note", claim.note)) is not None:
                note = note.strip() or None
            changed = replace(claim, note=note)
            if (status := details.get("status", claim.status)) is not claim.status:
                changed = self._with_status(changed, status)
            await tx.claims.change(changed)
            return changed

    async def renew(self, user: User, claim_id: str) -> Claim:
        """Renews a reservation for 30 days; leaves a bought claim as it is.

        Raises `ClaimNotFound`.
        """
        async with self._transactions() as tx:
            claim = await _locked(tx, lambda: tx.claims.get(user.id, claim_id))
            renewed = self._with_status(claim, claim.status)
            await tx.claims.change(renewed)
            return renewed

    async def update_as_guest(self, undo_token: str, *, bought: bool) -> None:
        """Marks a guest's claim as bought, or renews it as `renew` does. Raises `ClaimNotFound`."""
        async with self._transactions() as tx:
            claim = await _locked(tx, lambda: tx.claims.of_guest(token_hash(undo_token)))
            status = ClaimStatus.BOUGHT if bought else claim.status
            await tx.claims.change(self._with_status(claim, status))

    async def release(self, user: User, claim_id: str) -> None:
        """Releases a claim of the user's. Raises `ClaimNotFound`."""
        async with self._transactions() as tx:
            await _release(tx, await _locked(tx, lambda: tx.claims.get(user.id, claim_id)))

    async def release_as_guest(self, undo_token: str) -> None:
        """Releases the claim of a guest. Raises `ClaimNotFound`."""
        async with self._transactions() as tx:
            claim = await _locked(tx, lambda: tx.claims.of_guest(token_hash(undo_token)))
            await _release(tx, claim)

    async def remove_expired(self) -> None:
        """Removes the expired reservations of all givers, and the claims of deleted accounts."""
        found = _BOOKS_AT_ONCE
        while found == _BOOKS_AT_ONCE:
            async with self._transactions() as tx:
                overdue = await tx.claim_books.ids_to_clean_up(_BOOKS_AT_ONCE)
                books = [await tx.claim_books.lock(book_id) for book_id in overdue]
                for book_id, book in zip(overdue, books, strict=True):
                    await tx.claim_books.save(book_id, book)
            found = len(overdue)

    async def _take(
        self,
        tx: ClaimsTransaction,
        wish: LockedWish,
        part: Part,
        currency: str | None = None,
        *,
        user_id: str | None = None,
        name: str | None = None,
        undo: str | None = None,
    ) -> Claim:
        book = await tx.claim_books.lock(wish.book_id)
        after = with_claim(book, Claimable(wish.id, wish.quantity, wish.price), part, currency)
        shared_in = after.share_price.currency if part.share_minor and after.share_price else None
        claim = self._new_claim(wish, part, shared_in, user_id, name)
        await tx.claim_books.save(wish.book_id, after)
        await tx.claims.add(claim, undo)
        return claim

    def _new_claim(
        self,
        wish: LockedWish,
        part: Part,
        currency: str | None,
        user_id: str | None,
        name: str | None,
    ) -> Claim:
        now = self._clock.now()
        return Claim(
            id=self._ids.new_id(),
            book_id=wish.book_id,
            wish_id=wish.id,
            item_id=wish.item_id,
            giver_id=user_id,
            guest_name=name,
            part=part,
            currency=currency,
            status=ClaimStatus.RESERVED,
            note=None,
            expires_at=now + RESERVED_FOR,
            wish=_copy_of(wish),
            fate=WishFate.UNCHANGED,
            created_at=now,
        )

    def _with_status(self, claim: Claim, status: ClaimStatus) -> Claim:
        reserved = status is ClaimStatus.RESERVED
        until = self._clock.now() + RESERVED_FOR if reserved else None
        return replace(claim, status=status, expires_at=until)


def _refuse_own(wish: LockedWish) -> None:
    if is_for_viewer(wish.lists):
        raise OwnWish("This wish is your own.")


async def release_claims_of_blocked(tx: ClaimBooksTransaction, event: PersonBlocked) -> None:
    """Releases all claims of the blocked person on the blocker's wishes.

    The blocked person cannot claim any of these wishes until the transaction ends.
    """
    book_ids = await tx.claim_books.ids_of_giver(event.blocked_id, event.blocker_id)
    for book_id in book_ids:
        await tx.claim_books.lock(book_id)
    for book_id in book_ids:
        await _release(tx, *await tx.claims.in_book(book_id, event.blocked_id))


async def _locked(tx: ClaimBooksTransaction, find: Callable[[], Awaitable[Claim]]) -> Claim:
    """Locks the claim's book and returns the claim, read again under the lock."""
    claim = await find()  # awaits: `find` reads through `tx`
    await tx.claim_books.lock(claim.book_id)
    return await find()  # awaits: likewise


async def _release(tx: ClaimBooksTransaction, *claims: Claim) -> None:
    """Deletes claims of one locked book, and frees their parts in it."""
    for claim in claims:
        book = await tx.claim_books.lock(claim.book_id)
        await tx.claims.remove(claim.id)
        await tx.claim_books.save(claim.book_id, without_claim(book, claim.part))


def _copy_of(wish: LockedWish) -> ClaimedWish:
    product = wish.product
    return ClaimedWish(
        title=wish.title,
        url=wish.url,
        image_url=wish.image_url or (product.image_url if product else None),
        price=wish.price,
        wishlist_id=wish.wishlist_id,
        list_title=wish.wishlist_title,
        owner_id=wish.owner.id,
        owner_name=wish.owner.display_name,
    )
