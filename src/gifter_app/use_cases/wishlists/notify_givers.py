"""Notifying givers when an owner changes or removes a wish that they claimed.

The owner does not learn of these notifications.
"""

from typing import Protocol

from gifter_domain.notifications.inbox import Inbox, NewNotification
from gifter_domain.notifications.wording import Wording
from gifter_domain.shared.system import IdFactory
from gifter_domain.wishlists.claims.news import changes_claimed_wish, lowered_quantity
from gifter_domain.wishlists.claims.ports import ClaimBooksTransaction, GiverToNotify
from gifter_domain.wishlists.events import WishChanged, WishesRemoved, WishReturned
from gifter_domain.wishlists.item import WishDetails
from gifter_domain.wishlists.stored_wish import StoredWish


class NotifyingTransaction(ClaimBooksTransaction, Protocol):
    @property
    def inbox(self) -> Inbox: ...


class NotifyGivers:
    """Adds one notification for each giver and change, in the transaction of the change.

    Givers are notified of another title, address or price, and of a quantity lower than the number
    claimed. They are not notified of notes, priority or order.
    """

    def __init__(self, wording: Wording, ids: IdFactory) -> None:
        self._wording = wording
        self._ids = ids

    async def of_change(self, tx: NotifyingTransaction, event: WishChanged) -> None:
        """Notifies the givers of a changed wish. The wish must be locked against new claims."""
        if await _is_news(tx, event.before, event.change):
            givers = await tx.claims.mark_changed([event.before.id])
            change_id = self._ids.new_id()
            await tx.inbox.add([self._changed(giver, change_id) for giver in givers])

    async def of_end(self, tx: NotifyingTransaction, event: WishesRemoved) -> None:
        """Notifies the givers of wishes that are no longer on any list."""
        if event.wish_ids:
            givers = await tx.claims.mark_gone(event.wish_ids)
            change_id = self._ids.new_id()
            await tx.inbox.add([self._gone(giver, change_id) for giver in givers])

    async def of_return(self, tx: NotifyingTransaction, event: WishReturned) -> None:
        """Notifies the givers of a wish that is on a list again."""
        givers = await tx.claims.unmark_gone(event.before.id)
        is_other = await _is_news(tx, event.before, event.details)
        if is_other:
            await tx.claims.mark_changed([event.before.id])
        change_id = self._ids.new_id()
        await tx.inbox.add([self._back(giver, change_id, is_other) for giver in givers])

    def _changed(self, giver: GiverToNotify, change_id: str) -> NewNotification:
        title = self._wording.text(giver.language, "A wish that you claimed has changed")
        body = self._wording.text(
            giver.language,
            "“{wish}” on “{list}” is not what it was when you claimed it. Have a look.",
            wish=giver.title,
            list=giver.list_title,
        )
        return _notice(giver, title, body, f"changed:{change_id}")

    def _back(self, giver: GiverToNotify, change_id: str, is_other: bool) -> NewNotification:
        title = self._wording.text(giver.language, "A wish that you claimed is back")
        if is_other:
            body = self._wording.text(
                giver.language,
                "“{wish}” is wished for again, but not as it was. Have a look.",
                wish=giver.title,
            )
        else:
            body = self._wording.text(
                giver.language,
                "“{wish}” is wished for again. Your claim counts as before.",
                wish=giver.title,
            )
        return _notice(giver, title, body, f"back:{change_id}")

    def _gone(self, giver: GiverToNotify, change_id: str) -> NewNotification:
        title = self._wording.text(giver.language, "A wish that you claimed is gone")
        body = self._wording.text(
            giver.language,
            "“{wish}” is not on “{list}” any more. Your claim stays with you until you end it.",
            wish=giver.title,
            list=giver.list_title,
        )
        return _notice(giver, title, body, f"gone:{change_id}")


async def _is_news(tx: NotifyingTransaction, before: StoredWish, change: WishDetails) -> bool:
    return changes_claimed_wish(before, change) or await _too_few(tx, before, change)


async def _too_few(tx: NotifyingTransaction, before: StoredWish, change: WishDetails) -> bool:
    lowered = lowered_quantity(before, change)
    return lowered is not None and (await tx.claim_books.lock(before.book_id)).claimed > lowered


def _notice(giver: GiverToNotify, title: str, body: str, news: str) -> NewNotification:
    return NewNotification(
        user_id=giver.user_id,
        title=title,
        body=body,
        data={"claimId": giver.claim_id},
        dedupe_key=f"claim:{giver.claim_id}:{news}",
    )
