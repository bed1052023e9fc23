"""Links that show a list to people without an account. Only hashes of their tokens are stored."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gifter_domain.shared.errors import InvalidInput, NotFound
from gifter_domain.shared.expiry import is_expired


class SharedListNotFound(NotFound):
    """The link is unknown, was revoked, or has expired."""

    code = "shared_list_not_found"


class ShareLinkKind(StrEnum):
    """The audience of a link: guests, who see claims, or the owner, who must not see them."""

    GUEST = "GUEST"
    OWNER = "OWNER"

    @property
    def shows_claims(self) -> bool:
        """Returns whether the link shows the claims of the list and accepts claims of guests."""
        return self is ShareLinkKind.GUEST


@dataclass(frozen=True, slots=True)
class ShareLinks:
    """The two links of a list. They are shown once; afterwards only their hashes are stored."""

    token: str
    preview_token: str
    expires_at: datetime | None


def token_hash(token: str) -> str:
    """Returns the SHA-256 of a token as hex. A token has 128 random bits, so it needs no salt."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def checked_expiry(expires_at: datetime | None, now: datetime) -> datetime | None:
    """Returns the expiry; raises `InvalidInput` unless it is in the future."""
    if is_expired(expires_at, now):
        raise InvalidInput.at("expiresAt", "must be in the future")
    return expires_at
