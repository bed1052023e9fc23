"""Plans all reminders of one user: each occasion by its own policy or the user's default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.reminders.planning.timing import (
    DEFAULT_HORIZON,
    PlannedReminder,
    Remindable,
    ReminderKey,
    plan_reminders,
)
from gifter_domain.reminders.policy import STANDARD, SYSTEM_POLICIES, ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """The facts that a user's plan depends on. Each occasion has the id of its policy, or None.

    `stored` has the times of the reminders that are planned already and not sent yet.
    """

    timezone: str
    preferences: NotificationPreferences
    policies: Mapping[str, ReminderPolicy]
    occasions: Sequence[tuple[Remindable, str | None]]
    stored: Mapping[ReminderKey, datetime]


def usable_policies(own: Sequence[ReminderPolicy]) -> dict[str, ReminderPolicy]:
    """Returns the policies a user may name, by id: the system's and their own."""
    return {policy.id: policy for policy in (*SYSTEM_POLICIES, *own)}


def plan_user(
    basis: PlanInputs, now: datetime, horizon: timedelta = DEFAULT_HORIZON
) -> frozenset[PlannedReminder]:
    """Returns the reminders of all occasions. An unknown policy is replaced by the default."""
    default = basis.policies.get(basis.preferences.default_policy_id, STANDARD)
    zone = ZoneInfo(basis.timezone)
    return frozenset(
        reminder
        for occasion, policy_id in basis.occasions
        for reminder in plan_reminders(
            occasion,
            basis.policies.get(policy_id, default) if policy_id else default,
            basis.preferences,
            zone,
            now,
            horizon,
            basis.stored,
        )
    )
