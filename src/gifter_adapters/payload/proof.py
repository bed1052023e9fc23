"""Checks the sender of a webhook: shared secret, body signature, Standard Webhooks signature."""

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from standardwebhooks import Webhook

from gifter_domain.catalogue.ports import WebhookUnauthenticated
from gifter_domain.shared.system import Clock

TOLERANCE = timedelta(minutes=5)

_SECRET = "x-internal-webhook-secret"  # noqa: S105 - the name of a header
_SIGNATURE = "x-signature"
_STANDARD = ("webhook-id", "webhook-timestamp", "webhook-signature")


class SharedSecretProof:
    """Implements `WebhookProof`. Accepts any of several secrets, so that one can be replaced.

    Compares secrets and signatures in constant time, each with every secret.
    """

    def __init__(self, secrets: Sequence[str], clock: Clock) -> None:
        self._secrets = [secret.encode() for secret in secrets]
        self._standard = [_standard_webhook(secret) for secret in secrets]
        self._clock = clock

    def check(self, headers: Mapping[str, str], body: bytes) -> None:
        given = [headers[_SECRET]] if _SECRET in headers else []
        standard = any(name in headers for name in _STANDARD)
        proofs = [self._knows_secret(secret) for secret in given]
        if standard:
            proofs.append(self._is_standard(headers, body))
        if _SIGNATURE in headers:
            proofs.append(self._signs_body(headers[_SIGNATURE], body))
        if not (given or standard) or not all(proofs):
            raise WebhookUnauthenticated("The secret or the signature is missing or wrong.")

    def _knows_secret(self, given: str) -> bool:
        return _equals_any(_header_bytes(given), self._secrets)

    def _signs_body(self, signature: str, body: bytes) -> bool:
        """Returns whether the signature is the body's HMAC, in hex, with or without `sha256=`."""
        given = _header_bytes(signature.strip().lower().removeprefix("sha256="))
        digests = [hmac.new(secret, body, hashlib.sha256).hexdigest() for secret in self._secrets]
        return _equals_any(given, [digest.encode() for digest in digests])

    def _is_standard(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Returns whether the headers sign the body, at about the present time of our own clock.

        https://www.standardwebhooks.com
        """
        message_id, timestamp, signatures = (headers.get(name, "") for name in _STANDARD)
        if not (message_id and re.fullmatch(r"[0-9]{1,11}", timestamp) and signatures):
            return False
        sent_at = datetime.fromtimestamp(int(timestamp), UTC)
        if abs(self._clock.now() - sent_at) > TOLERANCE:
            return False
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return False
        expected = [key.sign(message_id, sent_at, text).encode() for key in self._standard]
        given = [_header_bytes(signature) for signature in signatures.split()]
        return True in [_equals_any(signature, expected) for signature in given]


def _standard_webhook(secret: str) -> Webhook:
    """Returns the signer of a secret: `whsec_` and a key in base64, or the bytes of the key."""
    return Webhook(secret if secret.startswith("whsec_") else secret.encode())


def _equals_any(given: bytes, accepted: Sequence[bytes]) -> bool:
    """Returns whether one is equal. Compares with all, so that the time does not show which one."""
    return True in [hmac.compare_digest(given, each) for each in accepted]


def _header_bytes(value: str) -> bytes:
    """Returns the bytes that were sent, since the server decodes headers as Latin-1."""
    return value.encode("latin-1", "replace")
