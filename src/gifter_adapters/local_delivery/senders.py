"""Stand-ins for push and mail: what would be sent is a line of a file and a line of the log."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
import structlog

from gifter_domain.notifications.senders import (
    Delivered,
    MailMessage,
    MailOutcome,
    Notice,
    PushOutcome,
)
from gifter_domain.shared.system import Clock

log = structlog.get_logger(__name__)


class Outbox:
    """`outbox.jsonl` in a folder: a JSON object for each notice, the newest last.

    Any number of processes may write to it. Only its owner can read it.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / "outbox.jsonl"
        self._clock = clock

    def keep(self, by: str, to: str, message: Notice | MailMessage) -> None:
        line = {"at": self._clock.now(), "by": by, "to": to, "message": message}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, msgspec.json.encode(line) + b"\n")  # one write: lines do not mix
        finally:
            os.close(file)


class LocalPush:
    """Implements `Push`."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def send(self, token: str, notice: Notice) -> PushOutcome:
        self._outbox.keep("push", token, notice)
        _show("push", token, {"title": notice.title, "body": notice.body, **notice.data})
        return Delivered()


class LocalMail:
    """Implements `Mail`."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def send(self, message: MailMessage) -> MailOutcome:
        self._outbox.keep("email", message.to, message)
        _show("email", message.to, {"subject": message.subject, "text": message.text})
        return Delivered()


def _show(by: str, to: str, said: Mapping[str, str]) -> None:
    log.info("notice.would_be_sent", by=by, to=to, **said)
