"""Notifying users of friend requests, accepted requests and lists that are shared with them."""

from typing import Protocol

from gifter_domain.notifications.inbox import Inbox, NewNotification, key_about
from gifter_domain.notifications.wording import Wording
from gifter_domain.people.events import FriendRequestAccepted, FriendRequested, PersonBlocked
from gifter_domain.wishlists.events import WishlistShared


class FriendsInboxTransaction(Protocol):
    @property
    def inbox(self) -> Inbox: ...


class NotifyFriends:
    """Adds a notification in the transaction of the change.

    A user who asks again after cancelling gives no second notification. A block removes the
    notifications that two users have about each other.
    """

    def __init__(self, wording: Wording, app_url: str) -> None:
        self._wording = wording
        self._app_url = app_url

    async def of_request(self, tx: FriendsInboxTransaction, event: FriendRequested) -> None:
        """Notifies the asked user."""
        language, name = await self._language_and_name(tx, event.asked_id, event.asker_id)
        title = self._wording.text(language, "{name} would like to be your friend", name=name)
        body = self._wording.text(
            language, "Friends see each other’s wishlists and help with gifts."
        )
        data = {"friendRequestId": event.request_id, "deepLink": f"{self._app_url}friend-requests"}
        key = key_about(event.asker_id, "request")
        await tx.inbox.add([NewNotification(event.asked_id, title, body, data, key)])

    async def of_acceptance(
        self, tx: FriendsInboxTransaction, event: FriendRequestAccepted
    ) -> None:
        """Notifies the user who asked."""
        language, name = await self._language_and_name(tx, event.asker_id, event.asked_id)
        title = self._wording.text(language, "{name} is your friend now", name=name)
        body = self._wording.text(language, "Have a look at what they wish for.")
        data = {"friendshipId": event.request_id, "deepLink": f"{self._app_url}friends"}
        key = key_about(event.asked_id, f"accepted:{event.request_id}")
        await tx.inbox.add([NewNotification(event.asker_id, title, body, data, key)])

    async def of_shared_list(self, tx: FriendsInboxTransaction, event: WishlistShared) -> None:
        """Notifies the new joint owner."""
        reader_id = event.joint_owner_id
        language, name = await self._language_and_name(tx, reader_id, event.owner_id)
        title = self._wording.text(language, "{name} shares a list with you", name=name)
        body = self._wording.text(language, "You both look after “{list}” now.", list=event.title)
        link = f"{self._app_url}wishlists/{event.wishlist_id}"
        data = {"wishlistId": event.wishlist_id, "deepLink": link}
        key = key_about(event.owner_id, f"list:{event.wishlist_id}")
        await tx.inbox.add([NewNotification(reader_id, title, body, data, key)])

    async def _language_and_name(
        self, tx: FriendsInboxTransaction, reader_id: str, person_id: str
    ) -> tuple[str, str]:
        language, name = await tx.inbox.language_and_name(reader_id, person_id)
        return language, name or self._wording.text(language, "Somebody")


async def remove_notifications_of_blocked(
    tx: FriendsInboxTransaction, event: PersonBlocked
) -> None:
    """Removes the notifications about each other, since the blocked user must see nothing."""
    for user_id, person_id in sorted(
        [(event.blocked_id, event.blocker_id), (event.blocker_id, event.blocked_id)]
    ):
        await tx.inbox.remove_about(user_id, person_id)
