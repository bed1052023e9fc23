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
class PlanRolledForward(UserEvent):
    """The plan of the user is made anew for a later day, or with other data of time zones."""
