"""The mail server's address, sign-in and encryption."""

import ssl
from dataclasses import dataclass
from enum import Enum
from typing import Self
from urllib.parse import unquote, urlsplit

import aiosmtplib


class Security(Enum):
    """The encryption of a connection. The value is the URL's scheme and its usual port."""

    TLS = ("smtps", 465)
    STARTTLS = ("smtp", 587)
    NONE = ("smtp+plain", 25)


@dataclass(frozen=True, slots=True, repr=False)
class MailServer:
    """A mail server, with the settings for a connection.

    `timeout_s` bounds each step of a conversation. Without `trust` the usual authorities count.
    """

    host: str
    port: int
    security: Security
    user: str | None
    password: str | None
    timeout_s: float
    trust: ssl.SSLContext | None = None

    @classmethod
    def at(cls, url: str, *, timeout_s: float, trust: ssl.SSLContext | None = None) -> Self:
        """Builds the server from `smtp://user:password@host:port`.

        User, password and port are optional. `smtp` requires STARTTLS, `smtps` is TLS from the
        start, and `smtp+plain` has no encryption.
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
        """Returns a client that connects when it is entered, and signs in if there is a user."""
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
