"""What users put on their wishlists: products of the catalogue, addresses, anything by name."""

from dataclasses import dataclass

from gifter_domain.identity.user import User
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.events import DomainEvent
from gifter_domain.shared.system import IdFactory
from gifter_domain.wishlists.events import WishChanged, WishesRemoved, WishReturned
from gifter_domain.wishlists.item import (
    AlreadyWished,
    Item,
    PlaceDetails,
    WishDetails,
    checked_place,
    checked_wish,
    url_key,
)
from gifter_domain.wishlists.places import place_of
from gifter_domain.wishlists.ports import LockedList, WishlistsTransaction, WishlistsTransactions
from gifter_domain.wishlists.stored_wish import StoredWish, superseded
from gifter_domain.wishlists.wishlist import checked_order

_AS_NEW = WishDetails(
    external_url=None,
    image_url=None,
    quantity=1,
    desired_price_minor=None,
    desired_currency=None,
)


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is wished for: a product, or what `wish` tells; `alternative_to` is another item."""

    wish: WishDetails
    place: PlaceDetails
    product_id: str | None = None
    alternative_to: str | None = None


class ManageWishlistItems:
    """Wishes in their places on lists that the caller owns, alone or jointly.

    - The same product, or address, is the same wish of a person on however many lists: what is
      told of it anew is true of it everywhere.
    - On one list a wish has one place, so adding it again is safe.
    - A wish that is on no list any more is gone. The same product, or address, wished for again is
      that wish again, with its claims and its alternatives, and otherwise as new; unless it is to
      be an alternative of what it was none of.
    - Who claimed a wish is told what becomes of it; the caller cannot tell that anybody did.
    """

    def __init__(self, transactions: WishlistsTransactions, ids: IdFactory) -> None:
        self._transactions = transactions
        self._ids = ids

    async def add(self, user: User, wishlist_id: str, new: NewItem) -> tuple[Item, bool]:
        """The item, and whether it is new on this list.

        Raises `ProductNotFound`, `AlreadyWished` for an alternative that is a wish already,
        `WishlistFull`.
        """
        details, item_id = checked_place(new.place), self._ids.new_id()
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock(user.id, wishlist_id)
            wish_id, event = await self._wish(tx, locked, user, new)
            place = place_of(wish_id, await tx.wishes.places(locked), item_id)
            is_new = place.id == item_id
            if is_new:
                await tx.wishes.place(locked, place, details)
            else:
                await tx.wishes.change_place(locked, place.id, details)
            if event is not None:
                await tx.happened(event)
            return await tx.wishes.item(user.id, place.id), is_new

    async def change(
        self, user: User, item_id: str, wish: WishDetails, place: PlaceDetails
    ) -> Item:
        """What is absent stays as it is. Raises `AlreadyWished` if the new address is a wish."""
        async with self._transactions() as tx:
            locked = await tx.wishes.lock_list_of_item(user.id, item_id)
            known = await tx.wishes.wish_of_item(locked, item_id)
            if known.product_id is not None and wish.get("external_url") is not None:
                raise InvalidInput.at(
                    "externalUrl", "is not allowed for a product of the catalogue"
                )
            checked = checked_wish(wish, known.desired_price, user.default_currency)
            await _change(tx, locked, known.id, checked)
            await tx.wishes.change_place(locked, item_id, checked_place(place))
            await tx.happened(WishChanged(known, checked))
            return await tx.wishes.item(user.id, item_id)

    async def remove(self, user: User, item_id: str) -> None:
        async with self._transactions() as tx:
            locked = await tx.wishes.lock_list_of_item(user.id, item_id)
            await tx.happened(WishesRemoved(await tx.wishes.remove(locked, item_id)))

    async def reorder(self, user: User, wishlist_id: str, item_ids: list[str]) -> None:
        """Raises `InvalidInput` unless these are exactly the list's items."""
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock(user.id, wishlist_id)
            present = [place.id for place in await tx.wishes.places(locked)]
            await tx.wishes.reorder(locked, checked_order(present, item_ids))

    async def _wish(
        self, tx: WishlistsTransaction, locked: LockedList, user: User, new: NewItem
    ) -> tuple[str, DomainEvent | None]:
        """Returns the id of the wish, which is new or changed, and what happened to it."""
        known = await _known(tx, locked, new)
        if known is None or not known.is_listed:
            details = checked_wish(new.wish, None, user.default_currency)
            return await self._new_wish(tx, locked, new, details, known)
        if new.alternative_to is not None:
            raise AlreadyWished("This is a wish already, and no alternative.", {"wishId": known.id})
        checked = checked_wish(new.wish, known.desired_price, user.default_currency)
        await _change(tx, locked, known.id, checked)
        return known.id, WishChanged(known, checked)

    async def _new_wish(
        self,
        tx: WishlistsTransaction,
        locked: LockedList,
        new: NewItem,
        details: WishDetails,
        gone: StoredWish | None,
    ) -> tuple[str, DomainEvent | None]:
        if new.product_id is not None:
            product = await tx.wishes.product(new.product_id)
            details = WishDetails(title=product.title, image_url=product.image_url) | details
        details = _AS_NEW | details
        if "title" not in details:
            raise InvalidInput.at("title", "is needed for what is not a product")
        other = new.alternative_to and await tx.wishes.wish_of_item(locked, new.alternative_to)
        book_id = other.book_id if other else None
        if gone is not None and book_id in (None, gone.book_id):
            await tx.wishes.reset(gone.id, details)
            return gone.id, WishReturned(gone, details)
        if gone is not None:
            await tx.wishes.delete_unlisted(gone)
        wish_id = self._ids.new_id()
        await tx.wishes.add(locked, wish_id, details, new.product_id, book_id)
        return wish_id, None


async def _change(
    tx: WishlistsTransaction, locked: LockedList, wish_id: str, details: WishDetails
) -> None:
    if (url := details.get("external_url")) is not None:
        forgotten = superseded(wish_id, await tx.wishes.find_by_url(locked, url_key(url)))
        if forgotten is not None:
            await tx.wishes.lock([wish_id, forgotten.id])
            await tx.wishes.delete_unlisted(forgotten)
    await tx.wishes.change(wish_id, details)


async def _known(tx: WishlistsTransaction, locked: LockedList, new: NewItem) -> StoredWish | None:
    if new.product_id is not None:
        return await tx.wishes.find_by_product(locked, new.product_id)
    if (url := new.wish.get("external_url")) is not None:
        return await tx.wishes.find_by_url(locked, url_key(url))
    return None
