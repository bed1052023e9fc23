"""Mail over SMTP: one conversation for each message."""

import asyncio
from email.headerregistry import Address
from email.utils import parseaddr

import aiosmtplib

from gifter_adapters.smtp.message import wire_format
from gifter_adapters.smtp.server import MailServer
from gifter_domain.notifications.senders import (
    Delivered,
    MailMessage,
    MailOutcome,
    Refused,
    TryLater,
)
from gifter_domain.shared.system import Clock

# RFC 5321, 4.2.1: with a code from 500 on, the same message would fail again.
_PERMANENT = 500
# Errors of the server or of our settings, not of the message. An engineer can correct them in time.
_NOT_THE_MESSAGE = (
    aiosmtplib.SMTPConnectResponseError,
    aiosmtplib.SMTPHeloError,
    aiosmtplib.SMTPAuthenticationError,
    aiosmtplib.SMTPSenderRefused,
)
# RFC 4954, 6: a server may answer any command with this code before the client has signed in.
_SIGN_IN_FIRST = 530


class SmtpMail:
    """Implements `Mail`; `sender` is `Name <address>` or an address."""

    def __init__(self, server: MailServer, sender: str, clock: Clock) -> None:
        name, address = parseaddr(sender)
        self._server = server
        self._sender = Address(name, addr_spec=address)
        self._clock = clock

    async def send(self, message: MailMessage) -> MailOutcome:
        try:
            # In a thread, since the email package takes about a millisecond for a message.
            wire = await asyncio.to_thread(wire_format, message, self._sender, self._clock.now())
        except ValueError:
            return Refused("the recipient is no address")
        try:
            async with self._server.connection() as connection:
                await connection.sendmail(self._sender.addr_spec, [message.to], wire)
        except (aiosmtplib.SMTPException, OSError) as error:
            return _outcome(error)
        return Delivered()

    async def failure(self) -> str | None:
        """Returns the reason why the server refuses our connection or our sign-in, or None."""
        try:
            async with self._server.connection():
                return None
        except (aiosmtplib.SMTPException, OSError) as error:
            return str(error) or type(error).__name__


def _outcome(error: Exception) -> MailOutcome:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return _outcome(error.recipients[0])
    if isinstance(error, aiosmtplib.SMTPNotSupported):  # an address in more than ASCII
        return Refused(str(error))
    if not isinstance(error, aiosmtplib.SMTPResponseException):
        return TryLater(None, f"no answer: {type(error).__name__}")
    reply = f"{error.code} {error.message}"[:200]
    our_fault = error.code == _SIGN_IN_FIRST or isinstance(error, _NOT_THE_MESSAGE)
    if error.code < _PERMANENT or our_fault:
        return TryLater(None, reply)
    return Refused(reply)
