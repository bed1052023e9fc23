"""The inbox: notices that a user can read again, whatever else delivered them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


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


class Inbox(Protocol):
    """Notifications as rows, seen from inside the caller's transaction."""

    async def add(self, notifications: Sequence[NewNotification]) -> int:
        """Adds unread notices; returns how many. One whose key its user has had changes nothing."""
        ...
