"""Dependencies of handlers: the use cases and reads of a context, under the names of its fields."""

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from litestar import Request
from litestar.di import Provide

from gifter_app.settings import Settings
from gifter_domain.catalogue.listing import ShopLinks

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

C = TypeVar("C", bound="DataclassInstance")
T = TypeVar("T")


def provided_by(context: type[C], build: Callable[[], C]) -> dict[str, Provide]:
    """Returns a dependency for each field of a context, built at the first request.

    `build` is asked at every request, since tests replace what it returns.
    """
    return {field.name: _field(build, field.name) for field in fields(context)}


def provided(build: Callable[[], T]) -> Provide:
    """Returns a dependency on what `build` returns."""

    def dependency() -> Any:  # handlers name the type
        return build()

    return Provide(dependency, sync_to_thread=False)


def links(settings: Callable[[], Settings]) -> dict[str, Provide]:
    """Returns the dependencies of routes that answer with links to us or to the shop."""
    return {"public_url": _public_url(settings), "shop_links": _shop_links(settings)}


def _public_url(settings: Callable[[], Settings]) -> Provide:
    """Returns a dependency on the start of links to us, without a slash at the end."""

    def dependency(request: Request[Any, Any, Any]) -> str:
        return (settings().links.public_url or str(request.base_url)).rstrip("/")

    return Provide(dependency, sync_to_thread=False)


def _shop_links(settings: Callable[[], Settings]) -> Provide:
    """Returns a dependency on the addresses of products in the shop."""
    return provided(lambda: ShopLinks(settings().links.product_url_template))


def _field(build: Callable[[], object], name: str) -> Provide:
    return provided(lambda: getattr(build(), name))
