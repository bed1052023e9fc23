"""Ports of friendships: the stored pairs, the lists shown to a user, and the look-up of people."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from gifter_domain.people.friendship import Pair, Standing
from gifter_domain.people.user_profile import FriendProfile
from gifter_domain.shared.events import EventTransaction
from gifter_domain.shared.pages import Page, PageRequest


@dataclass(frozen=True, slots=True)
class Person:
    """The part of a user's profile that other users may see."""

    id: str
    display_name: str | None
    avatar_url: str | None


@dataclass(frozen=True, slots=True)
class FriendRequest:
    """A friend request as one of its two users sees it.

    `person` is the other user. `standing` is never APART.
    """

    id: str
    from_user_id: str
    to_user_id: str
    standing: Standing
    asked_at: datetime
    changed_at: datetime
    person: Person


@dataclass(frozen=True, slots=True)
class Friend:
    """A friend of the viewer, with the part of their profile that friends may see.

    `id` is the friendship's, which is the id of its friend request.
    """

    id: str
    person: Person
    since: datetime
    profile: FriendProfile


@dataclass(frozen=True, slots=True)
class BlockedPerson:
    """A user whom the viewer blocks. `id` is the block's."""

    id: str
    person: Person
    blocked_at: datetime


class Direction(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


class Friendships(Protocol):
    """Stored pairs of users, seen from inside the caller's transaction."""

    async def lock(self, actor_id: str, other_id: str) -> Pair:
        """Locks the pair until the transaction ends and returns it.

        If there is no user `other_id`, returns a pair that is APART and whose other user is
        inactive.
        """
        ...

    async def other_user(self, actor_id: str, request_id: str) -> str | None:
        """Returns the other user of the actor's request or friendship, or None if there is none.

        The pair is not locked yet, so the request may be gone once it is.
        """
        ...

    async def save(self, actor_id: str, other_id: str, before: Pair, after: Pair) -> None:
        """Stores the change of a locked pair. Blocking a user who does not exist stores nothing."""
        ...

    async def request(self, viewer_id: str, request_id: str) -> FriendRequest:
        """Returns the request as the viewer, one of its two users, sees it now.

        Raises `FriendRequestNotFound` if the other user is hidden from the viewer.
        """
        ...


class FriendReads(Protocol):
    """Lists of a viewer, oldest entry first.

    Users who block the viewer, and users with an inactive account, are left out.
    """

    async def requests(
        self, viewer_id: str, direction: Direction, page: PageRequest
    ) -> Page[FriendRequest]:
        """Returns the pending requests in one direction."""
        ...

    async def friends(self, viewer_id: str, page: PageRequest) -> Page[Friend]: ...

    async def blocks(self, viewer_id: str, page: PageRequest) -> Page[BlockedPerson]: ...


class PeopleReads(Protocol):
    """Finds people, except those who are hidden from the viewer."""

    async def by_email(self, viewer_id: str, email: str) -> Person | None:
        """Returns the person who has verified this address, in any case; the newest account of
        several.
        """
        ...

    async def by_invite_code(self, viewer_id: str, code: str) -> Person | None: ...

    async def invite_code(self, user_id: str) -> str | None: ...


class InviteCodes(Protocol):
    async def get_or_create(self, user_id: str, code: str) -> str:
        """Returns the user's code; stores and returns `code` if the user has none."""
        ...

    async def replace(self, user_id: str, code: str) -> None:
        """Stores a new code for the user. The old code finds nobody from then on."""
        ...


class Lookups(Protocol):
    async def count(self, user_id: str, window_start: datetime) -> int:
        """Counts one more look-up in the window that starts then, and returns the new count."""
        ...


class FriendsTransaction(EventTransaction, Protocol):
    @property
    def friendships(self) -> Friendships: ...


class FindingTransaction(Protocol):
    @property
    def invite_codes(self) -> InviteCodes: ...

    @property
    def lookups(self) -> Lookups: ...


FindingTransactions = Callable[[], AbstractAsyncContextManager[FindingTransaction]]
