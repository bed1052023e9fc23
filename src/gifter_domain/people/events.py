"""Events of recipients and friends."""

from collections.abc import Mapping
from dataclasses import dataclass

from gifter_domain.identity.user import User
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.events import DomainEvent, UserEvent


@dataclass(frozen=True, slots=True)
class RecipientsChanged(UserEvent):
    """Recipients of the user were added, changed, linked, merged or removed."""


@dataclass(frozen=True, slots=True)
class AnniversariesImported(UserEvent):
    """A file of contacts has anniversaries of the user's recipients, by their ids."""

    user: User
    days: Mapping[str, CivilDate]


@dataclass(frozen=True, slots=True)
class PersonBlocked(DomainEvent):
    """One user blocked another."""

    blocker_id: str
    blocked_id: str


@dataclass(frozen=True, slots=True)
class FriendRequested(DomainEvent):
    """One user sent another a friend request."""

    asker_id: str
    asked_id: str
    request_id: str


@dataclass(frozen=True, slots=True)
class FriendRequestAccepted(DomainEvent):
    """The asked user accepted, by an answer or by a request of their own."""

    asker_id: str
    asked_id: str
    request_id: str
