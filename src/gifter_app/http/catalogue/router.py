"""The router of products, brands and the webhooks that change them."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.catalogue import brands, products, webhooks
from gifter_app.http.dependencies import provided_by
from gifter_app.wiring.catalogue import CatalogueUseCases


def catalogue_router(catalogue: Callable[[], CatalogueUseCases]) -> Router:
    shown = [products.list_products, products.get_product, brands.list_brands, brands.get_brand]
    changed = [webhooks.product_changed, webhooks.brand_changed]
    return Router(
        "/",
        route_handlers=[
            Router("/", route_handlers=shown, tags=["Catalogue"]),
            Router("/integrations/payload", route_handlers=changed, tags=["Integrations"]),
        ],
        dependencies=provided_by(CatalogueUseCases, catalogue),
    )
