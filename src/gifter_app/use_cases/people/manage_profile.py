"""Reading and changing the user's own profile."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from gifter_domain.identity.user import User
from gifter_domain.people.user_profile import (
    UserProfile,
    UserProfileChanges,
    UserProfilesTransaction,
    checked_user_profile,
)
from gifter_domain.shared.system import Clock


class ManageProfile:
    """Reads and changes what the user says about themselves. Every user has an empty profile."""

    def __init__(
        self,
        transactions: Callable[[], AbstractAsyncContextManager[UserProfilesTransaction]],
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._clock = clock

    async def get(self, user: User) -> UserProfile:
        async with self._transactions() as tx:
            return await tx.user_profiles.of_user(user.id)

    async def change(self, user: User, changes: UserProfileChanges) -> UserProfile:
        """Changes the given fields. Raises `InvalidInput` naming the wrong field."""
        checked = checked_user_profile(changes, user.today(self._clock.now()))
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            before = await tx.user_profiles.of_user(user.id)
            after = replace(before, **checked)
            if after == before:
                return before
            return await tx.user_profiles.save(user.id, after)
