"""The way out of mail that asks for no account: links that only we can make."""

import hashlib
import hmac
from collections.abc import Sequence
from urllib.parse import urlencode

from gifter_domain.shared.errors import NotFound


class UnsubscribeLinkInvalid(NotFound):
    code = "unsubscribe_link_invalid"


class UnsubscribeLinks:
    """Links for one user each, good for as long as one of the `secrets` is kept.

    The first secret signs; all of them are accepted, so that one can be replaced. `public_url`
    is where we are reached from outside.
    """

    def __init__(self, secrets: Sequence[str], public_url: str) -> None:
        self._secrets = secrets
        self._public_url = public_url

    def link(self, user_id: str) -> str:
        """The same whenever it is asked for."""
        token = f"{user_id}.{_proof(self._secrets[0], user_id)}"
        return f"{self._public_url.rstrip('/')}/v1/unsubscribe?{urlencode({'token': token})}"

    def user_of(self, token: str) -> str:
        """The id of the user whom the link was made for; raises `UnsubscribeLinkInvalid`."""
        user_id, _, proof = token.rpartition(".")
        given = proof.encode()
        if not any(
            hmac.compare_digest(given, _proof(secret, user_id).encode()) for secret in self._secrets
        ):
            raise UnsubscribeLinkInvalid("This link is not one of ours, or has been cut short.")
        return user_id


def _proof(secret: str, user_id: str) -> str:
    """What the secret is used for is signed too, so that this is a proof of nothing else."""
    return hmac.new(
        secret.encode(), f"unsubscribe:email:{user_id}".encode(), hashlib.sha256
    ).hexdigest()
