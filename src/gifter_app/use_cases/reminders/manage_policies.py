"""The reminder policies that users choose from, and make."""

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
    """The system's policies, which nobody changes, and the caller's own.

    What a change or removal means for reminders is planned before it is answered.
    """

    def __init__(self, transactions: RemindersTransactions, ids: IdFactory) -> None:
        self._transactions = transactions
        self._ids = ids

    async def list(self, user: User, page: PageRequest) -> Page[ReminderPolicy]:
        """The system's first, then the caller's in the order they were made."""
        async with self._transactions() as tx:
            policies = [*SYSTEM_POLICIES, *await tx.reminder_policies.own(user.id)]
        after = page.after or ()
        left = [policy for policy in policies if _place(policy) > after]
        return page_of(left[: page.limit + 1], page, _place)

    async def create(self, user: User, said: PolicyChanges) -> ReminderPolicy:
        """A policy of the caller's; `said` is all there is to say of one."""
        policy = checked_policy(ReminderPolicy(self._ids.new_id(), user.id, **said))
        async with self._transactions() as tx:
            await tx.reminder_policies.save(policy)
        return policy

    async def change(self, user: User, policy_id: str, changes: PolicyChanges) -> ReminderPolicy:
        """What is absent stays; raises `SystemPolicyReadOnly` or `ReminderPolicyNotFound`."""
        _refuse_system(policy_id)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            own = {policy.id: policy for policy in await tx.reminder_policies.own(user.id)}
            if policy_id not in own:
                raise ReminderPolicyNotFound("You have no such reminder policy.")
            changed = checked_policy(replace(own[policy_id], **changes))
            await tx.reminder_policies.save(changed)
            await tx.happened(ReminderPolicyChanged(user.id))
        return changed

    async def remove(self, user: User, policy_id: str) -> None:
        """What named it has the default; raises as `change` does."""
        _refuse_system(policy_id)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.reminder_policies.remove(user.id, policy_id)
            await tx.happened(ReminderPolicyChanged(user.id))


def _refuse_system(policy_id: str) -> None:
    if policy_id in _SYSTEM_IDS:
        raise SystemPolicyReadOnly("The system's policies stay as they are; make one of your own.")


def _place(policy: ReminderPolicy) -> Key:
    """Where a policy stands in the list: the system's in their own order come first."""
    if policy.owner_id is None:
        return ("0", str(_SYSTEM_IDS.index(policy.id)))
    return ("1", policy.id)
