"""Routes of occasions."""

from functools import partial
from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter, SkipValidation

from gifter_app.http.caller import CONFIRMS_CALLER, Caller
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
from gifter_domain.occasions.occasion import OccasionDayFixed, OccasionNotFound, TooManyOccasions
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.occasions.upcoming import DEFAULT_DAYS, MAX_DAYS
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.reminders.content.occasion_names import OccasionNames
from gifter_domain.reminders.policy import ReminderPolicyNotFound
from gifter_domain.shared.pages import PageRequest

_OccasionId = Annotated[str, PathParameter(name="occasionId", description="The occasion's `id`.")]


@post(
    "/",
    operation_id="CreateOccasion",
    summary="Create an occasion",
    response_description="The new occasion.",
    responses=errors(RecipientNotFound, ReminderPolicyNotFound, TooManyOccasions),
)
async def create_occasion(
    data: JSONBody[CreateOccasionRequest],
    user: NamedDependency[User],
    occasion_names: NamedDependency[OccasionNames],
    manage_occasions: NamedDependency[ManageOccasions],
) -> OccasionResponse:
    """Creates an occasion for one of your recipients.

    For a recipient's own birthday, prefer `POST /v1/recipients/{recipientId}/birthday-occasion`:
    that occasion moves when the birthday is corrected.
    """
    made = await manage_occasions.create(user, data.recipient_id, data.kind(), data.to_details())
    return occasion_response(occasion_names, user, made)


@get(
    "/",
    operation_id="ListOccasions",
    summary="List occasions",
    response_description="A page of the user's occasions.",
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
            description="Only occasions of this recipient.",
        ),
    ] = None,
) -> OccasionPageResponse:
    """Returns occasions in the order in which they were created.

    An occasion that follows a birthday is left out while the recipient has no birthday.
    """
    found = await occasion_reads.occasions(user.id, recipient_id, page)
    return page_response(
        OccasionPageResponse, found, partial(occasion_response, occasion_names, user)
    )


@get(
    "/upcoming",
    operation_id="ListUpcomingOccasions",
    summary="List upcoming occasions",
    response_description="A page of upcoming days, the next one first.",
    responses=errors(),
    opt=CONFIRMS_CALLER,
    dependencies=PAGED,
)
async def list_upcoming(
    caller: NamedDependency[SkipValidation[Caller]],
    page: NamedDependency[PageRequest],
    occasion_names: NamedDependency[OccasionNames],
    list_upcoming_occasions: NamedDependency[ListUpcomingOccasions],
    days: Annotated[
        int,
        QueryParameter(ge=0, le=MAX_DAYS, description="The number of days to look ahead."),
    ] = DEFAULT_DAYS,
) -> UpcomingPageResponse:
    """Returns upcoming days, today's first; today is taken in each occasion's own time zone.

    In common years 29 February falls on 28 February.
    """
    found, version = await list_upcoming_occasions.execute(caller.id, days, page)
    user = await caller.confirmed(version)
    return page_response(
        UpcomingPageResponse, found, partial(upcoming_response, occasion_names, user)
    )


@get(
    "/{occasionId:str}",
    operation_id="GetOccasion",
    summary="Get an occasion",
    response_description="The occasion.",
    responses=errors(OccasionNotFound),
)
async def get_occasion(
    occasion_id: _OccasionId,
    user: NamedDependency[User],
    occasion_names: NamedDependency[OccasionNames],
    occasion_reads: NamedDependency[SkipValidation[OccasionReads]],
) -> OccasionResponse:
    """Returns one of your occasions. An occasion of another user is a 404."""
    found = await occasion_reads.occasion(user.id, occasion_id)
    return occasion_response(occasion_names, user, found)


@patch(
    "/{occasionId:str}",
    operation_id="UpdateOccasion",
    summary="Update an occasion",
    response_description="The occasion after the change.",
    responses=errors(OccasionNotFound, ReminderPolicyNotFound, OccasionDayFixed),
)
async def update_occasion(
    data: JSONBody[UpdateOccasionRequest],
    occasion_id: _OccasionId,
    user: NamedDependency[User],
    occasion_names: NamedDependency[OccasionNames],
    manage_occasions: NamedDependency[ManageOccasions],
) -> OccasionResponse:
    """Changes the fields that are sent; null clears a field.

    If the occasion follows a birthday or a holiday, changing `type`, `date` or `recurrence` is a
    409 `occasion_day_fixed`.
    """
    kept = await manage_occasions.change(user, occasion_id, data.to_details())
    return occasion_response(occasion_names, user, kept)


@delete(
    "/{occasionId:str}",
    operation_id="DeleteOccasion",
    summary="Delete an occasion",
    response_description="The occasion is deleted.",
    responses=errors(OccasionNotFound),
)
async def delete_occasion(
    occasion_id: _OccasionId,
    user: NamedDependency[User],
    manage_occasions: NamedDependency[ManageOccasions],
) -> None:
    """Deletes the occasion and its pending reminders. The recipient stays."""
    await manage_occasions.remove(user, occasion_id)
