"""A message in the form that is sent: text, HTML, and the headers that mail systems require."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from gifter_domain.notifications.senders import MailMessage

# Every server passes on seven-bit text.
_POLICY = SMTP.clone(cte_type="7bit")


def wire_format(message: MailMessage, sender: Address, now: datetime) -> bytes:
    """Returns the bytes to send. Raises `ValueError` for a recipient that is no address.

    Removes line breaks from the subject, so that no text of a user can begin a header.
    """
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = sender
    mail["To"] = _address(message.to)
    mail["Subject"] = _one_line(message.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return _unsubscribe(message.unsubscribe_url) + mail.as_bytes()


def _address(text: str) -> Address:
    try:
        return Address(addr_spec=text)
    except (IndexError, MessageError) as error:  # the parser raises these besides ValueError
        raise ValueError("no address") from error


def _unsubscribe(url: str) -> bytes:
    """Returns the headers of RFC 8058.

    They are written by hand, since the email package would break a long URL into encoded words.
    """
    headers = f"List-Unsubscribe: <{_one_line(url)}>\r\n"
    return (headers + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n").encode("ascii")


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
