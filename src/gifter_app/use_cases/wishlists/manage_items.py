"""Adding, changing, removing and ordering the items of wishlists.

An item is a product of the catalogue, a web address, or anything described by its name.
"""

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
    """A new item: a product or the thing described by `wish`, and its place on the list.

    `alternative_to` is the id of another item to which the new one is an alternative.
    """

    wish: WishDetails
    place: PlaceDetails
    product_id: str | None = None
    alternative_to: str | None = None


class ManageWishlistItems:
    """Manages the items of lists that the user owns, alone or jointly.

    - The same product or address is one wish of a person, shared by all their lists. A change of
      the wish shows on each of them.
    - A wish has one place on a list, so adding it again is safe.
    - Removing a wish from its last list unlists it. If the same product or address is added again,
      the wish returns with its claims and alternatives, and new details otherwise. It is replaced
      by a new wish if it is added as an alternative that it was not before.
    - Givers are notified of changes to a wish they claimed. The user cannot see whether somebody
      was notified.
    """

    def __init__(self, transactions: WishlistsTransactions, ids: IdFactory) -> None:
        self._transactions = transactions
        self._ids = ids

    async def add(self, user: User, wishlist_id: str, new: NewItem) -> tuple[Item, bool]:
        """Adds an item to a list, and returns it and whether it is new on this list.

        Raises `ProductNotFound`, `WishlistFull`, or `AlreadyWished` if the item is to be an
        alternative, but is on a list already.
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
        """Changes the given fields. Raises `AlreadyWished` if another wish has the new address."""
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
        """Puts the items in this order. Raises `InvalidInput` unless they are all of the list's."""
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock(user.id, wishlist_id)
            present = [place.id for place in await tx.wishes.places(locked)]
            await tx.wishes.reorder(locked, checked_order(present, item_ids))

    async def _wish(
        self, tx: WishlistsTransaction, locked: LockedList, user: User, new: NewItem
    ) -> tuple[str, DomainEvent | None]:
        """Adds or changes the wish, and returns its id and the event to raise, if any."""
        known = await _known(tx, locked, new)
        if known is None or not known.is_listed:
            details = checked_wish(new.wish, None, user.default_currency)
            return await self._new_wish(tx, locked, new, details, known)
        if new.alternative_to is not None:
            raise AlreadyWished(
                "This is a wish already, so it cannot be added as an alternative.",
                {"wishId": known.id},
            )
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
            raise InvalidInput.at("title", "is required unless the item is a product")
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
        unlisted = superseded(wish_id, await tx.wishes.find_by_url(locked, url_key(url)))
        if unlisted is not None:
            await tx.wishes.lock([wish_id, unlisted.id])
            await tx.wishes.delete_unlisted(unlisted)
    await tx.wishes.change(wish_id, details)


async def _known(tx: WishlistsTransaction, locked: LockedList, new: NewItem) -> StoredWish | None:
    if new.product_id is not None:
        return await tx.wishes.find_by_product(locked, new.product_id)
    if (url := new.wish.get("external_url")) is not None:
        return await tx.wishes.find_by_url(locked, url_key(url))
    return None
