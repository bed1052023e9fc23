"""The router of products, brands and the webhooks that change them."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.catalogue import brands, decisions, products, traits, webhooks
from gifter_app.http.dependencies import provided_by
from gifter_app.wiring.catalogue import CatalogueUseCases


def catalogue_router(catalogue: Callable[[], CatalogueUseCases]) -> Router:
    return Router(
        "/",
        route_handlers=[
            Router(
                "/products",
                route_handlers=[
                    products.list_products,
                    products.get_product,
                    traits.report_product,
                ],
                tags=["Catalogue"],
            ),
            Router(
                "/brands", route_handlers=[brands.list_brands, brands.get_brand], tags=["Catalogue"]
            ),
            Router("/traits", route_handlers=[traits.list_traits], tags=["Catalogue"]),
            Router(
                "/admin/products", route_handlers=[decisions.decide_traits], tags=["Integrations"]
            ),
            Router(
                "/integrations/payload",
                route_handlers=[webhooks.product_changed, webhooks.brand_changed],
                tags=["Integrations"],
            ),
        ],
        dependencies=provided_by(CatalogueUseCases, catalogue),
    )
