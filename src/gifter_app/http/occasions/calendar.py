"""Occasions as a calendar: to subscribe to, and birthdays from one."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any

from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Operation
from litestar.params import QueryParameter

from gifter_app.http.nul import NO_NUL
from gifter_app.http.occasions.calendar_schemas import CalendarResponse
from gifter_app.http.openapi import errors
from gifter_app.http.people.recipient_schemas import ImportResponse, import_response
from gifter_app.http.people.recipients import MAX_FILE_BYTES
from gifter_app.http.uploads import file_body, uploaded_file
from gifter_app.use_cases.occasions.calendar_feed import CalendarFeed
from gifter_app.use_cases.occasions.import_birthdays import ImportBirthdays
from gifter_domain.identity.user import User

_MEDIA_TYPE = "text/calendar"


@post(
    "/occasions/calendar",
    operation_id="BeginCalendar",
    tags=["Occasions"],
    summary="My occasions as a calendar",
    responses=errors(),
)
async def begin_calendar(
    user: NamedDependency[User],
    calendar_feed: NamedDependency[CalendarFeed],
    public_url: NamedDependency[str],
) -> CalendarResponse:
    """An address for Apple's, Google's and Outlook's calendars to subscribe to.

    Whoever has it can read the calendar. It is shown once: ask again for another, which ends the
    one before.
    """
    token = await calendar_feed.begin(user)
    url = f"{public_url}/v1/occasions/calendar.ics?token={token}"
    return CalendarResponse(token=token, url=url)


@delete(
    "/occasions/calendar",
    operation_id="EndCalendar",
    tags=["Occasions"],
    summary="End its address",
    responses=errors(),
)
async def end_calendar(
    user: NamedDependency[User], calendar_feed: NamedDependency[CalendarFeed]
) -> None:
    """Safe to repeat."""
    await calendar_feed.end(user)


@get(
    "/occasions/calendar.ics",
    operation_id="ReadCalendar",
    tags=["Occasions"],
    summary="The calendar itself",
    security=[{}],
    opt={"public": True},
    media_type=_MEDIA_TYPE,
    responses=errors(400, 404, public=True),
)
async def read_calendar(
    request: Request[Any, Any, Any],
    calendar_feed: NamedDependency[CalendarFeed],
    token: Annotated[str, QueryParameter(max_length=100, pattern=NO_NUL)],
) -> Response[bytes]:
    """RFC 5545: days as dates, yearly ones as rules, 29 February as the last day of February,
    movable holidays one by one for six years. Notes are not in it.

    Answers 304 to an `If-None-Match` of what it would send.
    """
    content = await calendar_feed.read(token)
    tag = f'"{sha256(content).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=3600"}
    if tag in request.headers.get("If-None-Match", ""):
        return Response(b"", status_code=304, headers=headers)
    return Response(content, media_type=_MEDIA_TYPE, headers=headers)


@dataclass
class BirthdayImportOperation(Operation):
    def __post_init__(self) -> None:
        self.request_body = file_body("text/calendar")


@post(
    "/occasions/import",
    operation_id="ImportBirthdays",
    operation_class=BirthdayImportOperation,
    tags=["Occasions"],
    summary="Birthdays from a calendar file",
    responses=errors(413),
    status_code=200,
    request_max_body_size=MAX_FILE_BYTES,
)
async def import_birthdays_file(
    request: Request[Any, Any, Any],
    user: NamedDependency[User],
    import_birthdays: NamedDependency[ImportBirthdays],
) -> ImportResponse:
    """An .ics file, as the body itself or as a form's file: up to 5 MB and 5,000 events.

    Events that still come every year and say whose birthday they are ("Ana's birthday"); all others
    are skipped. Everybody in it is a recipient then, new or matched by name and birthday, and has a
    birthday occasion. An instant (`…Z`) is of the day it is where the caller is. A first event of
    the last five years, or of 1604 or 1900, tells no year of birth. Repeating is safe.
    """
    return import_response(await import_birthdays.execute(user, await uploaded_file(request)))
