"""Events of accounts."""

from dataclasses import dataclass

from gifter_domain.shared.events import UserEvent


@dataclass(frozen=True, slots=True)
class ProfileChanged(UserEvent):
    """A user changed their profile, of which the zone and the language matter to reminders."""
