"""Listing, creating, changing and removing reminder policies."""

from dataclasses import replace

from gifter_domain.identity.user import User
from gifter_domain.reminders.events import ReminderPolicyChanged
from gifter_domain.reminders.policy import (
    SYSTEM_POLICIES,
    PolicyChanges,
    ReminderPolicy,
    ReminderPolicyNotFound,
    SystemPolicyReadOnly,
    checked_policy,
)
from gifter_domain.reminders.ports import RemindersTransactions
from gifter_domain.shared.pages import Key, Page, PageRequest, page_of
from gifter_domain.shared.system import IdFactory

_SYSTEM_IDS = [policy.id for policy in SYSTEM_POLICIES]


class ManageReminderPolicies:
    """Manages the user's own reminder policies, and lists the system's, which are read-only.

    A change or removal replans the user's reminders.
    """

    def __init__(self, transactions: RemindersTransactions, ids: IdFactory) -> None:
        self._transactions = transactions
        self._ids = ids

    async def list(self, user: User, page: PageRequest) -> Page[ReminderPolicy]:
        """Returns the system's policies, then the user's in order of creation."""
        async with self._transactions() as tx:
            policies = [*SYSTEM_POLICIES, *await tx.reminder_policies.own(user.id)]
        after = page.after or ()
        left = [policy for policy in policies if _sort_key(policy) > after]
        return page_of(left[: page.limit + 1], page, _sort_key)

    async def create(self, user: User, fields: PolicyChanges) -> ReminderPolicy:
        """Creates a policy of the user's. `fields` must have every field of one."""
        policy = checked_policy(ReminderPolicy(self._ids.new_id(), user.id, **fields))
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            return await tx.reminder_policies.save(user.id, policy)

    async def change(self, user: User, policy_id: str, changes: PolicyChanges) -> ReminderPolicy:
        """Changes the given fields of a policy.

        Raises `SystemPolicyReadOnly` or `ReminderPolicyNotFound`.
        """
        _refuse_system(policy_id)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            own = {policy.id: policy for policy in await tx.reminder_policies.own(user.id)}
            if policy_id not in own:
                raise ReminderPolicyNotFound("You have no such reminder policy.")
            changed = checked_policy(replace(own[policy_id], **changes))
            if changed == own[policy_id]:
                return changed
            saved = await tx.reminder_policies.save(user.id, changed)
            await tx.happened(ReminderPolicyChanged(user.id))
        return saved

    async def remove(self, user: User, policy_id: str) -> None:
        """Removes a policy. Occasions that used it get the default. Raises as `change` does."""
        _refuse_system(policy_id)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.reminder_policies.remove(user.id, policy_id)
            await tx.happened(ReminderPolicyChanged(user.id))


def _refuse_system(policy_id: str) -> None:
    if policy_id in _SYSTEM_IDS:
        raise SystemPolicyReadOnly("The system's policies are read-only; create one of your own.")


def _sort_key(policy: ReminderPolicy) -> Key:
    """Returns the key that puts the system's policies first, in their own order."""
    if policy.owner_id is None:
        return ("0", str(_SYSTEM_IDS.index(policy.id)))
    return ("1", policy.id)
