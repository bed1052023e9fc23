"""Links that show a list to people without an account: unguessable, kept as hashes only."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gifter_domain.shared.errors import InvalidInput, NotFound
from gifter_domain.shared.expiry import is_expired


class SharedListNotFound(NotFound):
    code = "shared_list_not_found"


class ShareKind(StrEnum):
    """For whom a link is: guests, who see what is claimed, or the owner, who must not."""

    GUEST = "GUEST"
    OWNER = "OWNER"


@dataclass(frozen=True, slots=True)
class Share:
    """The two links of a list, told once: from now on only their hashes are known."""

    token: str
    preview_token: str
    expires_at: datetime | None


def token_hash(token: str) -> str:
    """What is kept of a token: its SHA-256 as hex. A token has 128 bits, so it needs no salt."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def checked_expiry(expires_at: datetime | None, now: datetime) -> datetime | None:
    """Raises `InvalidInput` unless it is in the future."""
    if is_expired(expires_at, now):
        raise InvalidInput.at("expiresAt", "must be in the future")
    return expires_at
