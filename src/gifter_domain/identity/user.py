"""Users: one account for each identity that ever signed in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from gifter_domain.identity.identity import Identity
from gifter_domain.identity.profile import Language
from gifter_domain.shared.errors import NotAllowed


class AccountDisabled(NotAllowed):
    code = "account_disabled"


class UserStatus(StrEnum):
    ACTIVE = "ACTIVE"
    DISABLED = "DISABLED"
    DELETED = "DELETED"


@dataclass(frozen=True, slots=True)
class User:
    """`timezone` is an IANA name, `default_currency` an ISO 4217 code."""

    id: str
    status: UserStatus
    auth_provider: str
    auth_user_id: str
    email: str | None
    email_verified: bool
    display_name: str | None
    avatar_url: str | None
    timezone: str
    language: Language
    default_currency: str
    created_at: datetime

    def is_up_to_date_with(self, identity: Identity) -> bool:
        """Whether nothing of `identity` is news: its e-mail, if it has one, is the user's, and as
        verified.

        Name and picture only start an account off; from then on they are the user's own.
        """
        told = (identity.email, identity.email_verified)
        return identity.email is None or told == (self.email, self.email_verified)

    def today(self, now: datetime) -> date:
        """The civil date where the user is."""
        return now.astimezone(ZoneInfo(self.timezone)).date()


def checked_active(user: User) -> User:
    """The user, while the account is in use; raises `AccountDisabled` otherwise."""
    if user.status is not UserStatus.ACTIVE:
        raise AccountDisabled("This account is disabled.")
    return user
