"""How a user wants to be told: through what, when not, and by which policy."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import time
from typing import TypedDict

from gifter_domain.reminders.policy import STANDARD, check_to_the_minute
from gifter_domain.shared.errors import InvalidInput

EVERY_DAY = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` on and before `end`, of the user's clock; past midnight if `end` is earlier.

    `days` are those of the week, 1 Monday to 7 Sunday, on which they start.
    """

    start: time
    end: time
    days: AbstractSet[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class NotificationPreferences:
    """`default_policy_id` is the policy of occasions that name none.

    `digest` puts what is due the same morning into one notice.
    """

    push: bool = True
    email: bool = True
    quiet_hours: QuietHours | None = None
    default_policy_id: str = STANDARD.id
    digest: bool = True


class PreferenceChanges(TypedDict, total=False):
    """What a user says of them; an absent key stays as it is."""

    push: bool
    email: bool
    quiet_hours: QuietHours | None
    default_policy_id: str
    digest: bool


def checked_quiet_hours(quiet: QuietHours) -> QuietHours:
    """Raises `InvalidInput` naming the field that is wrong."""
    check_to_the_minute(quiet.start, "quietHours.from")
    check_to_the_minute(quiet.end, "quietHours.to")
    if quiet.start == quiet.end:
        raise InvalidInput.at("quietHours.to", "must not be when they start")
    if not quiet.days or not quiet.days <= EVERY_DAY:
        raise InvalidInput.at("quietHours.days", "must be one or more of 1 (Monday) to 7 (Sunday)")
    return quiet
