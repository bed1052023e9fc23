"""Routes of a recipient's occasions: their birthday and the holidays that the user gives on."""

from typing import Annotated

from litestar import delete, post, put
from litestar.di import NamedDependency
from litestar.params import PathParameter

from gifter_app.http.occasions.schemas import OccasionResponse, occasion_response
from gifter_app.http.openapi import errors
from gifter_app.use_cases.occasions.manage_occasions import ManageOccasions
from gifter_domain.identity.user import User
from gifter_domain.occasions.holidays import HolidayNotFound
from gifter_domain.occasions.occasion import BirthdayUnknown, TooManyOccasions
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.reminders.content.occasion_names import OccasionNames

_RecipientId = Annotated[
    str, PathParameter(name="recipientId", description="The recipient's `id`.")
]


@post(
    "/birthday-occasion",
    operation_id="FollowBirthday",
    summary="Create a recipient's birthday occasion",
    response_description="The birthday occasion.",
    responses=errors(RecipientNotFound, BirthdayUnknown, TooManyOccasions),
    status_code=200,
)
async def follow_birthday(
    recipient_id: _RecipientId,
    user: NamedDependency[User],
    manage_occasions: NamedDependency[ManageOccasions],
    occasion_names: NamedDependency[OccasionNames],
) -> OccasionResponse:
    """Creates an occasion on the birthday that you keep of this recipient; it moves with the
    birthday.

    A friend's account does not show a birthday, so for friends it is also the one that you keep. An
    existing birthday occasion of the recipient starts to follow the birthday instead. Without a
    birthday it is a 409 `birthday_unknown`. Safe to repeat.
    """
    made = await manage_occasions.follow_birthday(user, recipient_id)
    return occasion_response(occasion_names, user, made)


_Code = Annotated[
    str, PathParameter(description="A holiday's `code` from `GET /v1/holidays`, of any country.")
]


@put(
    "/holidays/{code:str}",
    operation_id="SwitchHolidayOn",
    summary="Keep a holiday for a recipient",
    response_description="The occasion of the holiday.",
    responses=errors(RecipientNotFound, HolidayNotFound, TooManyOccasions),
)
async def switch_holiday_on(
    recipient_id: _RecipientId,
    code: _Code,
    user: NamedDependency[User],
    manage_occasions: NamedDependency[ManageOccasions],
    occasion_names: NamedDependency[OccasionNames],
) -> OccasionResponse:
    """Creates an occasion on the holiday's first day, every year. Safe to repeat."""
    made = await manage_occasions.add_holiday(user, recipient_id, code)
    return occasion_response(occasion_names, user, made)


@delete(
    "/holidays/{code:str}",
    operation_id="SwitchHolidayOff",
    summary="Stop keeping a holiday for a recipient",
    response_description="The holiday is not kept for the recipient (any more).",
    responses=errors(RecipientNotFound),
)
async def switch_holiday_off(
    recipient_id: _RecipientId,
    code: _Code,
    user: NamedDependency[User],
    manage_occasions: NamedDependency[ManageOccasions],
) -> None:
    """Deletes the recipient's occasion on this holiday, if there is one. Safe to repeat."""
    await manage_occasions.remove_holiday(user, recipient_id, code)
