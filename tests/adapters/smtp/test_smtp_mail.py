"""Mail over SMTP against a real server on loopback: messages, connections and outcomes."""

import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest

from builders.core.clocks import FixedClock
from builders.notifications.notices import a_mail
from builders.servers.certificates import LoopbackCertificate, loopback_certificate
from builders.servers.smtp import PASSWORD, USER, SmtpServer, smtp_server
from gifter_adapters.smtp.mail import SmtpMail
from gifter_adapters.smtp.server import MailServer, Security
from gifter_domain.notifications.senders import Delivered, Mail, Refused, TryLater

SENDER = "Gifter Erinnerungen ä <reminders@gifter.example>"


@pytest.fixture
async def server() -> AsyncIterator[SmtpServer]:
    async with smtp_server() as server:
        yield server


@pytest.fixture
def mail(server: SmtpServer) -> Mail:
    return mail_over(f"smtp+plain://127.0.0.1:{server.port}")


@pytest.fixture
def certificate(tmp_path: Path) -> LoopbackCertificate:
    return loopback_certificate(tmp_path)


def mail_over(url: str, trust: ssl.SSLContext | None = None, timeout_s: float = 5.0) -> SmtpMail:
    return SmtpMail(MailServer.at(url, timeout_s=timeout_s, trust=trust), SENDER, FixedClock())


# Messages


async def test_a_message_arrives_as_text_and_as_html(server: SmtpServer, mail: Mail) -> None:
    sent = a_mail(text="Grüße\n.\nvon Ana\n", html="<p>Grüße " + "x" * 2000 + "</p>\n")

    assert await mail.send(sent) == Delivered()

    (message,) = server.messages
    text, html = message.iter_parts()
    assert message.get_content_type() == "multipart/alternative"
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert [part.get_content().replace("\r\n", "\n") for part in (text, html)] == [
        sent.text,
        sent.html,
    ]
    assert server.envelopes[0].rcpt_tos == [sent.to]
    assert server.envelopes[0].mail_from == "reminders@gifter.example"


async def test_the_headers_name_sender_recipient_subject_and_time(
    server: SmtpServer, mail: Mail
) -> None:
    await mail.send(a_mail())

    (message,) = server.messages
    assert message["From"] == "Gifter Erinnerungen ä <reminders@gifter.example>"
    assert message["To"] == "ada@example.com"
    assert message["Subject"] == "Ana’s birthday is in 3 days 🎁"
    assert message["Date"] == "Sat, 21 Nov 2026 12:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"


async def test_a_message_that_is_sent_again_keeps_its_message_id(
    server: SmtpServer, mail: Mail
) -> None:
    await mail.send(a_mail())
    await mail.send(a_mail())

    assert [message["Message-ID"] for message in server.messages] == [a_mail().message_id] * 2


async def test_the_unsubscribe_header_keeps_a_long_link_whole(
    server: SmtpServer, mail: Mail
) -> None:
    url = "https://api.example.com/v1/unsubscribe?token=" + "a" * 300

    await mail.send(a_mail(unsubscribe_url=url))

    raw = server.envelopes[0].content
    assert isinstance(raw, bytes)
    head = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert f"List-Unsubscribe: <{url}>".encode() in head
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head


@pytest.mark.parametrize("breaks", ["\r\n", "\n", "\r", "\x0b", "\u2028", "\x00"])
async def test_a_subject_cannot_begin_a_header(server: SmtpServer, mail: Mail, breaks: str) -> None:
    await mail.send(a_mail(subject=f"Ana{breaks}Bcc: eve@example.com{breaks}{breaks}body"))

    (message,) = server.messages
    assert message["Subject"] == "Ana Bcc: eve@example.com body"
    assert message["Bcc"] is None
    assert server.envelopes[0].rcpt_tos == ["ada@example.com"]


@pytest.mark.parametrize(
    "to", ["", "ada", "ada@example.com\r\nBcc: eve@example.com", "ada@a.com, eve@a.com", "a b@c.d"]
)
async def test_a_recipient_that_is_no_address_is_refused_unsent(
    server: SmtpServer, mail: Mail, to: str
) -> None:
    assert isinstance(await mail.send(a_mail(to=to)), Refused)
    assert server.envelopes == []


# Connections


