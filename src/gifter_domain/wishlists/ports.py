"""Ports of wishlists: rows of lists, wishes and items, and the views that a viewer gets."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from gifter_domain.people.friends_ports import Person
from gifter_domain.people.recipient_ports import Acquaintances, Recipients
from gifter_domain.shared.events import EventTransaction
from gifter_domain.shared.money import Money
from gifter_domain.shared.pages import Page, PageRequest
from gifter_domain.wishlists.blindness import ListOfWish
from gifter_domain.wishlists.item import Item, PlaceDetails, WishDetails, WishedProduct
from gifter_domain.wishlists.places import Place
from gifter_domain.wishlists.sharing import ShareLinkKind
from gifter_domain.wishlists.stored_wish import StoredWish
from gifter_domain.wishlists.wishlist import CheckedWishlist, Scope, Wishlist


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Selects lists: by scope, by a part of the title, and by the viewer's recipient."""

    scope: Scope = Scope.MINE
    title_like: str | None = None
    recipient_id: str | None = None


@dataclass(frozen=True, slots=True)
class WishlistWithItems:
    """A list as its viewer sees it, with all its items in order."""

    wishlist: Wishlist
    items: Sequence[Item]


@runtime_checkable  # so that Litestar may hand it to a handler
class WishlistReads(Protocol):
    """Reads lists outside any transaction. Lists the viewer may not read are not found."""

    async def wishlists(
        self, viewer_id: str, query: ListQuery, page: PageRequest
    ) -> Page[Wishlist]:
        """Returns the lists in the order they were created."""
        ...

    async def wishlist(self, viewer_id: str, wishlist_id: str) -> WishlistWithItems:
        """Returns the list with its items; raises `WishlistNotFound`."""
        ...

    async def shared(self, viewer_id: str | None, token_hash: str) -> WishlistWithItems:
        """Returns the list that a link shows. The owner's own link shows claims to nobody.

        Raises `SharedListNotFound`, also if the owner blocks the viewer.
        """
        ...


@dataclass(frozen=True, slots=True)
class LockedList:
    """A list that its editor has locked: nobody else can change a list of its owner meanwhile."""

    id: str
    owner_id: str
    for_id: str


@dataclass(frozen=True, slots=True)
class UnrevealedList:
    """A list that is not revealed yet and whose reveal follows its occasion, if it has one."""

    id: str
    occasion_id: str | None
    reveal_at: datetime | None


class Wishlists(Protocol):
    """Rows of lists. Each method takes the acting user; lists they may not change are not found."""

    async def lock(self, editor_id: str, wishlist_id: str) -> LockedList:
        """Locks and returns the list.

        Raises `WishlistNotFound` unless the editor is its owner or a joint owner.
        """
        ...

    async def lock_owned(self, owner_id: str, wishlist_id: str) -> LockedList:
        """Locks and returns the list; raises `WishlistNotFound` unless the user is its owner."""
        ...

    async def get(self, viewer_id: str, wishlist_id: str) -> Wishlist:
        """Returns the list; raises `WishlistNotFound` unless the viewer may read it."""
        ...

    async def add(
        self,
        owner_id: str,
        wishlist_id: str,
        for_id: str,
        recipient_id: str | None,
        details: CheckedWishlist,
    ) -> None: ...

    async def change(self, locked: LockedList, details: CheckedWishlist) -> None: ...

    async def unrevealed(self, owner_id: str) -> Sequence[UnrevealedList]:
        """Returns the owner's unrevealed lists that have an occasion or a reveal time."""
        ...

    async def set_default_reveal(self, wishlist_id: str, reveal_at: datetime | None) -> None:
        """Sets the reveal time, or None for never, unless the list's owners have set one
        themselves.
        """
        ...

    async def remove(self, locked: LockedList) -> Sequence[str]:
        """Deletes the list and returns the ids of wishes that are now on no list: see
        `Wishes.remove`.
        """
        ...

    async def joint_owner_ids(self, locked: LockedList) -> Collection[str]:
        """Returns the ids of the joint owners, also if they are no longer the owner's friends."""
        ...

    async def add_owner(self, locked: LockedList, user_id: str) -> None:
        """Adds a joint owner; may be repeated."""
        ...

    async def remove_owner(self, locked: LockedList, user_id: str) -> None:
        """Removes a joint owner, who stays blind to the claims; may be repeated."""
        ...

    async def share(
        self, locked: LockedList, hashes: dict[ShareLinkKind, str], expires_at: datetime | None
    ) -> None:
        """Replaces all links of the list with these."""
        ...

    async def unshare(self, locked: LockedList) -> None:
        """Deletes all links of the list; may be repeated."""
        ...


