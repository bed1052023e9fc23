"""The inbox: stored notifications that a user can read again, even if push or mail failed."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from gifter_domain.shared.errors import NotFound
from gifter_domain.shared.pages import Page, PageRequest


class NotificationNotFound(NotFound):
    """The user's inbox has no such notification."""

    code = "notification_not_found"


@dataclass(frozen=True, slots=True)
class NewNotification:
    """A notification in the user's language. `data` is for the app: a deep link and ids.

    A user gets at most one notification with the same `dedupe_key`.
    """

    user_id: str
    title: str
    body: str
    data: Mapping[str, str]
    dedupe_key: str


@dataclass(frozen=True, slots=True)
class Notification:
    """A notification in its user's inbox. `read_at` is None while it is unread."""

    id: str
    title: str
    body: str
    data: Mapping[str, str]
    created_at: datetime
    read_at: datetime | None


def key_about(person_id: str, news: str) -> str:
    """Returns the dedupe key of a notification about a person."""
    return f"person:{person_id}:{news}"


class Inbox(Protocol):
    """Notifications as rows, seen from inside the caller's transaction."""

    async def add(self, notifications: Sequence[NewNotification]) -> int:
        """Adds unread notifications, and returns how many.

        Those whose key the user already has are left out.
        """
        ...

    async def remove_about(self, user_id: str, person_id: str) -> None:
        """Deletes the user's notifications about a person: those with a `key_about` them."""
        ...

    # everybody: an event between the two has just shown that they see each other
    async def language_and_name(self, reader_id: str, person_id: str) -> tuple[str, str | None]:
        """Returns the reader's language and the person's name, for a notice about the person."""
        ...

    async def mark_read(self, user_id: str, notification_id: str) -> Notification:
        """Marks the notification as read and returns it; raises `NotificationNotFound`.

        A notification that was read before keeps its `read_at`.
        """
        ...

    async def mark_all_read(self, user_id: str) -> None:
        """Marks all of the user's notifications as read."""
        ...


@runtime_checkable  # so that Litestar may hand it to a handler
class InboxReads(Protocol):
    """Reads a user's notifications outside any transaction."""

    async def notifications(
        self, user_id: str, page: PageRequest, *, unread_only: bool
    ) -> Page[Notification]:
        """Returns the user's notifications, newest first."""
        ...

    async def unread(self, user_id: str) -> int:
        """Returns the number of unread notifications."""
        ...


class InboxTransaction(Protocol):
    @property
    def inbox(self) -> Inbox: ...


InboxTransactions = Callable[[], AbstractAsyncContextManager[InboxTransaction]]
