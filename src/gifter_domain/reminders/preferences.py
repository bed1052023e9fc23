"""A user's preferences for reminders: channels, quiet hours, default policy and digest."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, time
from typing import TypedDict

from gifter_domain.reminders.policy import STANDARD, check_to_the_minute
from gifter_domain.shared.errors import InvalidInput

EVERY_DAY = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours in which nothing is sent, by the user's clock: `start` included, `end` excluded.

    They pass midnight if `end` is earlier than `start`. `days` are the weekdays on which they
    start, from 1 for Monday to 7 for Sunday.
    """

    start: time
    end: time
    days: AbstractSet[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class NotificationPreferences:
    """A user's preferences. `default_policy_id` is for occasions that name no policy.

    `digest` puts all reminders of a morning into one notice. `updated_at` is None for the defaults.
    """

    push: bool = True
    email: bool = True
    quiet_hours: QuietHours | None = None
    default_policy_id: str = STANDARD.id
    digest: bool = True
    updated_at: datetime | None = None


class PreferenceChanges(TypedDict, total=False):
    """A user's changes to their preferences; an absent key stays as it is."""

    push: bool
    email: bool
    quiet_hours: QuietHours | None
    default_policy_id: str
    digest: bool


def checked_quiet_hours(quiet: QuietHours) -> QuietHours:
    """Returns the quiet hours; raises `InvalidInput` naming the wrong field."""
    check_to_the_minute(quiet.start, "quietHours.from")
    check_to_the_minute(quiet.end, "quietHours.to")
    if quiet.start == quiet.end:
        raise InvalidInput.at("quietHours.to", "must differ from quietHours.from")
    if not quiet.days or not quiet.days <= EVERY_DAY:
        raise InvalidInput.at("quietHours.days", "must be one or more of 1 (Monday) to 7 (Sunday)")
    return quiet
