"""The development identity provider: its own key, and tokens in BetterAuth's form."""

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
    """Mints tokens with the Ed25519 key stored in `home`; the first use creates the key.

    A person who can read that file can sign in as anyone. So this must never replace BetterAuth
    where real people's data is.
    """

    def __init__(self, home: Path, clock: Clock) -> None:
        self._clock = clock
        self._key = _read_or_create_key(home / KEY_FILE)
        public = self._key.public_key().public_bytes_raw()
        self._kid = _base64url(sha256(public).digest())[:32]
        self._x = _base64url(public)

    def keys(self) -> list[dict[str, str]]:
        """Returns the entries of the key set, in the form in which BetterAuth publishes its own."""
        return [{"alg": "EdDSA", "crv": "Ed25519", "x": self._x, "kty": "OKP", "kid": self._kid}]

    def mint(
        self,
        subject: str,
        *,
        lifetime: timedelta,
        email: str | None = None,
        name: str | None = None,
    ) -> str:
        """Returns a bearer token for `subject`, valid from now on. An e-mail counts as verified."""
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


def _read_or_create_key(path: Path) -> Ed25519PrivateKey:
    """Returns the key in the file. If there is none, exactly one of many processes creates it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _create_whole(path, _pem(Ed25519PrivateKey.generate()))
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} contains no Ed25519 key; delete it to get a new one")
    return key


def _create_whole(path: Path, content: bytes) -> None:
    """Creates the file for its owner alone, with all its content at once. Keeps an existing one."""
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
