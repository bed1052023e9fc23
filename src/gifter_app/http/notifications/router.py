"""The router of the inbox."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.notifications import routes
from gifter_app.wiring.notifications import Notifications


def notifications_router(notifications: Callable[[], Notifications]) -> Router:
    return Router(
        "/notifications",
        route_handlers=[
            routes.list_notifications,
            routes.read_notification,
            routes.read_all_notifications,
        ],
        tags=["Notifications"],
        dependencies=provided_by(Notifications, notifications),
    )
