"""Friend requests, friendships and blocks between users."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from gifter_domain.identity.user import User
from gifter_domain.people.events import FriendRequestAccepted, FriendRequested, PersonBlocked
from gifter_domain.people.friends_ports import FriendRequest, FriendsTransaction
from gifter_domain.people.friendship import Action, Pair, Standing, Step, transition
from gifter_domain.shared.system import Clock, IdFactory

_NOBODY = ""


class ManageFriendships:
    """Manages the user's friend requests, friendships and blocks.

    - All actions between two users run one after the other.
    - Two users who send each other requests become friends.
    - Blocking ends a friendship and any request, and releases the blocked person's claims on the
      blocker's wishes. To the blocked person the blocker's account looks deleted. Anybody may be
      blocked and unblocked, even somebody who blocks the user; so nobody avoids a block by blocking
      first.
    - Actions may be repeated, except cancelling a request and ending a friendship: these are
      deleted then.
    """

    def __init__(
        self,
        transactions: Callable[[], AbstractAsyncContextManager[FriendsTransaction]],
        ids: IdFactory,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._ids = ids
        self._clock = clock

    async def request(self, user: User, to_user_id: str) -> FriendRequest:
        """Sends a friend request and returns it.

        If the other user has sent one, accepts that and returns it instead.
        """
        async with self._transactions() as tx:
            pair = await self._take(
                tx, Action.REQUEST, user.id, to_user_id, request_id=self._ids.new_id()
            )
            return await _request_of(tx, user, pair)

    async def accept(self, user: User, request_id: str) -> FriendRequest:
        return await self._answer(Action.ACCEPT, user, request_id)

    async def decline(self, user: User, request_id: str) -> FriendRequest:
        return await self._answer(Action.DECLINE, user, request_id)

    async def cancel(self, user: User, request_id: str) -> None:
        async with self._transactions() as tx:
            await self._take_by_request(tx, Action.CANCEL, user.id, request_id)

    async def unfriend(self, user: User, friendship_id: str) -> None:
        async with self._transactions() as tx:
            await self._take_by_request(tx, Action.UNFRIEND, user.id, friendship_id)

    async def block(self, user: User, user_id: str) -> None:
        async with self._transactions() as tx:
            await self._take(tx, Action.BLOCK, user.id, user_id)
            await tx.happened(PersonBlocked(blocker_id=user.id, blocked_id=user_id))

    async def unblock(self, user: User, user_id: str) -> None:
        async with self._transactions() as tx:
            await self._take(tx, Action.UNBLOCK, user.id, user_id)

    async def _answer(self, action: Action, user: User, request_id: str) -> FriendRequest:
        async with self._transactions() as tx:
            pair = await self._take_by_request(tx, action, user.id, request_id)
            return await _request_of(tx, user, pair)

    async def _take_by_request(
        self, tx: FriendsTransaction, action: Action, actor_id: str, request_id: str
    ) -> Pair:
        other_id = await tx.friendships.other_user(actor_id, request_id) or _NOBODY
        return await self._take(tx, action, actor_id, other_id, request_id)

    async def _take(
        self,
        tx: FriendsTransaction,
        action: Action,
        actor_id: str,
        other_id: str,
        request_id: str = "",
    ) -> Pair:
        before = await tx.friendships.lock(actor_id, other_id)
        after = transition(before, Step(action, actor_id, other_id, self._clock.now(), request_id))
        if after != before:
            await tx.friendships.save(actor_id, other_id, before, after)
            await _tell(tx, actor_id, other_id, before, after)
        return after


async def _tell(
    tx: FriendsTransaction, actor_id: str, other_id: str, before: Pair, after: Pair
) -> None:
    """Raises the event of a new request or friendship."""
    if after.request is None or after.standing is before.standing:
        return
    if after.standing is Standing.REQUESTED:
        await tx.happened(FriendRequested(actor_id, other_id, after.request.id))
    if after.standing is Standing.FRIENDS:
        await tx.happened(FriendRequestAccepted(other_id, actor_id, after.request.id))


async def _request_of(tx: FriendsTransaction, user: User, pair: Pair) -> FriendRequest:
    if pair.request is None:
        raise AssertionError("there is no request after requesting or answering")
    return await tx.friendships.request(user.id, pair.request.id)
