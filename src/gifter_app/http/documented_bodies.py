"""The API document names 413 wherever a body is read."""

from litestar.plugins import ReceiveRoutePlugin
from litestar.routes import BaseRoute, HTTPRoute

from gifter_app.http.openapi import with_errors
from gifter_domain.shared.errors import TooLarge


class DocumentedBodies(ReceiveRoutePlugin):
    """Documents on every operation that reads a body that the body may be too large."""

    def receive_route(self, route: BaseRoute) -> None:
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            if "data" in handler.parsed_fn_signature.parameters:
                handler.responses = with_errors(handler.responses or {}, TooLarge)
