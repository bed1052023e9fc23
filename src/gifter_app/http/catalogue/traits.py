"""Routes of the traits of products: their list, and reports that a product has one."""

from typing import Annotated, Literal

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import HeaderParameter, JSONBody, PathParameter
from msgspec import Meta

from gifter_app.http.base_schemas import RequestSchema, ResponseSchema
from gifter_app.http.openapi import errors
from gifter_app.http.pages.language import page_language
from gifter_app.use_cases.catalogue.report_traits import ReportTraits
from gifter_domain.catalogue.reads import ProductNotFound
from gifter_domain.catalogue.traits.names import NAMES
from gifter_domain.catalogue.traits.reports import TooManyReports
from gifter_domain.identity.user import User


class TraitResponse(ResponseSchema, frozen=True, kw_only=True):
    code: Annotated[str, Meta(examples=["nuts"])]
    name: Annotated[str, Meta(examples=["nuts"])]


class TraitsResponse(ResponseSchema, frozen=True, kw_only=True):
    items: list[TraitResponse]


@get(
    "/",
    operation_id="ListTraits",
    summary="List traits",
    response_description="The traits that products may have.",
    responses=errors(),
)
async def list_traits(
    accept_language: Annotated[str, HeaderParameter(name="Accept-Language", required=False)] = "",
) -> TraitsResponse:
    """Returns the codes for `constraints.excludeTraits`, with names in English or German."""
    names = NAMES[page_language(accept_language)]
    return TraitsResponse(
        items=[TraitResponse(code=code, name=name) for code, name in names.items()]
    )


class ReportRequest(RequestSchema, frozen=True, kw_only=True):
    kind: Annotated[Literal["CONTAINS"], Meta(description="The product contains the trait.")]
    trait: Annotated[str, Meta(max_length=100, examples=["nuts"])]


@post(
    "/{productId:str}/reports",
    operation_id="ReportProduct",
    summary="Report what a product contains",
    response_description="The report is stored.",
    responses=errors(ProductNotFound, TooManyReports),
    status_code=204,
)
async def report_product(
    product_id: Annotated[str, PathParameter(name="productId", description="The product's `id`.")],
    data: JSONBody[ReportRequest],
    user: NamedDependency[User],
    report_traits: NamedDependency[ReportTraits],
) -> None:
    """Reports that a product contains something that the shop does not state.

    Requests that exclude the trait do not get the product from now on, until an editor decides.
    Reporting the same again changes nothing.
    """
    await report_traits.execute(user.id, product_id, data.trait)
