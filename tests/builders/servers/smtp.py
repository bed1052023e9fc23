"""An SMTP server on loopback that keeps mail and gives the responses that a test sets."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "gifter@example.com", "p@ss/word"


class SmtpServer:
    """Responds with `at_mail`, `at_rcpt` and `at_data`. An empty `at_data` drops the connection."""

    def __init__(self) -> None:
        self.port = 0
        self.envelopes: list[Envelope] = []
        self.encrypted: list[bool] = []
        self.at_mail = self.at_rcpt = self.at_data = "250 OK"
        self.transports: list[asyncio.Transport] = []

    @property
    def messages(self) -> list[EmailMessage]:
        """The received mail, parsed."""
        return [
            message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
            for envelope in self.envelopes
            if isinstance(envelope.content, bytes)
        ]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.at_mail

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.at_rcpt.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.at_rcpt

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if not self.at_data:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        elif self.at_data.startswith("2"):
            self.envelopes.append(envelope)
            assert server.transport
            self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return self.at_data


class _Conversation(SMTP):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.event_handler.transports.append(transport)
        super().connection_made(transport)


@asynccontextmanager
async def smtp_server(
    certificate: ssl.SSLContext | None = None, *, tls: bool = False, sign_in: bool = False
) -> AsyncIterator[SmtpServer]:
    """Runs an SMTP server without TLS, with STARTTLS, or with TLS from the start.

    It offers STARTTLS if it has a certificate, and uses TLS from the start with `tls`.
    """
    kept = SmtpServer()
    loop = asyncio.get_running_loop()

    def conversation() -> SMTP:
        return _Conversation(
            kept,
            hostname="mx.example.com",
            loop=loop,
            tls_context=None if tls else certificate,
            auth_required=sign_in,
            authenticator=_authenticated,
        )

    server = await loop.create_server(
        conversation, "127.0.0.1", 0, ssl=certificate if tls else None
    )
    kept.port = server.sockets[0].getsockname()[1]
    yield kept
    server.close()
    for transport in kept.transports:
        if (
            not transport.is_closing()
        ):  # some Python versions cannot abort a connection closed by TLS
            transport.abort()
    await asyncio.sleep(0.01)  # an aborted connection closes in a later iteration of the loop


def _authenticated(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    expected = (USER.encode(), PASSWORD.encode())
    given = (data.login, data.password) if isinstance(data, LoginPassword) else None
    return AuthResult(success=given == expected, handled=False)
