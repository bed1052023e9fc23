"""Schemas of notifications in the inbox."""

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
        Meta(
            description="Data for the app, the same as in the push: `deepLink` and ids. "
            "More fields may follow."
        ),
    ]
    created_at: datetime
    read_at: Annotated[datetime | None, Meta(description="Null while the notification is unread.")]


class NotificationPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of notifications, newest first."""

    items: list[NotificationResponse]
    unread_count: Annotated[
        int, Meta(description="Number of unread notifications in the whole inbox, for a badge.")
    ]


def notification_response(notification: Notification) -> NotificationResponse:
    return NotificationResponse(
        id=notification.id,
        title=notification.title,
        body=notification.body,
        data=dict(notification.data),
        created_at=notification.created_at,
        read_at=notification.read_at,
    )
