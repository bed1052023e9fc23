"""Creating, changing, removing and sharing wishlists, and managing their joint owners."""

import asyncio
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
from gifter_domain.wishlists.events import WishesRemoved, WishlistShared
from gifter_domain.wishlists.ports import WishlistsTransaction
from gifter_domain.wishlists.sharing import ShareLinkKind, ShareLinks, checked_expiry, token_hash
from gifter_domain.wishlists.wishlist import (
    Wishlist,
    WishlistDetails,
    check_joint_owner,
    checked_wishlist,
)


class _Transaction(WishlistsTransaction, OccasionsTransaction, Protocol): ...


class ManageWishlists:
    """Manages the user's wishlists.

    - A list has the user's own wishes, or those of one of their recipients.
    - Joint owners are friends of the owner and may change the list and its items. Only the owner
      may change the owners and links, or delete the list. While a joint owner is not a
      friend of the owner, they have no access.
    - The claims of a list for one of the owner's occasions are revealed when the occasion is over,
      unless its owners set another time. Setting the same occasion again means its next date.
    - A list has at most one pair of links; creating new links revokes the old ones.
    - The user gets "not found" for a list of somebody else, even if they may read it.
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
        """Creates a list. Raises `RecipientNotFound` or `OccasionNotFound` if not the user's."""
        checked = checked_wishlist(details, self._clock.now())
        await self._load_days(user, None, checked)
        wishlist_id = self._ids.new_id()
        async with self._transactions() as tx:
            await tx.lock_user(user.id)  # so that none of their occasions changes meanwhile
            for_id = await _beneficiary_id(tx, user, recipient_id)
            reveal_at = await self._default_reveal_at(tx, user.id, checked)
            await tx.wishlists.add(user.id, wishlist_id, for_id, recipient_id, checked)
            if "occasion_id" in checked:
                await tx.wishlists.set_default_reveal(wishlist_id, reveal_at)
            return await tx.wishlists.get(user.id, wishlist_id)

    async def change(self, user: User, wishlist_id: str, details: WishlistDetails) -> Wishlist:
        """Changes the given fields. Raises `OccasionNotFound` unless it is the owner's occasion."""
        checked = checked_wishlist(details, self._clock.now())
        await self._load_days(user, wishlist_id, checked)
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock(user.id, wishlist_id)
            reveal_at = await self._default_reveal_at(tx, locked.owner_id, checked)
            await tx.wishlists.change(locked, checked)
            if "occasion_id" in checked:
                await tx.wishlists.set_default_reveal(locked.id, reveal_at)
            return await tx.wishlists.get(user.id, wishlist_id)

    async def remove(self, user: User, wishlist_id: str) -> None:
        """Removes the list and the wishes that are on no other list."""
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock_owned(user.id, wishlist_id)
            await tx.happened(WishesRemoved(await tx.wishlists.remove(locked)))

    async def add_owner(self, user: User, wishlist_id: str, user_id: str) -> None:
        """Adds a joint owner. May be repeated.

        Raises `NotWithYourself`, `UserNotFound` unless they are a friend, or `TooManyOwners`.
        """
        if user_id == user.id:
            raise NotWithYourself.at("userId", "is the owner already")
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock_owned(user.id, wishlist_id)
            await tx.acquaintances.person(user.id, user_id)
            check_joint_owner(await tx.wishlists.joint_owner_ids(locked), user_id)
            await tx.wishlists.add_owner(locked, user_id)
            title = (await tx.wishlists.get(user.id, wishlist_id)).title
            await tx.happened(WishlistShared(user.id, user_id, locked.id, title))

    async def remove_owner(self, user: User, wishlist_id: str, user_id: str) -> None:
        """Removes a joint owner: the owner may remove anybody, a joint owner themselves.

        Removing somebody who is not a joint owner is not an error.
        """
        async with self._transactions() as tx:
            leaving = user_id == user.id
            lock = tx.wishlists.lock if leaving else tx.wishlists.lock_owned
            await tx.wishlists.remove_owner(await lock(user.id, wishlist_id), user_id)

    async def share(self, user: User, wishlist_id: str, expires_at: datetime | None) -> ShareLinks:
        """Creates new links to the list and revokes the old ones."""
        checked_expiry(expires_at, self._clock.now())
        share = ShareLinks(self._codes.new_code(), self._codes.new_code(), expires_at)
        hashes = {
            ShareLinkKind.GUEST: token_hash(share.token),
            ShareLinkKind.OWNER: token_hash(share.preview_token),
        }
        async with self._transactions() as tx:
            locked = await tx.wishlists.lock_owned(user.id, wishlist_id)
            await tx.wishlists.share(locked, hashes, expires_at)
        return share

    async def unshare(self, user: User, wishlist_id: str) -> None:
        """Revokes the links to the list. May be repeated."""
        async with self._transactions() as tx:
            await tx.wishlists.unshare(await tx.wishlists.lock_owned(user.id, wishlist_id))

    async def _load_days(
        self, user: User, wishlist_id: str | None, details: WishlistDetails
    ) -> None:
        """Loads the days of the occasion in the details, which may take long, without a lock."""
        if (occasion_id := details.get("occasion_id")) is None:
            return
        async with self._transactions() as tx:
            changed = await tx.wishlists.get(user.id, wishlist_id) if wishlist_id else None
            occasion = await tx.occasions.get(changed.owner.id if changed else user.id, occasion_id)
        if occasion.holiday and not self._calendar.has_days(occasion.holiday):
            await asyncio.to_thread(self._calendar.days, occasion.holiday)

    async def _default_reveal_at(
        self, tx: _Transaction, owner_id: str, details: WishlistDetails
    ) -> datetime | None:
        """Returns the reveal time that follows from the occasion in the details, if any."""
        occasion_id = details.get("occasion_id")
        occasion = None if occasion_id is None else await tx.occasions.get(owner_id, occasion_id)
        return reveal_after_occasion(occasion, self._calendar, self._clock.now())


async def _beneficiary_id(tx: WishlistsTransaction, user: User, recipient_id: str | None) -> str:
    """Returns the id of the user, or of the recipient if that is another person."""
    if recipient_id is None:
        return user.id
    recipient = await tx.recipients.get(user.id, recipient_id)
    return user.id if recipient.user_id == user.id else recipient_id
