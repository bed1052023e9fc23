"""Events of occasions."""

from dataclasses import dataclass

from gifter_domain.shared.events import UserEvent


@dataclass(frozen=True, slots=True)
class OccasionsChanged(UserEvent):
    """Occasions of the user were added, changed or removed."""
