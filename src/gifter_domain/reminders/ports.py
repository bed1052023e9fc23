"""What reminders need from outside: policies, preferences, occasions, and the schedule as rows."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gifter_domain.identity.profile import Language
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.reminders.policy import ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences
from gifter_domain.reminders.reconcile import Changes, StoredReminder
from gifter_domain.shared.events import EventTransaction


@dataclass(frozen=True, slots=True)
class Account:
    """What planning needs of a user: whether the account is in use, its IANA zone and language."""

    active: bool
    timezone: str
    language: Language


@dataclass(frozen=True, slots=True)
class PlanMark:
    """The UTC day of a plan, and the edition of the time-zone database that it was made with."""

    planned_on: date
    tz_version: str


class ReminderPolicies(Protocol):
    """Users' own policies."""

    async def own(self, owner_id: str) -> Sequence[ReminderPolicy]:
        """In the order they were made."""
        ...

    async def save(self, policy: ReminderPolicy) -> None:
        """Adds it, or puts it in the place of its owner's policy with this id."""
        ...

    async def remove(self, owner_id: str, policy_id: str) -> None:
        """Whatever names it has the default from now on; raises `ReminderPolicyNotFound`."""
        ...


class Preferences(Protocol):
    async def get(self, user_id: str) -> NotificationPreferences:
        """The user's, which are the defaults until they are changed."""
        ...

    async def save(self, user_id: str, preferences: NotificationPreferences) -> None: ...


class PlannedOccasions(Protocol):
    async def of_owner(self, owner_id: str) -> Sequence[Occasion]:
        """All of them, but those of recipients who have expired."""
        ...


class Schedule(Protocol):
    """The reminders of users, and when each was planned for."""

    async def account(self, user_id: str) -> Account | None: ...

    async def lock(self, user_id: str) -> Account | None:
        """Nobody else changes what the user's plan rests on before this transaction ends.

        What is read after this is what they left. None: there is no such account.
        """
        ...

    async def lock_outdated(self, mark: PlanMark, but: Sequence[str]) -> str | None:
        """As `hold`, for any user whom nobody holds and whose own mark falls behind this one.

        That is one of an earlier day or of an earlier edition; a mark of an account that is put out
        of use, or back, counts as the earliest. `but` are not meant. None: there is no such user.
        """
        ...

    async def stored(self, user_id: str, since: date) -> Sequence[StoredReminder]:
        """Of any status, for occurrences on that day and later.

        What is SENDING stays that until this transaction ends: an attempt that ends meanwhile sees
        what is written here.
        """
        ...

    async def write(self, user_id: str, changes: Changes) -> None:
        """Writes these rows alone, as `stored` gave them."""
        ...

    async def delete_finished(self, user_id: str, before: date) -> None:
        """What ended of the user's reminders for occurrences before that day is no longer kept."""
        ...

    async def mark(self, user_id: str, mark: PlanMark | None) -> None:
        """Remembers what the plan rests on, None that there is none; the same again is no write."""
        ...

    async def planned_users(self, after: str, limit: int) -> Sequence[str]:
        """Ids of users who have an occasion or a plan, in their order, from just after one."""
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
