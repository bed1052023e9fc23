"""Routes of brands."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import PathParameter, SkipValidation

from gifter_app.http.catalogue.brand_schemas import BrandPageResponse, BrandResponse, brand_response
from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_domain.catalogue.reads import BrandNotFound, CatalogueReads
from gifter_domain.shared.pages import PageRequest


@get(
    "/",
    operation_id="ListBrands",
    summary="List brands",
    response_description="A page of approved brands.",
    responses=errors(),
    dependencies=PAGED,
)
async def list_brands(
    page: NamedDependency[PageRequest],
    catalogue_reads: NamedDependency[SkipValidation[CatalogueReads]],
) -> BrandPageResponse:
    """Returns all approved brands, page by page."""
    found = await catalogue_reads.brands(page)
    return page_response(BrandPageResponse, found, brand_response)


@get(
    "/{brandId:str}",
    operation_id="GetBrand",
    summary="Get a brand",
    response_description="The brand.",
    responses=errors(BrandNotFound),
)
async def get_brand(
    brand_id: Annotated[str, PathParameter(name="brandId", description="The brand's `id`.")],
    catalogue_reads: NamedDependency[SkipValidation[CatalogueReads]],
) -> BrandResponse:
    """Returns an approved brand. Any other brand is a 404."""
    return brand_response(await catalogue_reads.brand(brand_id))
