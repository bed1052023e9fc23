"""What users do with their wishlists: keep them, own them jointly, share them by a link."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from gifter_app.use_cases.wishlists.reveal_claims import reveal_after_occasion
from gifter_domain.identity.user import User
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.ports import OccasionsTransaction
from gifter_domain.people.friendship import NotWithYourself
from gifter_domain.shared.system import Clock, CodeFactory, IdFactory
from gifter_domain.wishlists.events import WishesRemoved
from gifter_domain.wishlists.ports import WishlistsTransaction
from gifter_domain.wishlists.sharing import Share, ShareKind, checked_expiry, token_hash
from gifter_domain.wishlists.wishlist import (
    Wishlist,
    WishlistDetails,
    check_joint_owner,
    checked_wishlist,
)


class _Transaction(WishlistsTransaction, OccasionsTransaction, Protocol): ...


class ManageWishlists:
    """The caller's lists.

    - A list is of the caller's own wishes, or of a recipient's, for whom they keep it.
    - Joint owners are friends of the owner, and change the list and its items like the owner; who
      owns it, its links and its end are the owner's alone. When the friendship ends, so do they.
    - A list for one of the owner's occasions is revealed when that is over, unless its owners said
      when; naming the occasion again is for the next time that it comes.
    - A list has one pair of links at most; new ones end the old.
    - Somebody else's list is not there, even one that the caller may read.
    """

    def __init__(
        self,
        transactions: Callable[[], AbstractAsyncContextManager[_Transaction]],
        calendar: HolidayCalendar,
        ids: IdFactory,
        codes: CodeFactory,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._calendar = calendar
        self._ids = ids
        self._codes = codes
        self._clock = clock

    async def create(
        self, user: User, recipient_id: str | None, details: WishlistDetails
    ) -> Wishlist:
        """Raises `RecipientNotFound` or `OccasionNotFound` if that is not the caller's."""
        checked = checked_wishlist(details, self._clock.now())
        wishlist_id = self._ids.new_id()
        async with self._transactions() as tx:
            await tx.lock_user(user.id)  # no occasion of theirs moves meanwhile
            for_id = await _whose_wishes(tx, user, recipient_id)
            reveal_at = await self._revealed(tx, user.id, checked)
            await tx.wishlists.add(user.id, wishlist_id, for_id, recipient_id, checked)
            if "occasion_id" in checked:
                await tx.wishlists.set_default_reveal(wishlist_id, reveal_at)
            return await tx.wishlists.get(user.id, wishlist_id)

    async def change(self, user: User, wishlist_id: str, details: WishlistDetails) -> Wishlist:
        """What is absent stays as it is; raises `OccasionNotFound` unless it is the owner's."""
        checked = checked_wishlist(details, self._clock.now())
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock(user.id, wishlist_id)
            reveal_at = await self._revealed(tx, locked.owner_id, checked)
            await tx.wishlists.change(locked, checked)
            if "occasion_id" in checked:
                await tx.wishlists.set_default_reveal(locked.id, reveal_at)
            return await tx.wishlists.get(user.id, wishlist_id)

    async def remove(self, user: User, wishlist_id: str) -> None:
        """Removes it, with the wishes that are on no other list."""
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock_owned(user.id, wishlist_id)
            await tx.happened(WishesRemoved(await tx.wishlists.remove(locked)))

    async def add_owner(self, user: User, wishlist_id: str, user_id: str) -> None:
        """May be repeated. Raises `UserNotFound` unless they are a friend, or `TooManyOwners`."""
        if user_id == user.id:
            raise NotWithYourself.at("userId", "is the owner already")
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock_owned(user.id, wishlist_id)
            await tx.acquaintances.person(user.id, user_id)
            check_joint_owner(await tx.wishlists.joint_owner_ids(locked), user_id)
            await tx.wishlists.add_owner(locked, user_id)

    async def remove_owner(self, user: User, wishlist_id: str, user_id: str) -> None:
        """By the owner, or by the joint owner, who leaves. Whoever is none is not an error."""
        async with self._transactions() as tx:
            leaving = user_id == user.id
            hold = tx.wishlists.lock if leaving else tx.wishlists.lock_owned
            await tx.wishlists.remove_owner(await hold(user.id, wishlist_id), user_id)

    async def share(self, user: User, wishlist_id: str, expires_at: datetime | None) -> Share:
        checked_expiry(expires_at, self._clock.now())
        share = Share(self._codes.new_code(), self._codes.new_code(), expires_at)
        hashes = {
            ShareKind.GUEST: token_hash(share.token),
            ShareKind.OWNER: token_hash(share.preview_token),
        }
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock_owned(user.id, wishlist_id)
            await tx.wishlists.share(locked, hashes, expires_at)
        return share

    async def unshare(self, user: User, wishlist_id: str) -> None:
        """May be repeated."""
        async with self._transactions() as tx:
            await tx.wishlists.unshare(await tx.wishlists.lock_owned(user.id, wishlist_id))

    async def _revealed(
        self, tx: _Transaction, owner_id: str, details: WishlistDetails
    ) -> datetime | None:
        """When a list is that follows the occasion in the details, if there is one."""
        occasion_id = details.get("occasion_id")
        occasion = None if occasion_id is None else await tx.occasions.get(owner_id, occasion_id)
        return reveal_after_occasion(occasion, self._calendar, self._clock.now())


async def _whose_wishes(tx: WishlistsTransaction, user: User, recipient_id: str | None) -> str:
    if recipient_id is None:
        return user.id
    recipient = await tx.recipients.get(user.id, recipient_id)
    return user.id if recipient.user_id == user.id else recipient_id
