"""The settings decide whether push and mail go to Apple and a mail server, or to a file."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from builders.notifications.notices import a_mail, a_notice
from builders.servers.apns import ApnsServer
from builders.servers.certificates import private_pem
from builders.servers.smtp import smtp_server
from gifter_adapters.apns.push import ApnsPush
from gifter_adapters.smtp.mail import SmtpMail
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_app.use_cases.operations.diagnose import Verdict, mail_check, push_check
from gifter_app.wiring.reminders import unsubscribe_links
from gifter_domain.identity.device import Platform
from gifter_domain.notifications.senders import Delivered

STAND_INS = {"push: kept in a file", "mail: kept in a file"}


def a_container(home: Path, **environment: str) -> Container:
    return Container(settings=read_settings({"GIFTER_HOME": str(home), **environment}))


async def test_without_settings_push_and_mail_go_to_a_file(tmp_path: Path) -> None:
    container = a_container(tmp_path)

    await container.pushes()[Platform.IOS].send("t1", a_notice())
    await container.mail().send(a_mail())

    lines = (tmp_path / "outbox.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["by"] for line in lines] == ["push", "email"]
    assert set(container.stand_ins()) >= STAND_INS
    assert (await push_check(None, "")()).verdict is Verdict.STAND_IN
    assert (await mail_check(None, "")()).verdict is Verdict.STAND_IN


async def test_with_apples_key_push_goes_to_apns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apns = ApnsServer(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(apns.certificate.certificate))
    container = a_container(
        tmp_path,
        APNS_KEY=private_pem(ec.generate_private_key(ec.SECP256R1())).replace("\n", r"\n"),
        APNS_KEY_ID="KEY1",
        APNS_TEAM_ID="TEAM1",
        APNS_TOPIC="com.example.gifter",
        APNS_URL=apns.url,
    )

    push = container.push()
    assert isinstance(push, ApnsPush)

    outcome = await container.pushes()[Platform.IOS].send("t1", a_notice())
    healthy = await push_check(push.failure, "apns")()
    apns.close()
    broken = await push_check(push.failure, "apns")()
    await container.closing().aclose()

    assert outcome == Delivered()
    assert apns.requests[0].headers["apns-topic"] == "com.example.gifter"
    assert (healthy.verdict, broken.verdict) == (Verdict.OK, Verdict.BROKEN)
    assert STAND_INS - set(container.stand_ins()) == {"push: kept in a file"}


async def test_with_a_mail_server_mail_comes_from_the_configured_sender(tmp_path: Path) -> None:
    async with smtp_server() as server:
        container = a_container(
            tmp_path,
            SMTP_URL=f"smtp+plain://127.0.0.1:{server.port}",
            MAIL_FROM="Gifter <hello@gifter.example>",
            LINK_SECRET="s3cret",
            PUBLIC_URL="https://api.example.com",
        )
        mail = container.mail()
        assert isinstance(mail, SmtpMail)
        outcome = await mail.send(a_mail())
        healthy = await mail_check(mail.failure, "smtp")()
    broken = await mail_check(mail.failure, "smtp")()

    assert outcome == Delivered()
    assert server.messages[0]["From"] == "Gifter <hello@gifter.example>"
    assert (healthy.verdict, broken.verdict) == (Verdict.OK, Verdict.BROKEN)
    assert broken.detail.startswith("SMTP_URL, host smtp: ")
    assert STAND_INS - set(container.stand_ins()) == {"mail: kept in a file"}


def test_links_in_mail_have_the_configured_address_and_secret() -> None:
    environment = {"PUBLIC_URL": "https://api.example.com/", "LINK_SECRET": "new, old"}
    link = unsubscribe_links(read_settings(environment)).link("u1")
    other = unsubscribe_links(read_settings(environment | {"LINK_SECRET": "newer, new"}))

    assert urlsplit(link).netloc == "api.example.com"
    assert other.user_of(link.rpartition("=")[2]) == "u1"
