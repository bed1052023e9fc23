"""Routes of holidays."""

import asyncio
from functools import partial
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter, SkipValidation

from gifter_app.http.occasions.holiday_schemas import HolidaysResponse, holidays_response
from gifter_app.http.openapi import errors
from gifter_domain.identity.user import User
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.reminders.content.occasion_names import OccasionNames
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock


@get(
    "/",
    operation_id="ListHolidays",
    summary="List holidays",
    response_description="The holidays of the country.",
    responses=errors(),
)
async def list_holidays(
    user: NamedDependency[User],
    holiday_calendar: NamedDependency[SkipValidation[HolidayCalendar]],
    occasion_names: NamedDependency[OccasionNames],
    clock: NamedDependency[SkipValidation[Clock]],
    country: Annotated[
        str | None,
        QueryParameter(
            pattern=r"^[A-Za-z]{2}$",
            description="ISO 3166 country code; by default the country of the user's time zone.",
        ),
    ] = None,
) -> HolidaysResponse:
    """Returns the gift-giving holidays of a country, the next one first.

    Dates such as Mother's Day differ by country. To be reminded of a holiday for a recipient, use
    `PUT /v1/recipients/{recipientId}/holidays/{code}`.
    """
    asked = country or holiday_calendar.country_of(user.timezone)
    if asked is None:
        raise InvalidInput.at(
            "country", "is required, because your time zone belongs to no country"
        )
    today = user.today(clock.now())
    names = partial(occasion_names.holiday, user.language)
    # The first use loads the calendars of all countries, which takes a quarter of a second.
    holidays = await asyncio.to_thread(holiday_calendar.holidays, asked)
    return holidays_response(asked.upper(), holidays, today, names)
