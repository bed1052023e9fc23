"""Route of the traits that a request for recommendations may exclude."""

from typing import Annotated

from litestar import get
from litestar.params import HeaderParameter
from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema
from gifter_app.http.openapi import errors
from gifter_app.http.pages.language import page_language
from gifter_domain.catalogue.traits.names import NAMES


class TraitResponse(ResponseSchema, frozen=True, kw_only=True):
    code: Annotated[str, Meta(examples=["nuts"])]
    name: Annotated[str, Meta(examples=["nuts"])]


class TraitsResponse(ResponseSchema, frozen=True, kw_only=True):
    items: list[TraitResponse]


@get("/", operation_id="ListTraits", summary="List traits", responses=errors())
async def list_traits(
    accept_language: Annotated[str, HeaderParameter(name="Accept-Language", required=False)] = "",
) -> TraitsResponse:
    """Returns the codes for `constraints.excludeTraits`, with names in English or German."""
    names = NAMES[page_language(accept_language)]
    return TraitsResponse(
        items=[TraitResponse(code=code, name=name) for code, name in names.items()]
    )
