"""Events of recipients and friends."""

from dataclasses import dataclass

from gifter_domain.shared.events import DomainEvent, UserEvent


@dataclass(frozen=True, slots=True)
class RecipientsChanged(UserEvent):
    """Recipients of the user were added, changed, linked, merged or removed."""


@dataclass(frozen=True, slots=True)
class PersonBlocked(DomainEvent):
    """One user blocked another."""

    blocker_id: str
    blocked_id: str
