"""Feedback on recommended products, and the ports that store it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from gifter_domain.shared.pages import Page, PageRequest

MAX_ACTIONS = 100
MAX_PROPS = 20
PropValue = str | int | float | bool | None


class FeedbackAction(StrEnum):
    IMPRESSION = "IMPRESSION"
    CLICK = "CLICK"
    LIKE = "LIKE"
    DISLIKE = "DISLIKE"
    SAVE = "SAVE"
    HIDE = "HIDE"
    BOUGHT = "BOUGHT"
    ALREADY_HAS = "ALREADY_HAS"


# A product with one of them is never offered again for the same person.
FINAL_ACTIONS = (FeedbackAction.HIDE, FeedbackAction.BOUGHT, FeedbackAction.ALREADY_HAS)


@dataclass(frozen=True, slots=True)
class FeedbackEvent:
    """One action of a user on one product. `client_event_id` is unique for the user.

    `happened_at` is the time by the device, None if it is not known.
    """

    client_event_id: str
    product_id: str
    action: FeedbackAction
    happened_at: datetime | None = None
    props: Mapping[str, PropValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastRequest:
    """One line of a user's history of requests."""

    id: str
    text: str
    recipient_id: str | None
    occasion_id: str | None
    created_at: datetime


class Feedback(Protocol):
    """Stores feedback. Each event belongs to the person that its request is for.

    That is the request's recipient, or the user if it has none.
    """

    async def add(self, user_id: str, request_id: str, events: Sequence[FeedbackEvent]) -> None:
        """Stores the events. An event whose `client_event_id` is stored already changes nothing.

        The request may be a session of the feed: then an event belongs to the person of its item.
        Raises `RecommendationRequestNotFound` unless the request is the user's, and `InvalidInput`,
        storing nothing, for a product that is neither listed nor in the request's list.
        """
        ...


class FeedbackTransaction(Protocol):
    @property
    def feedback(self) -> Feedback: ...


@runtime_checkable  # so that Litestar may hand it to a handler
class FeedbackReads(Protocol):
    async def refused(self, user_id: str, recipient_id: str | None) -> frozenset[str]:
        """Returns the ids of products that had a final action for this person.

        Without a recipient, these are the actions in requests without one.
        """
        ...

    async def refused_for_anybody(self, user_id: str) -> frozenset[str]:
        """Returns the ids of products that had a final action of this user."""
        ...

    async def person_of(self, user_id: str, request_id: str) -> str | None:
        """Returns the id of the recipient that the request is for, also of a removed one.

        Raises `RecommendationRequestNotFound` unless the request is the user's.
        """
        ...

    async def history(
        self, user_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[PastRequest]:
        """Returns the user's requests, newest first; with a recipient, only those for them."""
        ...
