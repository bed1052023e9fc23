"""Events of reminders."""

from collections.abc import Sequence
from dataclasses import dataclass

from gifter_domain.occasions.occasion import Occasion
from gifter_domain.shared.events import DomainEvent, UserEvent


@dataclass(frozen=True, slots=True)
class ReminderPolicyChanged(UserEvent):
    """A reminder policy of the user was changed or removed."""


@dataclass(frozen=True, slots=True)
class ReminderPreferencesChanged(UserEvent):
    """The user changed how they are reminded."""


@dataclass(frozen=True, slots=True)
class OccasionsPlanned(DomainEvent):
    """Reminders were planned for the occasions, which are all that the user has."""

    user_id: str
    occasions: Sequence[Occasion]
