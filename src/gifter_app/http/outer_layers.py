"""The layers around the whole application, which also see Litestar's own error responses."""

from collections.abc import Callable

from litestar.types import ASGIApp

from gifter_app.http.head_requests import HeadRequests
from gifter_app.http.options_requests import OptionsRequests
from gifter_app.http.representations import Representations
from gifter_app.http.request_id import RequestIdMiddleware
from gifter_app.http.valid_hosts import ValidHosts


def in_outer_layers(app: ASGIApp, new_id: Callable[[], str]) -> ASGIApp:
    """Returns the application in its outer layers. The outermost gives each request its id."""
    handler = ValidHosts(OptionsRequests(HeadRequests(Representations(app))))
    return RequestIdMiddleware(handler, new_id)
