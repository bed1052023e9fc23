"""Changing the user's own profile, and listing, registering and removing their devices."""

from collections.abc import Sequence

from gifter_domain.identity.device import Device, DeviceRegistration
from gifter_domain.identity.events import ProfileChanged
from gifter_domain.identity.ports import Transactions
from gifter_domain.identity.profile import ProfileChanges, checked_profile
from gifter_domain.identity.user import User


class ManageAccount:
    """Manages the user's own profile and devices.

    - Only the given fields of the profile change.
    - A push token belongs to one device. Registering it again updates that device, and moves it to
      the user if another account had registered it.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def change_profile(self, user: User, changes: ProfileChanges) -> User:
        checked = checked_profile(changes)
        if not checked:
            return user
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            changed = await tx.users.change_profile(user.id, checked)
            await tx.happened(ProfileChanged(user.id))
        return changed

    async def devices(self, user: User) -> Sequence[Device]:
        async with self._transactions() as tx:
            return await tx.devices.of_owner(user.id)

    async def register_device(self, user: User, registration: DeviceRegistration) -> Device:
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            return await tx.devices.register(user.id, registration)

    async def remove_device(self, user: User, device_id: str) -> None:
        async with self._transactions() as tx:
            await tx.devices.remove(user.id, device_id)
