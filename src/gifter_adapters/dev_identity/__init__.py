"""The development identity provider: a key of its own, and tokens as BetterAuth makes them."""

import os
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gifter_domain.shared.system import Clock

ISSUER = "http://gifter.dev"
AUDIENCE = "gifter-dev"
KEY_FILE = "dev-identity-key.pem"


class DevelopmentIdentity:
    """Mints tokens with the Ed25519 key kept in `home`, made at the first use.

    Whoever can read that file can be anyone, so this must never stand in for BetterAuth where real
    people's data is.
    """

    def __init__(self, home: Path, clock: Clock) -> None:
        self._clock = clock
        self._key = _kept_key(home / KEY_FILE)
        public = self._key.public_key().public_bytes_raw()
        self._kid = _base64url(sha256(public).digest())[:32]
        self._x = _base64url(public)

    def keys(self) -> list[dict[str, str]]:
        """The entries of its key set, as BetterAuth publishes its own."""
        return [{"alg": "EdDSA", "crv": "Ed25519", "x": self._x, "kty": "OKP", "kid": self._kid}]

    def mint(
        self,
        subject: str,
        *,
        lifetime: timedelta,
        email: str | None = None,
        name: str | None = None,
    ) -> str:
        """A bearer token for `subject`, valid from now on; an e-mail counts as verified."""
        now = self._clock.now()
        claims = {
            "iat": int(now.timestamp()),
            "name": name,
            "email": email,
            "emailVerified": True if email else None,
            "sub": subject,
            "exp": int((now + lifetime).timestamp()),
            "iss": ISSUER,
            "aud": AUDIENCE,
        }
        present = {claim: value for claim, value in claims.items() if value is not None}
        headers = {"kid": self._kid, "typ": None}
        return jwt.encode(present, self._key, algorithm="EdDSA", headers=headers)


def _kept_key(path: Path) -> Ed25519PrivateKey:
    """The key in the file, which exactly one of any number of processes at once creates."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _create_whole(path, _pem(Ed25519PrivateKey.generate()))
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds no Ed25519 key; delete it to get a new one")
    return key


def _create_whole(path: Path, content: bytes) -> None:
    """Creates the file, all of its content at once, for its owner alone; an existing one stays."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.") as written:  # mode 0600
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
        try:
            path.hardlink_to(written.name)
        except FileExistsError:
            return


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
