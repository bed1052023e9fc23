"""Events of reminders."""

from dataclasses import dataclass

from gifter_domain.shared.events import UserEvent


@dataclass(frozen=True, slots=True)
class ReminderPolicyChanged(UserEvent):
    """A reminder policy of the user was changed or removed."""


@dataclass(frozen=True, slots=True)
class ReminderPreferencesChanged(UserEvent):
    """The user changed their reminder preferences."""


@dataclass(frozen=True, slots=True)
class ReminderPlanStored(UserEvent):
    """A plan of the user's reminders was stored: one of other facts, or of a later day."""