async def test_smtp_insists_on_starttls(
    server: SmtpServer, certificate: LoopbackCertificate
) -> None:
    trust = certificate.trust()
    async with smtp_server(certificate.server()) as private:
        refused = await mail_over(f"smtp://127.0.0.1:{server.port}", trust).send(a_mail())
        taken = await mail_over(f"smtp://127.0.0.1:{private.port}", trust).send(a_mail())

    assert (type(refused), server.envelopes) == (TryLater, [])
    assert (taken, private.encrypted) == (Delivered(), [True])


async def test_smtps_is_encrypted_from_the_start(certificate: LoopbackCertificate) -> None:
    async with smtp_server(certificate.server(), tls=True) as server:
        mail = mail_over(f"smtps://127.0.0.1:{server.port}", certificate.trust())
        assert await mail.send(a_mail()) == Delivered()

    assert server.encrypted == [True]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_an_untrusted_server_gets_no_message(
    certificate: LoopbackCertificate, scheme: str
) -> None:
    async with smtp_server(certificate.server(), tls=scheme == "smtps") as server:
        outcome = await mail_over(f"{scheme}://127.0.0.1:{server.port}").send(a_mail())

    assert isinstance(outcome, TryLater)
    assert server.envelopes == []


@pytest.mark.parametrize(("password", "taken"), [(PASSWORD, True), ("guess", False)])
async def test_user_and_password_of_the_url_sign_in(
    certificate: LoopbackCertificate, password: str, taken: bool
) -> None:
    async with smtp_server(certificate.server(), sign_in=True) as server:
        url = f"smtp://{quote(USER)}:{quote(password, safe='')}@127.0.0.1:{server.port}"
        outcome = await mail_over(url, certificate.trust()).send(a_mail())

        may_enter = await mail_over(url, certificate.trust()).failure() is None

    assert isinstance(outcome, Delivered if taken else TryLater)
    assert may_enter is taken
    assert len(server.envelopes) == taken


async def test_a_message_is_tried_later_if_the_server_requires_a_sign_in(
    certificate: LoopbackCertificate,
) -> None:
    async with smtp_server(certificate.server(), sign_in=True) as server:
        mail = mail_over(f"smtp://127.0.0.1:{server.port}", certificate.trust())

        assert await mail.send(a_mail()) == TryLater(None, "530 5.7.0 Authentication required")


def test_a_url_without_a_port_uses_the_scheme_s_usual_port() -> None:
    servers = [MailServer.at(f"{kind.value[0]}://mx", timeout_s=1) for kind in Security]

    assert [server.port for server in servers] == [465, 587, 25]


def test_the_password_is_not_in_the_repr() -> None:
    assert "hunter2" not in repr(MailServer.at("smtp://u:hunter2@mx", timeout_s=1))


# Outcomes


@pytest.mark.parametrize("at", ["at_rcpt", "at_data"])
async def test_the_servers_code_decides_between_refusal_and_retry(
    server: SmtpServer, mail: Mail, at: str
) -> None:
    setattr(server, at, "451 4.7.1 greylisted")
    later = await mail.send(a_mail())
    setattr(server, at, "550 5.1.1 no such user")
    never = await mail.send(a_mail())

    assert later == TryLater(None, "451 4.7.1 greylisted")
    assert never == Refused("550 5.1.1 no such user")


async def test_a_message_is_tried_later_if_the_server_refuses_the_sender(
    server: SmtpServer, mail: Mail
) -> None:
    server.at_mail = "553 5.7.1 not an address of yours"
    our_address = await mail.send(a_mail())
    server.at_mail, server.at_rcpt = "250 OK", "530 5.7.0 sign in first"
    signed_out = await mail.send(a_mail())

    assert our_address == TryLater(None, "553 5.7.1 not an address of yours")
    assert signed_out == TryLater(None, "530 5.7.0 sign in first")


async def test_a_lost_connection_is_tried_later(server: SmtpServer, mail: Mail) -> None:
    server.at_data = ""

    assert isinstance(await mail.send(a_mail()), TryLater)


async def test_a_server_that_is_away_or_silent_is_tried_later() -> None:
    nowhere = mail_over("smtp+plain://127.0.0.1:1")

    assert isinstance(await nowhere.send(a_mail()), TryLater)
    assert await nowhere.failure()
