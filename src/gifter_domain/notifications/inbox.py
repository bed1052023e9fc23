"""The inbox: notices that a user can read again, whatever else delivered them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from gifter_domain.shared.errors import NotFound
from gifter_domain.shared.pages import Page, PageRequest


class NotificationNotFound(NotFound):
    code = "notification_not_found"


@dataclass(frozen=True, slots=True)
class NewNotification:
    """A notice in the user's language; `data` is for the app: a deep link, ids.

    `dedupe_key` names what is told, so that the same thing is told to the user once.
    """

    user_id: str
    title: str
    body: str
    data: Mapping[str, str]
    dedupe_key: str


@dataclass(frozen=True, slots=True)
class Notification:
    """A notice as it stands in its user's inbox; `read_at` is None while it is unread."""

    id: str
    title: str
    body: str
    data: Mapping[str, str]
    created_at: datetime
    read_at: datetime | None


class Inbox(Protocol):
    """Notifications as rows, seen from inside the caller's transaction."""

    async def add(self, notifications: Sequence[NewNotification]) -> int:
        """Adds unread notices; returns how many. One whose key its user has had changes nothing."""
        ...

    async def mark_read(self, user_id: str, notification_id: str) -> Notification:
        """The notice, read now unless it was before; raises `NotificationNotFound`."""
        ...

    async def mark_all_read(self, user_id: str) -> None:
        """None of the user's notices is unread."""
        ...


@runtime_checkable  # so that Litestar may hand it to a handler
class InboxReads(Protocol):
    """A user's notices outside any transaction."""

    async def notifications(
        self, user_id: str, page: PageRequest, *, unread_only: bool
    ) -> Page[Notification]:
        """The newest first."""
        ...

    async def unread(self, user_id: str) -> int:
        """How many the user has not read."""
        ...


class InboxTransaction(Protocol):
    @property
    def inbox(self) -> Inbox: ...


InboxTransactions = Callable[[], AbstractAsyncContextManager[InboxTransaction]]
