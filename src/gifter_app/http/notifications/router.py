"""The router of the inbox."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.notifications import routes
from gifter_app.wiring.notifications import NotificationsUseCases


def notifications_router(notifications: Callable[[], NotificationsUseCases]) -> Router:
    return Router(
        "/notifications",
        route_handlers=[
            routes.list_notifications,
            routes.read_notification,
            routes.read_all_notifications,
        ],
        tags=["Notifications"],
        dependencies=provided_by(NotificationsUseCases, notifications),
    )
