"""Events of wishes."""

from collections.abc import Sequence
from dataclasses import dataclass

from gifter_domain.shared.events import DomainEvent
from gifter_domain.wishlists.item import WishDetails
from gifter_domain.wishlists.stored_wish import StoredWish


@dataclass(frozen=True, slots=True)
class WishChanged(DomainEvent):
    """An owner changed a wish; `before` is the wish as it was."""

    before: StoredWish
    change: WishDetails


@dataclass(frozen=True, slots=True)
class WishesRemoved(DomainEvent):
    """Wishes were removed from their last list."""

    wish_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class WishReturned(DomainEvent):
    """A wish that was on no list was wished for again, with these details."""

    before: StoredWish
    details: WishDetails


@dataclass(frozen=True, slots=True)
class WishlistShared(DomainEvent):
    """The owner made a friend a joint owner of the list."""

    owner_id: str
    joint_owner_id: str
    wishlist_id: str
    title: str
