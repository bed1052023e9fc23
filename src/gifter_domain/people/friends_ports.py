"""What friendships need from outside: rows of pairs, what is shown of them, and finding people."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from gifter_domain.people.friendship import Pair, Standing
from gifter_domain.shared.events import EventTransaction
from gifter_domain.shared.pages import Page, PageRequest


@dataclass(frozen=True, slots=True)
class Person:
    """What one user may see of another."""

    id: str
    display_name: str | None
    avatar_url: str | None


@dataclass(frozen=True, slots=True)
class FriendRequest:
    """A request as one of its two sees it; `person` is the other. `standing` is never APART."""

    id: str
    from_user_id: str
    to_user_id: str
    standing: Standing
    asked_at: datetime
    person: Person


@dataclass(frozen=True, slots=True)
class Friend:
    """`id` is the friendship's, which is that of the request it began with."""

    id: str
    person: Person
    since: datetime


@dataclass(frozen=True, slots=True)
class BlockedPerson:
    """`id` is the block's."""

    id: str
    person: Person
    blocked_at: datetime


class Direction(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


class Friendships(Protocol):
    async def lock(self, actor_id: str, other_id: str) -> Pair:
        """The pair as it is, kept from any other change until the transaction ends.

        If there is no user `other_id`, a pair APART whose other is inactive.
        """
        ...

    async def other_user(self, actor_id: str, request_id: str) -> str | None:
        """Whom the actor has this request or friendship with; None if there is none of theirs.

        It may be gone from the pair by the time that is locked.
        """
        ...

    async def save(self, actor_id: str, other_id: str, before: Pair, after: Pair) -> None:
        """Stores what became of a locked pair; blocking a user who is not there stores nothing."""
        ...

    async def request(self, viewer_id: str, request_id: str) -> FriendRequest:
        """The request as the viewer, one of its two, sees it now.

        Raises `FriendRequestNotFound` if the other is hidden from them.
        """
        ...


class FriendReads(Protocol):
    """Lists in the order in which their items began; nobody is on them who is hidden from the
    viewer: who blocks them, or whose account is not in use."""

    async def requests(
        self, viewer_id: str, direction: Direction, page: PageRequest
    ) -> Page[FriendRequest]:
        """The requests that wait for an answer."""
        ...

    async def friends(self, viewer_id: str, page: PageRequest) -> Page[Friend]: ...

    async def blocks(self, viewer_id: str, page: PageRequest) -> Page[BlockedPerson]: ...


class PeopleReads(Protocol):
    """Finds nobody who is hidden from the viewer."""

    async def by_email(self, viewer_id: str, email: str) -> Person | None:
        """Who has verified this address, in any case of letters; of several, the newest account."""
        ...

    async def by_invite_code(self, viewer_id: str, code: str) -> Person | None: ...

    async def invite_code(self, user_id: str) -> str | None: ...


class InviteCodes(Protocol):
    async def get_or_create(self, user_id: str, code: str) -> str:
        """The user's code: this one, unless there is one already."""
        ...

    async def replace(self, user_id: str, code: str) -> None:
        """From now on this is the user's code, and the one before finds nobody."""
        ...


class Lookups(Protocol):
    async def count(self, user_id: str, window_start: datetime) -> int:
        """Counts one more look-up in the window beginning then, and tells how many it has now."""
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
