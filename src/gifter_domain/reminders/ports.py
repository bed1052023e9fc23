"""Ports of reminders: policies, preferences, occasions and the stored schedule."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gifter_domain.identity.profile import Language
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.reminders.planning.reconcile import Changes, StoredReminder
from gifter_domain.reminders.policy import ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences
from gifter_domain.shared.events import EventTransaction


@dataclass(frozen=True, slots=True)
class Account:
    """The facts of a user that planning needs: active account or not, IANA zone, language."""

    active: bool
    timezone: str
    language: Language


@dataclass(frozen=True, slots=True)
class PlanMark:
    """The UTC day of a plan, and the version of the time-zone database it was made with.

    A plan that is outdated by a change has the day `OUTDATED`.
    """

    planned_on: date
    tz_version: str


OUTDATED = date.min  # stored as '-infinity', as asyncpg reads and writes the first of all dates


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a user's plan and of what it is made of: no two have the same number.

    Every change of the user's schedule, or of an input of their plan, makes a new one.
    """

    number: str
    mark: PlanMark


class ReminderPolicies(Protocol):
    """Rows of users' own policies."""

    async def own(self, owner_id: str) -> Sequence[ReminderPolicy]:
        """Returns the user's own policies in the order they were created."""
        ...

    async def save(self, owner_id: str, policy: ReminderPolicy) -> ReminderPolicy:
        """Adds the owner's policy or replaces the one with its id. Returns the stored one."""
        ...

    async def remove(self, owner_id: str, policy_id: str) -> None:
        """Deletes the policy; occasions that name it use the default.

        Raises `ReminderPolicyNotFound`.
        """
        ...


class Preferences(Protocol):
    async def get(self, user_id: str) -> NotificationPreferences:
        """Returns the user's preferences, or the defaults if they never changed them."""
        ...

    async def save(
        self, user_id: str, preferences: NotificationPreferences
    ) -> NotificationPreferences:
        """Stores the preferences and returns them as they are stored."""
        ...


class PlannedOccasions(Protocol):
    async def of_owner(self, owner_id: str) -> Sequence[Occasion]:
        """Returns all occasions of the owner, except those of expired recipients."""
        ...


class Schedule(Protocol):
    """Rows of reminders, and the mark of each user's last plan."""

    async def account(self, user_id: str) -> Account | None: ...

    async def version(self, user_id: str) -> PlanVersion | None:
        """Returns the present version of the user's plan, or None if they have no plan."""
        ...

    async def lock(self, user_id: str) -> PlanVersion | None:
        """Locks the schedule of a user who is locked, and returns the version of their plan.

        A row that is SENDING stays SENDING until this transaction ends; an attempt that finishes
        meanwhile sees the rows written here.
        """
        ...

    async def has_more_occasions_than(self, user_id: str, count: int) -> bool: ...

    async def outdate(self, user_id: str) -> None:
        """Marks the user's plan as outdated, if they have a plan or an occasion.

        Dispatch sends nothing to the user until they are planned for again.
        """
        ...

    # everybody: the worker plans for all users
    async def outdated(self, mark: PlanMark, except_ids: Sequence[str]) -> str | None:
        """Returns one of the users whose own mark is among the oldest and older than this one.

        A mark is older if it has an earlier day or an earlier version. Several workers mostly get
        different users. Users in `except_ids` are left out. Returns None if there is no such user.
        """
        ...

    async def stored(self, user_id: str, since: date) -> Sequence[StoredReminder]:
        """Returns the reminders of any status, for occurrences on that day and later."""
        ...

    async def write(self, user_id: str, changes: Changes) -> None:
        """Writes the changes, which were computed from the rows of `stored`, and no other row.

        The version is still the one that was read before these rows.
        """
        ...

    async def delete_finished(self, user_id: str, before: date) -> None:
        """Deletes finished reminders of the user for occurrences before that day."""
        ...

    async def mark(self, user_id: str, mark: PlanMark | None) -> None:
        """Stores the mark of the user's plan, which makes a new version, or None for no plan."""
        ...

    # everybody: the worker plans for all users
    async def planned_users(self, after: str, limit: int) -> Sequence[str]:
        """Returns up to `limit` ids, after the id `after`, of users with an occasion or a plan, in
        order.
        """
        ...

    async def count_planned_users(self) -> int: ...


class PoliciesTransaction(EventTransaction, Protocol):
    @property
    def reminder_policies(self) -> ReminderPolicies: ...


class RemindersTransaction(PoliciesTransaction, Protocol):
    @property
    def notification_preferences(self) -> Preferences: ...

    @property
    def occasions(self) -> PlannedOccasions: ...

    @property
    def schedule(self) -> Schedule: ...


RemindersTransactions = Callable[[], AbstractAsyncContextManager[RemindersTransaction]]
