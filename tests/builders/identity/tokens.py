"""Signing keys, hand-made tokens, and a key set served over real HTTP."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

ISSUER = "https://auth.gifter.example"
AUDIENCE = "gifter-core"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def number(value: int, size: int | None = None) -> str:
    return base64url(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))


@dataclass(frozen=True)
class SigningKey:
    """A key of the tests: its published entry and its signing function."""

    jwk: dict[str, Any]
    sign: Callable[[bytes], bytes]

    @property
    def kid(self) -> str:
        return str(self.jwk["kid"])


def ed25519_key(kid: str = "ed") -> SigningKey:
    key = ed25519.Ed25519PrivateKey.generate()
    x = base64url(key.public_key().public_bytes_raw())
    jwk = {"alg": "EdDSA", "crv": "Ed25519", "x": x, "kty": "OKP", "kid": kid}
    return SigningKey(jwk, key.sign)


def es256_key(kid: str = "es") -> SigningKey:
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_numbers()
    jwk = {"kty": "EC", "crv": "P-256", "x": number(point.x, 32), "y": number(point.y, 32)}

    def sign(signed: bytes) -> bytes:
        r, s = decode_dss_signature(key.sign(signed, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    return SigningKey(jwk | {"kid": kid, "alg": "ES256"}, sign)


def rs256_key(kid: str = "rs", bits: int = 2048) -> SigningKey:
    key = rsa.generate_private_key(65537, bits)
    public = key.public_key().public_numbers()
    jwk = {"kty": "RSA", "n": number(public.n), "e": number(public.e), "kid": kid, "alg": "RS256"}
    return SigningKey(jwk, lambda signed: key.sign(signed, padding.PKCS1v15(), hashes.SHA256()))


def the_claims(**changes: Any) -> dict[str, Any]:
    """Returns valid claims with the changes. A claim that is changed to `...` is left out."""
    now = int(NOW.timestamp())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "iat": now, "exp": now + 900} | changes
    return {name: value for name, value in claims.items() if value is not ...}


def a_token(
    key: SigningKey,
    claims: Mapping[str, Any] | str | None = None,
    header: Mapping[str, Any] | None = None,
) -> str:
    """Returns a token signed by `key`. Claims given as text are used unchanged."""
    head = {"alg": key.jwk.get("alg"), "kid": key.kid, **(header or {})}
    present = {name: value for name, value in head.items() if value is not ...}
    payload = claims if isinstance(claims, str) else json.dumps(claims or the_claims())
    signed = f"{base64url(json.dumps(present).encode())}.{base64url(payload.encode())}"
    return f"{signed}.{base64url(key.sign(signed.encode()))}"


@dataclass
class JwksServer:
    """A server of the key set, with the response to give and the number of requests it got."""

    url: str = ""
    entries: list[Any] = field(default_factory=list)
    status: int = 200
    body: bytes | None = None
    asked: int = 0
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        self.was_asked.set()
        await self.open.wait()
        body = self.body or json.dumps({"keys": self.entries}).encode()
        writer.write(f"HTTP/1.1 {self.status} -\r\nConnection: close\r\n\r\n".encode() + body)
        try:
            await writer.drain()
        except ConnectionError:  # the client closed the connection
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving_keys(*keys: SigningKey) -> AsyncIterator[JwksServer]:
    """Serves the keys on the loopback interface."""
    served = JwksServer(entries=[key.jwk for key in keys])
    served.open.set()
    server = await asyncio.start_server(served.answer, "127.0.0.1", 0)
    served.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/jwks"
    async with server:
        yield served
