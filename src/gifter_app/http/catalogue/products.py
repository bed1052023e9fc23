"""Routes of products."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import PathParameter, QueryParameter, SkipValidation

from gifter_app.http.caller import CONFIRMS_CALLER, Caller
from gifter_app.http.catalogue.product_schemas import (
    ProductDetailResponse,
    ProductPageResponse,
    product_detail_response,
    product_page_response,
)
from gifter_app.http.nul import NO_NUL
from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED
from gifter_app.use_cases.catalogue.find_products import FindProducts
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.catalogue.reads import (
    CatalogueReads,
    ProductFilter,
    ProductNotFound,
    ProductSort,
)
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import Budget, checked_currency
from gifter_domain.shared.pages import PageRequest

# Above any price, and small enough for every JSON reader to keep exactly.
_MAX_AMOUNT = 10**12


def _amount(name: str) -> QueryParameter:
    return QueryParameter(name=name, ge=0, le=_MAX_AMOUNT, description="The price in minor units.")


async def _budget(
    caller: NamedDependency[SkipValidation[Caller]],
    min_price: Annotated[int | None, _amount("minPrice")] = None,
    max_price: Annotated[int | None, _amount("maxPrice")] = None,
    currency: Annotated[
        str | None,
        QueryParameter(
            description="Only products priced in this currency (ISO 4217). `minPrice` and "
            "`maxPrice` mean "
            "the user's own currency without it."
        ),
    ] = None,
) -> Budget | None:
    if currency is None and min_price is None and max_price is None:
        return None
    if min_price is not None and max_price is not None and min_price > max_price:
        raise InvalidInput.at("maxPrice", "must not be less than minPrice")
    currency = currency or (await caller.read()).default_currency
    return Budget(checked_currency(currency), min_price, max_price)


async def _wanted(
    budget: NamedDependency[Budget | None],
    caller: NamedDependency[SkipValidation[Caller]],
    q: Annotated[
        str | None,
        QueryParameter(
            min_length=1,
            max_length=500,
            pattern=NO_NUL,
            description='Words to find in all texts and in the brand; `"exact words"`, `or` and '
            "`-without` work. Words that no product has are corrected. If no product has all of "
            "the words, those with any of them are found.",
        ),
    ] = None,
    brand_id: Annotated[str | None, QueryParameter(name="brandId", pattern=NO_NUL)] = None,
    occasion: Annotated[
        str | None,
        QueryParameter(
            pattern=NO_NUL,
            description="One of `occasionFit`; `thank you` and `Thank-You` are `thank_you`.",
        ),
    ] = None,
    tag: Annotated[
        str | None, QueryParameter(pattern=NO_NUL, description="A gift or style tag.")
    ] = None,
    sort: Annotated[
        ProductSort,
        QueryParameter(
            description="`relevance`: the best match of `q` first, without `q` the oldest first. "
            "`price` and `-price`: by the price within each currency, that of `currency` or of the "
            "user first; without a price last."
        ),
    ] = ProductSort.RELEVANCE,
) -> ProductFilter:
    by_price = sort in (ProductSort.PRICE, ProductSort.PRICE_DESCENDING)
    first = (await caller.read()).default_currency if by_price and budget is None else None
    return ProductFilter(q, brand_id, budget, occasion, tag, sort, first)


@get(
    "/",
    operation_id="ListProducts",
    summary="List products",
    response_description="A page of products that may be shown.",
    responses=errors(),
    opt=CONFIRMS_CALLER,
    dependencies=PAGED
    | {
        "budget": Provide(_budget),
        "wanted": Provide(_wanted),
    },
)
async def list_products(
    wanted: NamedDependency[ProductFilter],
    page: NamedDependency[PageRequest],
    caller: NamedDependency[SkipValidation[Caller]],
    find_products: NamedDependency[FindProducts],
    shop_links: NamedDependency[ShopLinks],
) -> ProductPageResponse:
    """Returns the products that match every given filter.

    Pages stay consistent while the catalogue changes. Send the same parameters for each page.
    """
    found = await find_products.execute(wanted, page, caller.id)
    await caller.confirmed(found.account_version)
    return product_page_response(found, shop_links)


@get(
    "/{productId:str}",
    operation_id="GetProduct",
    summary="Get a product",
    response_description="The product with its variants.",
    responses=errors(ProductNotFound),
    opt=CONFIRMS_CALLER,
)
async def get_product(
    product_id: Annotated[str, PathParameter(name="productId", description="The product's `id`.")],
    caller: NamedDependency[SkipValidation[Caller]],
    catalogue_reads: NamedDependency[SkipValidation[CatalogueReads]],
    shop_links: NamedDependency[ShopLinks],
) -> ProductDetailResponse:
    """Returns a product with its variants. Hidden, unpublished and deleted products are a 404."""
    detail, version = await catalogue_reads.product_for(caller.id, product_id)
    await caller.confirmed(version)
    if detail is None:
        raise ProductNotFound("There is no such product.")
    return product_detail_response(detail, shop_links)
