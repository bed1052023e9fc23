"""Keeps Litestar from remembering large parts of requests.

It caches the parsed form of the last 1,024 form bodies, cookies, query strings and paths, of any
size: 60 forms of 180 KB took 120 MB. Forms and cookies are also personal data, so they are never
remembered; short query strings and paths are, as they repeat.
"""

from collections.abc import Callable
from typing import Any

from litestar import Litestar, data_extractors
from litestar._kwargs import extractors
from litestar.connection import base, request
from litestar.datastructures import url

_SHORT = 200


def forget_large_requests(app: Litestar) -> None:
    """Replaces the caches, in this process and in the router of the application."""
    for module in (extractors, request):
        _replace(module, "parse_url_encoded_form_data", _uncached)
    for module in (base, data_extractors):
        _replace(module, "parse_cookie_string", _uncached)
    for module in (base, extractors, url):
        _replace(module, "parse_query_string", _short_queries)
    _replace(extractors, "create_query_default_dict", _uncached)
    _replace(app.asgi_router, "handle_routing", _short_paths)


# Any: functions of any parameters, and the modules that they belong to.
def _replace(owner: Any, name: str, by: Callable[[Any], Any]) -> None:
    function = getattr(owner, name)
    if hasattr(function, "cache_info"):  # not yet replaced
        setattr(owner, name, by(function))


def _uncached(cached: Any) -> Any:
    return cached.__wrapped__


def _short_queries(cached: Any) -> Any:
    def parse_query_string(query_string: bytes) -> Any:
        chosen = cached if len(query_string) <= _SHORT else cached.__wrapped__
        return chosen(query_string)

    return parse_query_string


def _short_paths(cached: Any) -> Any:
    def handle_routing(path: str, method: Any) -> Any:
        chosen = cached if len(path) <= _SHORT else cached.__wrapped__
        return chosen(path, method)

    return handle_routing
