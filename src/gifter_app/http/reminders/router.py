"""The router of reminder policies and notification preferences."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.reminders import policies, preferences
from gifter_app.wiring.reminders import RemindersUseCases


def reminders_router(reminders: Callable[[], RemindersUseCases]) -> Router:
    return Router(
        "/",
        route_handlers=[_policies(), _preferences()],
        tags=["Reminders"],
        dependencies=provided_by(RemindersUseCases, reminders),
    )


def _policies() -> Router:
    return Router(
        "/reminder-policies",
        route_handlers=[
            policies.list_reminder_policies,
            policies.create_reminder_policy,
            policies.update_reminder_policy,
            policies.delete_reminder_policy,
        ],
    )


def _preferences() -> Router:
    return Router(
        "/notification-preferences",
        route_handlers=[
            preferences.get_notification_preferences,
            preferences.update_notification_preferences,
        ],
    )
