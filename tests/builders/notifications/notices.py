"""Notices and mail to send in tests."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from gifter_domain.notifications.senders import MailMessage, Notice

_NOTICE = Notice(
    id=str(UUID(int=1)),
    title="Ana’s birthday is in 3 days",
    body="Tuesday, 24 November",
    data={"deepLink": "gifter://recommendations?recipientId=r&occasionId=o"},
    collapse_key="occasion-1:2026-11-24",
    thread="occasion-1",
    expires_at=datetime(2026, 11, 24, 18, tzinfo=UTC),
)
_MAIL = MailMessage(
    to="ada@example.com",
    subject="Ana’s birthday is in 3 days 🎁",
    text="Tuesday, 24 November\n",
    html="<p>Tuesday, 24 November</p>\n",
    message_id="<00000000-0000-0000-0000-000000000001@gifter.example>",
    unsubscribe_url="https://api.example.com/v1/unsubscribe?token=t",
)


def a_notice(**changes: Any) -> Notice:  # Any: the fields of a notice, each of its own type
    return replace(_NOTICE, **changes)


def a_mail(**changes: Any) -> MailMessage:  # Any: likewise
    return replace(_MAIL, **changes)
