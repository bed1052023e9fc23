"""Routes of the inbox."""

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
from gifter_domain.notifications.inbox import InboxReads, NotificationNotFound
from gifter_domain.shared.pages import PageRequest


@get(
    "/",
    operation_id="ListNotifications",
    summary="List notifications",
    response_description="A page of the inbox, newest first.",
    responses=errors(),
    dependencies=PAGED,
)
async def list_notifications(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    inbox_reads: NamedDependency[SkipValidation[InboxReads]],
    status: Annotated[
        Literal["unread", "all"], QueryParameter(description="Unread notifications or all.")
    ] = "all",
) -> NotificationPageResponse:
    """Returns the inbox, newest first.

    Pages stay consistent while notifications arrive and are read.
    """
    found = await inbox_reads.notifications(user.id, page, unread_only=status == "unread")
    shape = partial(NotificationPageResponse, unread_count=await inbox_reads.unread(user.id))
    return page_response(shape, found, notification_response)


@post(
    "/{notificationId:str}/read",
    operation_id="ReadNotification",
    summary="Mark a notification as read",
    response_description="The notice, marked as read.",
    responses=errors(NotificationNotFound),
    status_code=200,
)
async def read_notification(
    notification_id: Annotated[
        str, PathParameter(name="notificationId", description="The notification's `id`.")
    ],
    user: NamedDependency[User],
    mark_notifications_read: NamedDependency[MarkNotificationsRead],
) -> NotificationResponse:
    """Marks one notification as read. Safe to repeat: `readAt` keeps the first time."""
    return notification_response(await mark_notifications_read.read(user, notification_id))


@post(
    "/read-all",
    operation_id="ReadAllNotifications",
    summary="Mark all notifications as read",
    response_description="All notices are marked as read.",
    responses=errors(),
    status_code=204,
)
async def read_all_notifications(
    user: NamedDependency[User], mark_notifications_read: NamedDependency[MarkNotificationsRead]
) -> None:
    """Marks all of the user's notifications as read. Safe to repeat."""
    await mark_notifications_read.read_all(user)
