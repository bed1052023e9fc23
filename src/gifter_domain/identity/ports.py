"""What identity needs from outside: verified tokens, and rows of users and devices."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from gifter_domain.identity.device import Device, DeviceRegistration
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.profile import ProfileChanges
from gifter_domain.identity.user import User
from gifter_domain.shared.errors import Unavailable
from gifter_domain.shared.events import EventTransaction


class IdentityProviderUnavailable(Unavailable):
    code = "identity_provider_unavailable"


class TokenVerifier(Protocol):
    async def verify(self, token: str) -> Identity:
        """Whom the bearer token speaks for.

        Raises `Unauthenticated` whatever is wrong with it, never telling the caller what, and
        `IdentityProviderUnavailable` while no key to check any token with can be had.
        """
        ...


class UserReads(Protocol):
    async def find_user(self, provider: str, subject: str) -> User | None:
        """The user of this identity, outside any transaction."""
        ...


class Users(Protocol):
    async def sign_in(self, identity: Identity) -> User:
        """The user of this identity, created if new, with the identity's e-mail, and
        whether it is verified, if it has one.

        Any number of calls at once for one identity make one user. The same e-mail under another
        identity is another user.
        """
        ...

    async def change_profile(self, user_id: str, changes: ProfileChanges) -> User:
        """The user after the changes; raises `AccountDisabled` if the account is gone by now."""
        ...


class Devices(Protocol):
    async def register(self, owner_id: str, registration: DeviceRegistration) -> Device:
        """The one device with this token, now the owner's, whoever had it before."""
        ...

    async def remove(self, owner_id: str, device_id: str) -> None:
        """Raises `DeviceNotFound` if the owner has no such device."""
        ...


class IdentityTransaction(EventTransaction, Protocol):
    @property
    def users(self) -> Users: ...

    @property
    def devices(self) -> Devices: ...


Transactions = Callable[[], AbstractAsyncContextManager[IdentityTransaction]]
