"""Schemas of the words beside a list: why it is empty, and notes about it."""

from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema
from gifter_app.http.recommendations.override_schemas import OverridesShape, overrides_shape
from gifter_domain.recommendations.empty_lists import EmptyList


class EmptyResponse(ResponseSchema, frozen=True, kw_only=True):
    """The reason for an empty list. It never suggests to give up a limit of health or belief."""

    reason: Annotated[
        str,
        Meta(
            description="`budget_max`, `budget_min`, `currency`, `excluded_brands`, "
            "`excluded_products`, `out_of_stock`, `excludes`, `several`, `limits` or "
            "`no_catalogue`.",
            examples=["budget_max"],
        ),
    ]
    message: Annotated[str, Meta(examples=["Nothing under £10.00; the cheapest match is £12.50."])]
    overrides: Annotated[
        OverridesShape | None,
        Meta(description="Overrides that would give gifts; null if there are none."),
    ]


class NoteResponse(ResponseSchema, frozen=True, kw_only=True):
    code: Annotated[str, Meta(examples=["language_not_supported"])]
    message: str


def empty_response(empty: EmptyList) -> EmptyResponse:
    overrides = overrides_shape(empty.overrides) if empty.overrides else None
    return EmptyResponse(reason=empty.reason, message=empty.message, overrides=overrides)
