"""Verifies bearer tokens of BetterAuth: JSON Web Tokens signed with its published keys."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from jwt import PyJWS
from jwt.exceptions import PyJWTError

from gifter_adapters.betterauth.keys import ALLOWED_ALGORITHMS, KeySource
from gifter_domain.identity.identity import Identity, identity_from_claims
from gifter_domain.shared.errors import Unauthenticated
from gifter_domain.shared.system import Clock

LEEWAY_S = 10
MAX_LENGTH = 16 * 1024
REMEMBERED_S = 60
MAX_REMEMBERED = 10_000
_MAX_SECONDS = 2**53  # larger floats are no longer exact; this excludes infinity and NaN too

log = structlog.get_logger(__name__)


class BetterAuthTokens:
    """Implements `TokenVerifier`.

    Remembers a valid token for REMEMBERED_S, or less if it expires before, since checking a
    signature costs about as much as reading a row. So a withdrawn key may still work for that long.
    """

    def __init__(self, keys: KeySource, *, issuer: str, audience: str, clock: Clock) -> None:
        if not issuer or not audience:
            raise ValueError("tokens can only be checked for a known issuer and audience")
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._clock = clock
        self._jws = PyJWS(algorithms=sorted(ALLOWED_ALGORITHMS))
        self._remembered: OrderedDict[bytes, tuple[Identity, float]] = OrderedDict()

    async def verify(self, token: str) -> Identity:
        now = self._clock.now().timestamp()
        digest = hashlib.sha256(token.encode(errors="surrogatepass")).digest()
        identity, until = self._remembered.get(digest, (None, 0.0))
        if identity is not None and now < until:
            return identity
        try:
            claims = await self._verified_claims(token)
            self._check_claims(claims, now)
            identity = identity_from_claims(claims)
        except (PyJWTError, ValueError, RecursionError, Unauthenticated) as error:
            log.info("token.refused", reason=str(error))
            raise Unauthenticated("The bearer token is not valid.") from error
        self._remember(digest, identity, min(claims["exp"] + LEEWAY_S, now + REMEMBERED_S))
        return identity

    def _remember(self, digest: bytes, identity: Identity, until: float) -> None:
        self._remembered[digest] = (identity, until)
        if len(self._remembered) > MAX_REMEMBERED:
            self._remembered.popitem(last=False)

    async def _verified_claims(self, token: str) -> dict[str, Any]:
        """Returns the claims of a token with a valid signature. `Any`: JSON not checked yet."""
        if len(token) > MAX_LENGTH:
            raise ValueError("too long")
        header = self._jws.get_unverified_header(token)
        if "crit" in header:
            raise ValueError("asks for an extension")
        key = await self._keys.key(header["kid"]) if "kid" in header else None
        if key is None:
            raise ValueError("no known key")
        return _claims(self._jws.decode(token, key, algorithms=[key.algorithm_name]))

    def _check_claims(self, claims: Mapping[str, Any], now: float) -> None:
        if claims.get("iss") != self._issuer:
            raise ValueError("another issuer")
        if self._audience not in _listed(claims.get("aud")):
            raise ValueError("another audience")
        if now >= _instant(claims.get("exp")) + LEEWAY_S:
            raise ValueError("expired")
        starts = [_instant(claims[name]) for name in ("nbf", "iat") if name in claims]
        if any(now < start - LEEWAY_S for start in starts):
            raise ValueError("not valid yet")


def _claims(payload: bytes) -> dict[str, Any]:
    match json.loads(payload.decode(), object_pairs_hook=_without_repeats):
        case dict() as claims:
            return claims
        case _:
            raise ValueError("the claims are not an object")


def _without_repeats(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Returns the claims. Raises `ValueError` for a repeated name.

    Readers of JSON differ in which of two claims with the same name counts.
    """
    claims = dict(pairs)
    if len(claims) != len(pairs):
        raise ValueError("a claim is repeated")
    return claims


def _listed(audience: object) -> list[object]:
    return audience if isinstance(audience, list) else [audience]


def _instant(value: object) -> float:
    """Returns a NumericDate: seconds since 1970, possibly with a fraction."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < _MAX_SECONDS:
        return value
    raise ValueError("a time is missing or is not a number")
