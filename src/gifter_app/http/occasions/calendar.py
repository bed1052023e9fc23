"""Routes of calendars: the feed to subscribe to, and the import of birthdays."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Operation
from litestar.params import QueryParameter

from gifter_app.http.nul import NO_NUL
from gifter_app.http.occasions.calendar_schemas import CalendarResponse
from gifter_app.http.openapi import errors
from gifter_app.http.people.recipient_schemas import ImportResponse, import_response
from gifter_app.http.uploads import MAX_FILE_BYTES, file_body, uploaded_file
from gifter_app.use_cases.occasions.calendar_feed import CalendarFeed
from gifter_app.use_cases.occasions.import_birthdays import ImportBirthdays
from gifter_app.use_cases.optimistic import ChangedMeanwhile
from gifter_domain.identity.user import User
from gifter_domain.occasions.calendar import CalendarNotFound
from gifter_domain.occasions.occasion import TooManyOccasions
from gifter_domain.people.recipient import TooManyRecipients

_MEDIA_TYPE = "text/calendar"


@post(
    "/calendar",
    operation_id="BeginCalendar",
    summary="Create my calendar feed",
    response_description="The address of the feed.",
    responses=errors(),
)
async def begin_calendar(
    user: NamedDependency[User],
    calendar_feed: NamedDependency[CalendarFeed],
    public_url: NamedDependency[str],
) -> CalendarResponse:
    """Creates an address that Apple, Google and Outlook calendars can subscribe to.

    Anybody who has the address can read the calendar. It is shown only once; creating a new one
    makes the previous one invalid.
    """
    token = await calendar_feed.begin(user)
    url = f"{public_url}/v1/occasions/calendar.ics?token={token}"
    return CalendarResponse(token=token, url=url)


@delete(
    "/calendar",
    operation_id="EndCalendar",
    summary="Delete my calendar feed",
    response_description="The feed is deleted; its address is no longer valid.",
    responses=errors(),
)
async def end_calendar(
    user: NamedDependency[User], calendar_feed: NamedDependency[CalendarFeed]
) -> None:
    """Makes the calendar's address invalid. Safe to repeat."""
    await calendar_feed.end(user)


@get(
    "/calendar.ics",
    operation_id="ReadCalendar",
    summary="Read a calendar feed",
    security=[{}],
    opt={"public": True},
    media_type=_MEDIA_TYPE,
    response_description="The upcoming occasions as an iCalendar file.",
    responses=errors(CalendarNotFound, public=True),
)
async def read_calendar(
    calendar_feed: NamedDependency[CalendarFeed],
    token: Annotated[str, QueryParameter(max_length=100, pattern=NO_NUL)],
) -> Response[bytes]:
    """Returns the occasions as an iCalendar file (RFC 5545).

    Occasions are all-day events, yearly ones with a recurrence rule; 29 February is written as
    the last day of February.
    Movable holidays are listed one by one for six years. Notes are left out.
    """
    content = await calendar_feed.read(token)
    headers = {"Cache-Control": "private, max-age=3600"}
    return Response(content, media_type=_MEDIA_TYPE, headers=headers)


@dataclass
class BirthdayImportOperation(Operation):
    def __post_init__(self) -> None:
        self.request_body = file_body("text/calendar")


@post(
    "/import",
    operation_id="ImportBirthdays",
    operation_class=BirthdayImportOperation,
    summary="Import birthdays from a calendar file",
    response_description="The result for each event of the file.",
    responses=errors(ChangedMeanwhile, TooManyRecipients, TooManyOccasions),
    status_code=200,
    request_max_body_size=MAX_FILE_BYTES,
)
async def import_birthdays_file(
    request: Request[Any, Any, Any],
    user: NamedDependency[User],
    import_birthdays: NamedDependency[ImportBirthdays],
) -> ImportResponse:
    """Imports an .ics file, sent as the body or as a form's file: up to 5 MB and 5,000 events.

    Reads yearly events that name a person ("Ana's birthday") and skips all others. Each person
    becomes a recipient, new or matched by name and birthday, with a birthday occasion. An instant
    (`…Z`) counts as the date in the caller's time zone. A first event in 1604, 1900 or the last
    five years gives no year of birth. Importing a file again adds nothing.
    """
    imported = await import_birthdays.execute(user, await uploaded_file(request))
    return await asyncio.to_thread(import_response, imported)
