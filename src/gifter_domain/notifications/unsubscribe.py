"""Signed links that end reminder mail without a login. Only Gifter can create them."""

import hashlib
import hmac
from collections.abc import Sequence
from urllib.parse import urlencode

from gifter_domain.shared.errors import NotFound


class UnsubscribeLinkInvalid(NotFound):
    """The link is not one of ours, or it is incomplete."""

    code = "unsubscribe_link_invalid"


class UnsubscribeLinks:
    """Creates and checks unsubscribe links, one per user.

    The first secret signs and all secrets verify, so that a secret can be replaced. A link is valid
    as long as its secret is in the list. `public_url` is the address of this API from outside.
    """

    def __init__(self, secrets: Sequence[str], public_url: str) -> None:
        self._secrets = secrets
        self._public_url = public_url

    def link(self, user_id: str) -> str:
        """Returns the user's link, which is always the same."""
        token = f"{user_id}.{_proof(self._secrets[0], user_id)}"
        return f"{self._public_url.rstrip('/')}/v1/unsubscribe?{urlencode({'token': token})}"

    def user_of(self, token: str) -> str:
        """Returns the id of the user the link was made for; raises `UnsubscribeLinkInvalid`."""
        user_id, _, proof = token.rpartition(".")
        given = proof.encode()
        if not any(
            hmac.compare_digest(given, _proof(secret, user_id).encode()) for secret in self._secrets
        ):
            raise UnsubscribeLinkInvalid("This link is invalid or incomplete.")
        return user_id


def _proof(secret: str, user_id: str) -> str:
    """Returns the signature. It covers the link's purpose, so that it is valid for nothing else."""
    return hmac.new(
        secret.encode(), f"unsubscribe:email:{user_id}".encode(), hashlib.sha256
    ).hexdigest()
