"""The token by which Apple knows the sender, renewed as often as Apple requires and allows."""

from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from gifter_domain.notifications.senders import SenderUnusable
from gifter_domain.shared.system import Clock

# https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
# A token made less than 20 minutes after the last is refused, and so is one older than an hour.
_KEEP_FOR = timedelta(minutes=20)
_RENEW_AFTER = timedelta(minutes=40)


class ProviderToken:
    """Makes and renews the provider token.

    `private_key` is the text of the .p8 file that Apple made for `key_id` of team `team_id`. Raises
    `SenderUnusable` if it is no such key.
    """

    def __init__(self, *, private_key: str, key_id: str, team_id: str, clock: Clock) -> None:
        self._private_key = _signing_key(private_key)
        self._key_id = key_id
        self._team_id = team_id
        self._clock = clock
        self._made: tuple[str, datetime] | None = None

    def current(self) -> str:
        """Returns the token to send with. Renews it well before Apple would refuse it."""
        now = self._clock.now()
        # If the clock was set back, the token is from the future, which Apple refuses as well.
        if self._made and timedelta(0) <= now - self._made[1] < _RENEW_AFTER:
            return self._made[0]
        return self._make(now)

    def instead_of(self, expired: str) -> str | None:
        """Returns a token to replace an expired one, or None while Apple would refuse a new one.

        All requests that were refused with the expired token get the same new one.
        """
        now = self._clock.now()
        if self._made is None or self._made[0] != expired:
            return self.current()
        return self._make(now) if now - self._made[1] >= _KEEP_FOR else None

    def _make(self, now: datetime) -> str:
        claims = {"iss": self._team_id, "iat": int(now.timestamp())}
        headers = {"kid": self._key_id}
        made = jwt.encode(claims, self._private_key, algorithm="ES256", headers=headers)
        self._made = (made, now)
        return made


def _signing_key(pem: str) -> EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError) as error:
        raise SenderUnusable("APNS_KEY cannot be read as a key.") from error
    if not isinstance(key, EllipticCurvePrivateKey):
        raise SenderUnusable("APNS_KEY is not a key for elliptic curves, as Apple's are.")
    return key
