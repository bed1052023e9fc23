"""What wishlists need from outside: their rows, what a viewer sees of them, and products."""

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
from gifter_domain.wishlists.sharing import ShareKind
from gifter_domain.wishlists.stored_wish import StoredWish
from gifter_domain.wishlists.wishlist import CheckedWishlist, Scope, Wishlist


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which lists: of a scope, with `title_like` in the title, kept for the viewer's recipient."""

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
    """Lists outside any transaction; one that the viewer may not read is not there."""

    async def wishlists(
        self, viewer_id: str, query: ListQuery, page: PageRequest
    ) -> Page[Wishlist]:
        """In the order they were made."""
        ...

    async def wishlist(self, viewer_id: str, wishlist_id: str) -> WishlistWithItems:
        """Raises `WishlistNotFound`."""
        ...

    async def shared(self, viewer_id: str | None, token_hash: str) -> WishlistWithItems:
        """The list that a link shows; the owner's own link shows no claims to anybody.

        Raises `SharedListNotFound`, also where the owner blocks the viewer.
        """
        ...


@dataclass(frozen=True, slots=True)
class LockedList:
    """A list that its editor holds: nobody else changes any list of its owner meanwhile."""

    id: str
    owner_id: str
    for_id: str


@dataclass(frozen=True, slots=True)
class UnrevealedList:
    """A list that follows its occasion, if it has one, and is not revealed yet."""

    id: str
    occasion_id: str | None
    reveal_at: datetime | None


class Wishlists(Protocol):
    """Rows of lists. Each method takes who acts; what they may not change is not there."""

    async def lock(self, editor_id: str, wishlist_id: str) -> LockedList:
        """Raises `WishlistNotFound` unless the editor is its owner or a joint owner."""
        ...

    async def lock_owned(self, owner_id: str, wishlist_id: str) -> LockedList:
        """Raises `WishlistNotFound` unless they are its owner."""
        ...

    async def get(self, viewer_id: str, wishlist_id: str) -> Wishlist:
        """Raises `WishlistNotFound` unless the viewer may read it."""
        ...

    async def add(
        self,
        owner_id: str,
        wishlist_id: str,
        for_id: str,
        recipient_id: str | None,
        details: CheckedWishlist,
    ) -> None: ...

    async def change(self, held: LockedList, details: CheckedWishlist) -> None: ...

    async def unrevealed(self, owner_id: str) -> Sequence[UnrevealedList]:
        """The owner's own, without those that have neither an occasion nor a time."""
        ...

    async def set_default_reveal(self, wishlist_id: str, reveal_at: datetime | None) -> None:
        """The list is revealed then, or never, unless its owners said when."""
        ...

    async def remove(self, held: LockedList) -> Sequence[str]:
        """Removes the list; the ids of the wishes that are now on no list: see `Wishes.remove`."""
        ...

    async def joint_owner_ids(self, held: LockedList) -> Collection[str]:
        """Returns the ids of the joint owners, friends of the owner at present or not."""
        ...

    async def add_owner(self, held: LockedList, user_id: str) -> None:
        """Adds a joint owner; may be repeated."""
        ...

    async def remove_owner(self, held: LockedList, user_id: str) -> None:
        """They own it no more, and stay blind to its claims; may be repeated."""
        ...

    async def share(
        self, held: LockedList, hashes: dict[ShareKind, str], expires_at: datetime | None
    ) -> None:
        """From now on these are the list's only links."""
        ...

    async def unshare(self, held: LockedList) -> None:
        """From now on the list has no links; may be repeated."""
        ...


@dataclass(frozen=True, slots=True)
class LockedWish:
    """A wish that a giver holds: it is not changed or removed before their transaction ends.

    `lists` are all that hold it or an alternative of it; title, owner and price are as the giver
    sees them.
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
        """What a unit costs: the desired price, else the product's."""
        return self.desired_price or (self.product.price if self.product else None)


class Wishes(Protocol):
    """Rows of wishes and of their places on lists, which are the items."""

    async def lock_list_of_item(self, editor_id: str, item_id: str) -> LockedList:
        """The item's list; raises `ItemNotFound` unless they are its owner or a joint owner."""
        ...

    async def item(self, viewer_id: str, item_id: str) -> Item:
        """Raises `ItemNotFound` unless the viewer may read its list."""
        ...

    async def places(self, held: LockedList) -> Sequence[Place]:
        """Returns the list's places in order."""
        ...

    async def product(self, product_id: str) -> WishedProduct:
        """Raises `ProductNotFound` unless the catalogue shows it."""
        ...

    async def find_by_product(self, held: LockedList, product_id: str) -> StoredWish | None:
        """The wish for a product among those of the person the list is for, placed or not."""
        ...

    async def find_by_url(self, held: LockedList, url_key: str) -> StoredWish | None:
        """The wish for what is at an address, likewise."""
        ...

    async def wish_of_item(self, held: LockedList, item_id: str) -> StoredWish:
        """The wish in a place of the list; raises `ItemNotFound`."""
        ...

    async def add(
        self,
        held: LockedList,
        wish_id: str,
        details: WishDetails,
        product_id: str | None = None,
        book_id: str | None = None,
    ) -> None:
        """A new wish, on no list yet, with its claims in a book of its own or in this one."""
        ...

    async def reset(self, wish_id: str, details: WishDetails) -> None:
        """A wish that is not placed is what a new one would be, with the claims that it has."""
        ...

    async def delete_unlisted(self, known: StoredWish) -> None:
        """A wish that is not placed is no more known for what it was."""
        ...

    async def hold(self, wish_ids: Sequence[str]) -> None:
        """Locks wishes until the end of the transaction.

        A giver who holds one of them has claimed it after this call; one who comes later waits.
        """
        ...

    async def change(self, wish_id: str, details: WishDetails) -> None:
        """Changes the wish on all lists. Its address must not be another wish's."""
        ...

    async def place(self, held: LockedList, place: Place, details: PlaceDetails) -> None:
        """Adds a place to the list."""
        ...

    async def change_place(self, held: LockedList, item_id: str, details: PlaceDetails) -> None: ...

    async def remove(self, held: LockedList, item_id: str) -> Sequence[str]:
        """Takes an item off its list. Returns the id of its wish if that is on no list now.

        Such a wish is deleted, unless `is_remembered`.
        """
        ...

    async def reorder(self, held: LockedList, item_ids: Sequence[str]) -> None: ...


class WishLocks(Protocol):
    """Wishes that givers hold, so that they are there when they claim them."""

    async def for_giver(self, viewer_id: str, item_id: str) -> LockedWish:
        """Raises `ItemNotFound` unless the viewer may read the list."""
        ...

    async def for_guest(self, viewer_id: str | None, token_hash: str, item_id: str) -> LockedWish:
        """For whoever has a link for guests; `viewer_id` is None without an account.

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
