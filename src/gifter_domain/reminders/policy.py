"""Reminder policies: how many days before, at what time of day, through which channels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from typing import TypedDict

from gifter_domain.shared.errors import Conflict, InvalidInput, NotAllowed, NotFound

MAX_NAME = 100
MAX_OFFSETS = 10
MAX_POLICIES = 100  # of one user
MAX_DAYS_BEFORE = 365


class ReminderPolicyNotFound(NotFound):
    """Neither the system nor the user has a reminder policy with this id."""

    code = "reminder_policy_not_found"


class TooManyReminderPolicies(Conflict):
    """The user has as many policies as a user can have."""

    code = "too_many_reminder_policies"


class SystemPolicyReadOnly(NotAllowed):
    """The reminder policy belongs to the system, so nobody can change or delete it."""

    code = "system_policy_read_only"


class Channel(StrEnum):
    PUSH = "PUSH"
    EMAIL = "EMAIL"


@dataclass(frozen=True, slots=True)
class Offset:
    """A reminder `days_before` the day, at the wall time `at_local` of the user; 0 is the day
    itself.

    `at_local` has hours and minutes only.
    """

    days_before: int
    at_local: time


@dataclass(frozen=True, slots=True)
class ReminderPolicy:
    """A policy.

    One without an owner is a system policy: everybody may use it, nobody may change it. Only stored
    policies have the instants.
    """

    id: str
    owner_id: str | None
    name: str
    offsets: tuple[Offset, ...]
    channels: tuple[Channel, ...]
    created_at: datetime | None = None
    updated_at: datetime | None = None


class PolicyChanges(TypedDict, total=False):
    """An owner's changes to a policy; an absent key stays as it is."""

    name: str
    offsets: tuple[Offset, ...]
    channels: tuple[Channel, ...]


def _system(policy_id: str, name: str, *offsets: Offset) -> ReminderPolicy:
    return ReminderPolicy(policy_id, None, name, offsets, tuple(Channel))


_MORNING = time(9)
RELAXED = _system("relaxed", "Relaxed", *(Offset(days, _MORNING) for days in (30, 14, 0)))
STANDARD = _system("standard", "Standard", *(Offset(days, _MORNING) for days in (14, 3, 0)))
LAST_MINUTE = _system(
    "last-minute", "Last minute", Offset(2, _MORNING), Offset(1, _MORNING), Offset(0, time(8))
)
SYSTEM_POLICIES = (RELAXED, STANDARD, LAST_MINUTE)


def check_policy_id(own: Sequence[ReminderPolicy], policy_id: str) -> None:
    """Raises `ReminderPolicyNotFound` unless the id is a system policy's or one of these."""
    if policy_id not in {policy.id for policy in (*SYSTEM_POLICIES, *own)}:
        raise ReminderPolicyNotFound("You have no such reminder policy.")


def checked_policy(policy: ReminderPolicy) -> ReminderPolicy:
    """Returns the policy in the form that is stored, the earliest reminder first.

    Raises `InvalidInput` naming the wrong field unless it has 1 to 10 offsets and 1 or more
    channels, none of them twice.
    """
    name = " ".join(policy.name.split())
    if not 1 <= len(name) <= MAX_NAME:
        raise InvalidInput.at("name", f"must have 1 to {MAX_NAME} characters")
    if not 1 <= len(policy.offsets) <= MAX_OFFSETS:
        raise InvalidInput.at("offsets", f"must be 1 to {MAX_OFFSETS}")
    for index, offset in enumerate(policy.offsets):
        _check_offset(offset, f"offsets[{index}]", policy.offsets[:index])
    if not policy.channels or len(set(policy.channels)) < len(policy.channels):
        raise InvalidInput.at("channels", "must be one or more, none of them twice")
    offsets = sorted(policy.offsets, key=lambda each: (-each.days_before, each.at_local))
    return replace(policy, name=name, offsets=tuple(offsets))


def _check_offset(offset: Offset, path: str, before: tuple[Offset, ...]) -> None:
    if not 0 <= offset.days_before <= MAX_DAYS_BEFORE:
        raise InvalidInput.at(f"{path}.daysBefore", f"must be 0 to {MAX_DAYS_BEFORE}")
    check_to_the_minute(offset.at_local, f"{path}.atLocal")
    if offset in before:
        raise InvalidInput.at(path, "is there twice")


def check_to_the_minute(at_local: time, path: str) -> None:
    """Raises `InvalidInput` unless the time has only hours and minutes."""
    if at_local.second or at_local.microsecond or at_local.tzinfo:
        raise InvalidInput.at(path, "must be a time of day in hours and minutes")
