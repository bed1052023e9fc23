"""Which server takes our mail, and how the way to it is kept private."""

import ssl
from dataclasses import dataclass
from enum import Enum
from typing import Self
from urllib.parse import unquote, urlsplit

import aiosmtplib


class Security(Enum):
    """How a connection is encrypted; the value is the URL's scheme and its usual port."""

    TLS = ("smtps", 465)
    STARTTLS = ("smtp", 587)
    NONE = ("smtp+plain", 25)


@dataclass(frozen=True, slots=True, repr=False)
class MailServer:
    """`timeout_s` bounds each step of a conversation; `trust` None: the usual authorities."""

    host: str
    port: int
    security: Security
    user: str | None
    password: str | None
    timeout_s: float
    trust: ssl.SSLContext | None = None

    @classmethod
    def at(cls, url: str, *, timeout_s: float, trust: ssl.SSLContext | None = None) -> Self:
        """The server of `smtp://user:password@host:port`, the user, password and port optional.

        `smtp` insists on STARTTLS, `smtps` is TLS from the start, `smtp+plain` neither.
        """
        parts = urlsplit(url)
        security = next(kind for kind in Security if kind.value[0] == parts.scheme)
        return cls(
            host=parts.hostname or "localhost",
            port=parts.port or security.value[1],
            security=security,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            timeout_s=timeout_s,
            trust=trust,
        )

    def connection(self) -> aiosmtplib.SMTP:
        """A client that connects, and signs in if there is a user, on entering it."""
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.security is Security.TLS,
            start_tls=self.security is Security.STARTTLS,
            tls_context=self.trust,
            timeout=self.timeout_s,
        )
