"""Ports of identity: verification of tokens, and stored users and devices."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from gifter_domain.identity.device import Device, DeviceRegistration
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.profile import ProfileChanges
from gifter_domain.identity.user import KnownUser, User
from gifter_domain.shared.errors import Unavailable
from gifter_domain.shared.events import EventTransaction


class IdentityProviderUnavailable(Unavailable):
    """The keys that tokens are checked with cannot be fetched."""

    code = "identity_provider_unavailable"


class TokenVerifier(Protocol):
    async def verify(self, token: str) -> Identity:
        """Verifies a bearer token and returns the identity that it names.

        Raises `Unauthenticated` for every invalid token, without telling the caller the reason.
        Raises `IdentityProviderUnavailable` while the keys for checking tokens cannot be fetched.
        """
        ...


class UserReads(Protocol):
    async def find_user(self, provider: str, subject: str) -> KnownUser | None:
        """Returns the user of this identity, or None. Runs outside any transaction."""
        ...


class Users(Protocol):
    async def sign_in(self, identity: Identity) -> User:
        """Returns the user of this identity and creates one if there is none.

        If the identity has an e-mail address, the user gets the address and its verified flag.
        Concurrent calls for one identity create one user. The same e-mail address under another
        identity belongs to another user.
        """
        ...

    async def change_profile(self, user_id: str, changes: ProfileChanges) -> User:
        """Changes the profile and returns the user.

        Raises `AccountDisabled` if the account is no longer active.
        """
        ...


class Devices(Protocol):
    async def of_owner(self, owner_id: str) -> Sequence[Device]:
        """Returns the owner's devices in the order in which they were first registered."""
        ...

    async def register(self, owner_id: str, registration: DeviceRegistration) -> Device:
        """Stores the device with this token for the owner and returns it.

        A token belongs to one device; a device that another user registered with it becomes the
        owner's.
        """
        ...

    async def remove(self, owner_id: str, device_id: str) -> None:
        """Deletes the device. Raises `DeviceNotFound` if the owner has no such device."""
        ...


class IdentityTransaction(EventTransaction, Protocol):
    @property
    def users(self) -> Users: ...

    @property
    def devices(self) -> Devices: ...


Transactions = Callable[[], AbstractAsyncContextManager[IdentityTransaction]]
