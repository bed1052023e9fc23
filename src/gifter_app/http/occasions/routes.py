"""Occasions: the days on which the signed-in user gives to somebody."""

from functools import partial
from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter, SkipValidation

from gifter_app.http.occasions.schemas import (
    CreateOccasionRequest,
    OccasionPageResponse,
    OccasionResponse,
    UpcomingPageResponse,
    UpdateOccasionRequest,
    occasion_response,
    upcoming_response,
)
from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.use_cases.occasions.list_upcoming import ListUpcomingOccasions
from gifter_app.use_cases.occasions.manage_occasions import ManageOccasions
from gifter_domain.identity.user import User
from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.occasions.upcoming import DEFAULT_DAYS, MAX_DAYS
from gifter_domain.reminders.occasion_names import OccasionNames
from gifter_domain.shared.pages import PageRequest

_OccasionId = Annotated[str, PathParameter(name="occasionId", description="The occasion's `id`.")]


@post(
    "/occasions",
    operation_id="CreateOccasion",
    tags=["Occasions"],
    summary="A day I give on",
    responses=errors(404),
)
async def create_occasion(
    data: JSONBody[CreateOccasionRequest],
    user: NamedDependency[User],
    occasion_names: NamedDependency[OccasionNames],
    occasions: NamedDependency[ManageOccasions],
) -> OccasionResponse:
    """Of one of the user's recipients. A birthday that the recipient has is better made at
    `/v1/recipients/{id}/birthday-occasion`: it then moves with it."""
    kind = OccasionType(data.type)
    made = await occasions.create(user, data.recipient_id, kind, data.to_details())
    return occasion_response(occasion_names, user, made)


@get(
    "/occasions",
    operation_id="ListOccasions",
    tags=["Occasions"],
    summary="The days I give on",
    responses=errors(),
    dependencies=PAGED,
)
async def list_occasions(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    occasion_names: NamedDependency[OccasionNames],
    occasion_reads: NamedDependency[SkipValidation[OccasionReads]],
    recipient_id: Annotated[
        str | None,
        QueryParameter(
            name="recipientId",
            min_length=1,
            max_length=100,
            pattern=r"^[^\x00]*$",
            description="Those of one recipient.",
        ),
    ] = None,
) -> OccasionPageResponse:
    """In the order they were made. One that follows a birthday is not there while the recipient
    has none."""
    found = await occasion_reads.occasions(user.id, recipient_id, page)
    return page_response(
        OccasionPageResponse, found, partial(occasion_response, occasion_names, user)
    )


@get(
    "/occasions/upcoming",
    operation_id="ListUpcomingOccasions",
    tags=["Occasions"],
    summary="What comes up",
    responses=errors(),
    dependencies=PAGED,
)
async def list_upcoming(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    occasion_names: NamedDependency[OccasionNames],
    upcoming_occasions: NamedDependency[ListUpcomingOccasions],
    days: Annotated[
        int,
        QueryParameter(ge=0, le=MAX_DAYS, description="How many days to look ahead of today."),
    ] = DEFAULT_DAYS,
) -> UpcomingPageResponse:
    """Days, the next one first, today's among them: today is that of each occasion's zone.

    29 February falls on 28 February in common years.
    """
    found = await upcoming_occasions.execute(user, days, page)
    return page_response(
        UpcomingPageResponse, found, partial(upcoming_response, occasion_names, user)
    )


@get(
    "/occasions/{occasionId:str}",
    operation_id="GetOccasion",
    tags=["Occasions"],
    summary="One of them",
    responses=errors(404),
)
async def get_occasion(
    occasion_id: _OccasionId,
    user: NamedDependency[User],
    occasion_names: NamedDependency[OccasionNames],
    occasion_reads: NamedDependency[SkipValidation[OccasionReads]],
) -> OccasionResponse:
    """Those of others are not found."""
    found = await occasion_reads.occasion(user.id, occasion_id)
    return occasion_response(occasion_names, user, found)


@patch(
    "/occasions/{occasionId:str}",
    operation_id="UpdateOccasion",
    tags=["Occasions"],
    summary="Change it",
    responses=errors(404, 409),
)
async def update_occasion(
    data: JSONBody[UpdateOccasionRequest],
    occasion_id: _OccasionId,
    user: NamedDependency[User],
    occasion_names: NamedDependency[OccasionNames],
    occasions: NamedDependency[ManageOccasions],
) -> OccasionResponse:
    """Only the fields that are sent change; null clears.

    Of an occasion that follows a birthday or a holiday, `type`, `on` and `recurrence` cannot be
    changed: 409 `occasion_day_fixed`.
    """
    kept = await occasions.change(user, occasion_id, data.to_details())
    return occasion_response(occasion_names, user, kept)


@delete(
    "/occasions/{occasionId:str}",
    operation_id="DeleteOccasion",
    tags=["Occasions"],
    summary="Not a day I give on",
    responses=errors(404),
)
async def delete_occasion(
    occasion_id: _OccasionId,
    user: NamedDependency[User],
    occasions: NamedDependency[ManageOccasions],
) -> None:
    """Its reminders that are still to come do not come; the recipient stays."""
    await occasions.remove(user, occasion_id)
