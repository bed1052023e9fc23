"""Users: one account for each identity that has signed in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from gifter_domain.identity.identity import Identity
from gifter_domain.identity.profile import Language
from gifter_domain.shared.errors import NotAllowed


class AccountDisabled(NotAllowed):
    """The user's account is disabled or deleted."""

    code = "account_disabled"


class UserStatus(StrEnum):
    ACTIVE = "ACTIVE"
    DISABLED = "DISABLED"
    DELETED = "DELETED"


@dataclass(frozen=True, slots=True)
class User:
    """A user's account. `timezone` is an IANA name, `default_currency` an ISO 4217 code."""

    id: str
    status: UserStatus
    auth_provider: str
    auth_user_id: str
    email: str | None
    email_verified: bool
    phone: str | None
    display_name: str | None
    avatar_url: str | None
    timezone: str
    language: Language
    default_currency: str
    created_at: datetime
    updated_at: datetime

    def is_up_to_date_with(self, identity: Identity) -> bool:
        """Returns True if the identity's e-mail address, verified flag and phone are the user's.

        An identity without an address or a phone does not change it. Name and picture are copied
        only when the account is created; from then on the user decides them.
        """
        identity_email = (identity.email, identity.email_verified)
        same_email = identity.email is None or identity_email == (self.email, self.email_verified)
        return same_email and identity.phone in (None, self.phone)

    def today(self, now: datetime) -> date:
        """Returns the current date in the user's time zone."""
        return now.astimezone(ZoneInfo(self.timezone)).date()


@dataclass(frozen=True, slots=True)
class KnownUser:
    """A user as a process last read them. Each change of the stored user has another `version`."""

    user: User
    version: int


def checked_active(user: User) -> User:
    """Returns the user. Raises `AccountDisabled` unless the account is active."""
    if user.status is not UserStatus.ACTIVE:
        raise AccountDisabled("This account is disabled.")
    return user
