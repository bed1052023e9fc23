"""Notices in the signed-in user's inbox."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import PageResponse, ResponseSchema
from gifter_domain.notifications.inbox import Notification


class NotificationResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    title: str
    body: str
    data: Annotated[
        dict[str, str],
        Meta(description="For the app, the same as in the push: `deepLink`, ids. May grow."),
    ]
    created_at: datetime
    read_at: Annotated[datetime | None, Meta(description="Null while it is unread.")]


class NotificationPageResponse(PageResponse, frozen=True, kw_only=True):
    """Notices, the newest first."""

    items: list[NotificationResponse]
    unread_count: Annotated[int, Meta(description="Of the whole inbox, for a badge.")]


def notification_response(notification: Notification) -> NotificationResponse:
    return NotificationResponse(
        id=notification.id,
        title=notification.title,
        body=notification.body,
        data=dict(notification.data),
        created_at=notification.created_at,
        read_at=notification.read_at,
    )
