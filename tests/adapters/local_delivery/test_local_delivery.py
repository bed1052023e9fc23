"""Without real senders, messages can be read in a file and in the log."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from builders.core.clocks import FixedClock
from builders.notifications.notices import a_mail, a_notice
from gifter_adapters.local_delivery.senders import LocalMail, LocalPush, Outbox
from gifter_domain.notifications.senders import Delivered


async def test_notices_and_mail_are_lines_of_a_file_that_only_its_owner_can_read(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    outbox = Outbox(home, FixedClock())

    assert await LocalPush(outbox).send("t1", a_notice()) == Delivered()
    assert await LocalMail(outbox).send(a_mail()) == Delivered()

    file = home / "outbox.jsonl"
    push, mail = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert (push["at"], push["by"], push["to"]) == ("2026-11-21T12:00:00Z", "push", "t1")
    assert push["message"]["data"] == a_notice().data
    assert (mail["by"], mail["to"]) == ("email", "ada@example.com")
    assert mail["message"]["unsubscribe_url"] == a_mail().unsubscribe_url
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.fixture
def all_levels() -> Iterator[None]:
    """Turns the log on, which other tests keep quiet."""
    quiet = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    yield
    structlog.configure(**quiet)


@pytest.mark.usefixtures("all_levels")
async def test_the_log_shows_what_people_would_see(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, FixedClock())

    with capture_logs() as shown:
        await LocalPush(outbox).send("t1", a_notice())
        await LocalMail(outbox).send(a_mail())

    assert [(line["event"], line["by"]) for line in shown] == [
        ("notice.would_be_sent", "push"),
        ("notice.would_be_sent", "email"),
    ]
    assert shown[0]["title"] == a_notice().title
    assert shown[0]["deepLink"] == a_notice().data["deepLink"]
    assert shown[1]["subject"] == a_mail().subject
