"""The inbox of the signed-in user."""

from functools import partial
from typing import Annotated, Literal

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter, SkipValidation

from gifter_app.http.notifications.schemas import (
    NotificationPageResponse,
    NotificationResponse,
    notification_response,
)
from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.use_cases.notifications.mark_read import MarkNotificationsRead
from gifter_domain.identity.user import User
from gifter_domain.notifications.inbox import InboxReads
from gifter_domain.shared.pages import PageRequest


@get(
    "/notifications",
    operation_id="ListNotifications",
    tags=["Notifications"],
    summary="My inbox",
    responses=errors(),
    dependencies=PAGED,
)
async def list_notifications(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    inbox_reads: NamedDependency[SkipValidation[InboxReads]],
    status: Annotated[
        Literal["unread", "all"], QueryParameter(description="Which of them.")
    ] = "all",
) -> NotificationPageResponse:
    """The newest first. Pages stay in step while notices come and are read."""
    found = await inbox_reads.notifications(user.id, page, unread_only=status == "unread")
    shape = partial(NotificationPageResponse, unread_count=await inbox_reads.unread(user.id))
    return page_response(shape, found, notification_response)


@post(
    "/notifications/{notificationId:str}/read",
    operation_id="ReadNotification",
    tags=["Notifications"],
    summary="I have read this",
    responses=errors(404),
    status_code=200,
)
async def read_notification(
    notification_id: Annotated[
        str, PathParameter(name="notificationId", description="The notice's `id`.")
    ],
    user: NamedDependency[User],
    notifications: NamedDependency[MarkNotificationsRead],
) -> NotificationResponse:
    """Safe to repeat: `readAt` stays that of the first time."""
    return notification_response(await notifications.read(user, notification_id))


@post(
    "/notifications/read-all",
    operation_id="ReadAllNotifications",
    tags=["Notifications"],
    summary="I have read them all",
    responses=errors(),
    status_code=204,
)
async def read_all_notifications(
    user: NamedDependency[User], notifications: NamedDependency[MarkNotificationsRead]
) -> None:
    """Safe to repeat; notices that come later are unread."""
    await notifications.read_all(user)
