"""Events of taste profiles."""

from dataclasses import dataclass

from gifter_domain.shared.events import DomainEvent
from gifter_domain.taste.profile import TasteProfile


@dataclass(frozen=True, slots=True)
class TasteProfileAnswered(DomainEvent):
    """A question was answered. `profile` is the profile after the answer."""

    profile: TasteProfile


@dataclass(frozen=True, slots=True)
class TasteProfileCompleted(DomainEvent):
    """The owner completed the profile."""

    profile: TasteProfile
