"""What users, and guests with a link, promise to give of other people's wishes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.identity.user import User
from gifter_domain.people.events import PersonBlocked
from gifter_domain.people.recipient import checked_line
from gifter_domain.shared.system import Clock, CodeFactory, IdFactory
from gifter_domain.wishlists.blindness import is_for_viewer
from gifter_domain.wishlists.claim import Claim, ClaimDetails, ClaimedWish, WishFate
from gifter_domain.wishlists.claim_ports import (
    ClaimBooksTransaction,
    ClaimReads,
    ClaimsTransaction,
    ClaimsTransactions,
)
from gifter_domain.wishlists.claiming import (
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
    """The caller's claims.

    - All claims of a wish, on whatever lists it is, and of its alternatives are changed one after
      the other: never is more promised than is wished for, nor two alternatives at once.
    - Nobody claims their own wish, whoever keeps the list, nor as a guest while signed in.
    - A reservation lapses 30 days after it was made or renewed; what is bought does not.
    - A claim outlives the wish and the list: it keeps what was claimed.
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
        """A share is in the currency of the wish's, or refused, if another `currency` is said.

        Raises `ItemNotFound`, `OwnWish`, `ItemFullyClaimed`, `OtherCurrency`, `WishHasNoPrice`.
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
        """The claim, and the token that undoes it, told once; `viewer` is whoever is signed in.

        Raises `SharedListNotFound`, `ItemNotFound`, `OwnWish`, `ItemFullyClaimed`.
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
        """Raises `ClaimNotFound`."""
        return await self._reads.of_guest(token_hash(undo_token))

    async def change(self, user: User, claim_id: str, details: ClaimDetails) -> Claim:
        """Raises `ClaimNotFound`. What becomes a reservation again has its 30 days anew."""
        async with self._transactions() as tx:
            claim = await _opened(tx, lambda: tx.claims.get(user.id, claim_id))
            if (note := details.get("note", claim.note)) is not None:
                note = note.strip() or None
            changed = replace(claim, note=note)
            if (status := details.get("status", claim.status)) is not claim.status:
                changed = self._with_status(changed, status)
            await tx.claims.change(changed)
            return changed

    async def renew(self, user: User, claim_id: str) -> Claim:
        """A reservation with its 30 days anew; what is bought as it is. Raises `ClaimNotFound`."""
        async with self._transactions() as tx:
            claim = await _opened(tx, lambda: tx.claims.get(user.id, claim_id))
            renewed = self._with_status(claim, claim.status)
            await tx.claims.change(renewed)
            return renewed

    async def keep_as_guest(self, undo_token: str, *, bought: bool) -> None:
        """Bought, or a reservation with its 30 days anew, as of a user. Raises `ClaimNotFound`."""
        async with self._transactions() as tx:
            claim = await _opened(tx, lambda: tx.claims.of_guest(token_hash(undo_token)))
            status = ClaimStatus.BOUGHT if bought else claim.status
            await tx.claims.change(self._with_status(claim, status))

    async def release(self, user: User, claim_id: str) -> None:
        """Raises `ClaimNotFound`."""
        async with self._transactions() as tx:
            await _give_back(tx, await _opened(tx, lambda: tx.claims.get(user.id, claim_id)))

    async def release_as_guest(self, undo_token: str) -> None:
        """Raises `ClaimNotFound`."""
        async with self._transactions() as tx:
            claim = await _opened(tx, lambda: tx.claims.of_guest(token_hash(undo_token)))
            await _give_back(tx, claim)

    async def remove_lapsed(self) -> None:
        """Removes reservations of anybody whose time is over, and claims of deleted accounts."""
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
            wish=_as_claimed(wish),
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
    """Releases all claims of the blocked person on wishes of the one who blocks them.

    They cannot claim another one until the transaction ends.
    """
    book_ids = await tx.claim_books.ids_of_giver(event.blocked_id, event.blocker_id)
    for book_id in book_ids:
        await tx.claim_books.lock(book_id)
    for book_id in book_ids:
        await _give_back(tx, *await tx.claims.in_book(book_id, event.blocked_id))


async def _opened(tx: ClaimBooksTransaction, find: Callable[[], Awaitable[Claim]]) -> Claim:
    """The claim as it is in its open book, which nobody changes any more."""
    claim = await find()  # awaits: `find` reads through `tx`
    await tx.claim_books.lock(claim.book_id)
    return await find()  # awaits: likewise


async def _give_back(tx: ClaimBooksTransaction, *claims: Claim) -> None:
    """Ends claims of one book, which is open."""
    for claim in claims:
        book = await tx.claim_books.lock(claim.book_id)
        await tx.claims.remove(claim.id)
        await tx.claim_books.save(claim.book_id, without_claim(book, claim.part))


def _as_claimed(wish: LockedWish) -> ClaimedWish:
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
