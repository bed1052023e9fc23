"""The router of the signed-in user."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.identity import me
from gifter_app.wiring.identity import IdentityUseCases


def identity_router(identity: Callable[[], IdentityUseCases]) -> Router:
    return Router(
        "/me",
        route_handlers=[
            me.get_me,
            me.update_me,
            me.list_devices,
            me.register_device,
            me.remove_device,
        ],
        tags=["Me"],
        dependencies=provided_by(IdentityUseCases, identity),
    )
