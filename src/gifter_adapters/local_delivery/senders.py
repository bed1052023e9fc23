"""Stand-ins for push and mail: each message becomes a line of a file and a line of the log."""

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
    """Writes `outbox.jsonl` in a folder: a JSON object for each message, the newest last.

    Any number of processes may write to it. Only its owner can read it.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / "outbox.jsonl"
        self._clock = clock

    def append(self, by: str, to: str, message: Notice | MailMessage) -> None:
        line = {"at": self._clock.now(), "by": by, "to": to, "message": message}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # In one write, so that lines of several processes do not mix.
            os.write(file, msgspec.json.encode(line) + b"\n")
        finally:
            os.close(file)


class LocalPush:
    """Implements `Push`."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def send(self, token: str, notice: Notice) -> PushOutcome:
        self._outbox.append("push", token, notice)
        _log_message("push", token, {"title": notice.title, "body": notice.body, **notice.data})
        return Delivered()


class LocalMail:
    """Implements `Mail`."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def send(self, message: MailMessage) -> MailOutcome:
        self._outbox.append("email", message.to, message)
        _log_message("email", message.to, {"subject": message.subject, "text": message.text})
        return Delivered()


def _log_message(by: str, to: str, fields: Mapping[str, str]) -> None:
    log.info("notice.would_be_sent", by=by, to=to, **fields)