@dataclass(frozen=True, slots=True)
class LockedWish:
    """A wish that a giver has locked: it cannot be changed or deleted until their transaction ends.

    `lists` are the lists that show it or an alternative of it and concern the giver. Title, owner
    and price are as the giver sees them.
    """

    id: str
    book_id: str
    item_id: str
    wishlist_id: str
    wishlist_title: str
    owner: Person
    title: str
    url: str | None
    image_url: str | None
    quantity: int | None
    desired_price: Money | None
    product: WishedProduct | None
    lists: Sequence[ListOfWish]

    @property
    def price(self) -> Money | None:
        """Returns the price of one unit: the desired price, otherwise the product's."""
        return self.desired_price or (self.product.price if self.product else None)


class Wishes(Protocol):
    """Rows of wishes and of items, which are the places of wishes on lists."""

    async def lock_list_of_item(self, editor_id: str, item_id: str) -> LockedList:
        """Locks and returns the item's list.

        Raises `ItemNotFound` unless the editor is its owner or a joint owner.
        """
        ...

    async def item(self, viewer_id: str, item_id: str) -> Item:
        """Returns the item; raises `ItemNotFound` unless the viewer may read its list."""
        ...

    async def places(self, locked: LockedList) -> Sequence[Place]:
        """Returns the list's places in order."""
        ...

    # everybody: products are public
    async def product(self, product_id: str) -> WishedProduct:
        """Returns the product; raises `ProductNotFound` unless the catalogue shows it."""
        ...

    async def find_by_product(self, locked: LockedList, product_id: str) -> StoredWish | None:
        """Returns the wish for this product, or None.

        Searches all wishes of the person the list is for, listed or not.
        """
        ...

    async def find_by_url(self, locked: LockedList, url_key: str) -> StoredWish | None:
        """Returns the wish for this address, or None.

        Searches all wishes of the person the list is for, listed or not.
        """
        ...

    async def wish_of_item(self, locked: LockedList, item_id: str) -> StoredWish:
        """Returns the wish of an item of the list; raises `ItemNotFound`."""
        ...

    async def add(
        self,
        locked: LockedList,
        wish_id: str,
        details: WishDetails,
        product_id: str | None = None,
        book_id: str | None = None,
    ) -> None:
        """Adds a wish that is on no list yet.

        `book_id` is an existing claim book; None creates one.
        """
        ...

    async def reset(self, wish_id: str, details: WishDetails) -> None:
        """Resets an unlisted wish to new details and keeps its claims."""
        ...

    async def delete_unlisted(self, known: StoredWish) -> None:
        """Deletes an unlisted wish, so that its product or address no longer matches it."""
        ...

    async def lock(self, wish_ids: Sequence[str]) -> None:
        """Locks wishes until the transaction ends.

        A giver who locked one of them first has claimed it when this call returns; a later giver
        waits.
        """
        ...

    async def change(self, wish_id: str, details: WishDetails) -> None:
        """Changes the wish on all lists.

        The caller has checked that no other wish has its address.
        """
        ...

    async def place(self, locked: LockedList, place: Place, details: PlaceDetails) -> None:
        """Adds a place to the list."""
        ...

    async def change_place(
        self, locked: LockedList, item_id: str, details: PlaceDetails
    ) -> None: ...

    async def remove(self, locked: LockedList, item_id: str) -> Sequence[str]:
        """Removes an item from its list. Returns the id of its wish if that is now on no list.

        Such a wish is deleted, unless `is_remembered`.
        """
        ...

    async def reorder(self, locked: LockedList, item_ids: Sequence[str]) -> None: ...


class WishLocks(Protocol):
    """Locks wishes for givers, so that a wish cannot be deleted while it is claimed."""

    async def for_giver(self, viewer_id: str, item_id: str) -> LockedWish:
        """Locks and returns the wish; raises `ItemNotFound` unless the viewer may read the list."""
        ...

    async def for_guest(self, viewer_id: str | None, token_hash: str, item_id: str) -> LockedWish:
        """Locks and returns the wish for a guest's link; `viewer_id` is None without an account.

        Raises `SharedListNotFound`, also for the owner's own link, or `ItemNotFound`.
        """
        ...


class WishlistsTransaction(EventTransaction, Protocol):
    @property
    def wishlists(self) -> Wishlists: ...

    @property
    def wishes(self) -> Wishes: ...

    @property
    def recipients(self) -> Recipients: ...

    @property
    def acquaintances(self) -> Acquaintances: ...


WishlistsTransactions = Callable[[], AbstractAsyncContextManager[WishlistsTransaction]]
