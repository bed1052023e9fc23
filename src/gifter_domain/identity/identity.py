"""Identities: the person named by a verified token, read from its claims."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.shared.errors import Unauthenticated
from gifter_domain.shared.lines import shows_nothing
from gifter_domain.shared.web_addresses import MAX_URL, secure_address

BETTERAUTH = "BETTERAUTH"
_MAX_SUBJECT = 255
_MAX_EMAIL = 320
_MAX_PHONE = 32
# Control characters, and single surrogates, which JSON can contain and the database cannot store.
_UNWANTED = frozenset({"Cc", "Cs"})


@dataclass(frozen=True, slots=True)
class Identity:
    """An account at the identity provider, identified by provider and subject alone.

    All other fields may change, may be unverified, and may be the same for several identities.
    """

    subject: str
    email: str | None = None
    name: str | None = None
    avatar_url: str | None = None
    provider: str = BETTERAUTH
    email_verified: bool = False
    phone: str | None = None  # only a verified one


def identity_from_claims(claims: Mapping[str, object]) -> Identity:
    """Returns the identity in the claims of a verified token.

    Raises `Unauthenticated` without a usable `sub`. Any other claim that cannot be stored (wrong
    type, too long, with control characters) counts as absent. A long name is cut, and
    becomes one line.
    """
    subject = _text(claims, "sub", _MAX_SUBJECT)
    if subject is None:
        raise Unauthenticated("The token has no subject.")
    image = _text(claims, "image", MAX_URL) or _text(claims, "picture", MAX_URL)
    name = _text(claims, "name")
    email = _text(claims, "email", _MAX_EMAIL)
    return Identity(
        subject=subject,
        email=email,
        name=" ".join(name.split())[:MAX_NAME].strip() if name else None,
        avatar_url=secure_address(image) if image else None,
        email_verified=email is not None and claims.get("emailVerified") is True,
        phone=_verified_phone(claims),
    )


def _verified_phone(claims: Mapping[str, object]) -> str | None:
    """Returns the number of OpenID's `phone_number`, if the provider verified it."""
    if claims.get("phone_number_verified") is not True:
        return None
    return _text(claims, "phone_number", _MAX_PHONE)


def _text(claims: Mapping[str, object], claim: str, longest: int | None = None) -> str | None:
    value = claims.get(claim)
    if not isinstance(value, str) or shows_nothing(value):
        return None
    if longest is not None and len(value) > longest:
        return None
    kept = all(unicodedata.category(character) not in _UNWANTED for character in value)
    return value if kept else None
