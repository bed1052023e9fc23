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
    """The user changed their reminder preferences."""


@dataclass(frozen=True, slots=True)
class OccasionsPlanned(DomainEvent):
    """Reminders were planned for all occasions of the user."""

    user_id: str
    occasions: Sequence[Occasion]
