"""Routes of notification preferences."""

from litestar import get, patch
from litestar.di import NamedDependency
from litestar.params import JSONBody

from gifter_app.http.openapi import errors
from gifter_app.http.reminders.preference_schemas import (
    NotificationPreferencesResponse,
    UpdateNotificationPreferencesRequest,
    notification_preferences_response,
)
from gifter_app.use_cases.reminders.manage_preferences import ManagePreferences
from gifter_domain.identity.user import User
from gifter_domain.reminders.policy import ReminderPolicyNotFound


@get(
    "/",
    operation_id="GetNotificationPreferences",
    summary="Get my notification preferences",
    response_description="The user's preferences.",
    responses=errors(),
)
async def get_notification_preferences(
    user: NamedDependency[User], manage_preferences: NamedDependency[ManagePreferences]
) -> NotificationPreferencesResponse:
    """Returns the preferences; every user has defaults until they change something."""
    return notification_preferences_response(await manage_preferences.get(user))


@patch(
    "/",
    operation_id="UpdateNotificationPreferences",
    summary="Update my notification preferences",
    response_description="The preferences after the change.",
    responses=errors(ReminderPolicyNotFound),
)
async def update_notification_preferences(
    data: JSONBody[UpdateNotificationPreferencesRequest],
    user: NamedDependency[User],
    manage_preferences: NamedDependency[ManagePreferences],
) -> NotificationPreferencesResponse:
    """Changes the fields that are sent, and plans pending reminders anew."""
    changed = await manage_preferences.change(user, data.to_changes())
    return notification_preferences_response(changed)
