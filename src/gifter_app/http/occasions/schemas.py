"""Schemas of occasions and upcoming days."""

from datetime import date, datetime
from typing import Annotated, cast

from msgspec import UNSET, Meta, UnsetType, field

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.wall_times import WallTime, wall_time, wall_time_text
from gifter_domain.identity.user import User
from gifter_domain.occasions.occasion import (
    MAX_TITLE,
    Occasion,
    OccasionDetails,
    OccasionRecurrence,
    OccasionType,
)
from gifter_domain.occasions.upcoming import Upcoming
from gifter_domain.reminders.content.occasion_names import OccasionNames
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.errors import InvalidInput

OccasionId = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]*$")]
_Type = Annotated[
    OccasionType,
    Meta(description="HOLIDAY is for reading: keep a holiday with `PUT …/holidays/{code}`."),
]
_Title = Annotated[str, Meta(max_length=MAX_TITLE, examples=["Ana and Rui's wedding"])]
_On = Annotated[
    str,
    Meta(
        max_length=10,
        description="`YYYY-MM-DD`, or `--MM-DD` if the year is unknown.",
        examples=["2027-03-14"],
    ),
]
_Timezone = Annotated[
    str,
    Meta(
        max_length=100,
        description="IANA time zone in which the day begins and ends.",
        examples=["Asia/Tokyo"],
    ),
]
_AtLocal = Annotated[
    WallTime, Meta(description="The time of day in `timezone`; null means all day.")
]
_IsAllDay = Annotated[bool, Meta(description="True without a time of day, `atLocal`.")]
_PolicyId = Annotated[
    OccasionId, Meta(description="The reminder policy; null means the user's default.")
]


class _Details(RequestSchema, frozen=True, kw_only=True):
    title: _Title | UnsetType | None = UNSET
    on: _On | UnsetType = field(default=UNSET, name="date")
    timezone: _Timezone | UnsetType = UNSET
    is_all_day: _IsAllDay | UnsetType = UNSET
    at_local: _AtLocal | UnsetType | None = UNSET
    recurrence: OccasionRecurrence | UnsetType = UNSET
    reminder_policy_id: _PolicyId | UnsetType | None = UNSET

    def to_details(self) -> OccasionDetails:
        sent = {
            name: value
            for name in _Details.__struct_fields__
            if (value := getattr(self, name)) is not UNSET
        }
        if (is_all_day := sent.pop("is_all_day", None)) is not None:
            sent["at_local"] = _time_of_day(is_all_day, sent.get("at_local"))
        if "on" in sent:
            sent["on"] = _civil_date(sent["on"])
        if sent.get("at_local") is not None:
            sent["at_local"] = wall_time(sent["at_local"])
        return cast(OccasionDetails, sent)


class CreateOccasionRequest(_Details, frozen=True, kw_only=True):
    """A new occasion. `timezone` is the user's by default; birthdays and anniversaries "
    "are yearly."""

    recipient_id: OccasionId
    type: _Type
    on: _On = field(name="date")

    def kind(self) -> OccasionType:
        return _chosen(self.type)


class UpdateOccasionRequest(_Details, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, null clears it."""

    type: _Type | UnsetType = UNSET

    def to_details(self) -> OccasionDetails:
        details = _Details.to_details(self)
        return details if self.type is UNSET else {**details, "type": _chosen(self.type)}


class OccasionResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    recipient_id: str
    type: OccasionType
    title: Annotated[
        str | None,
        Meta(description="The title; for a holiday without one, its name in the user's language."),
    ]
    on: Annotated[
        _On | None, Meta(description="Null for a holiday, because its date differs by year.")
    ] = field(name="date")
    timezone: _Timezone
    is_all_day: _IsAllDay
    at_local: _AtLocal | None
    recurrence: OccasionRecurrence
    follows_birthday: Annotated[
        bool, Meta(description="True if `date` is the recipient's birthday and moves with it.")
    ]
    holiday: Annotated[str | None, Meta(examples=["GB:mothers_day"])]
    reminder_policy_id: _PolicyId | None
    created_at: datetime
    updated_at: datetime


class OccasionPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of occasions, oldest first."""

    items: list[OccasionResponse]


class OccasionRecipientResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    name: str | None
    avatar_url: str | None


class AskedForResponse(ResponseSchema, frozen=True, kw_only=True):
    request_id: Annotated[
        str, Meta(description="The request's id, for `GET /v1/recommendations/{requestId}`.")
    ]
    asked_at: datetime


class PlannedReminderResponse(ResponseSchema, frozen=True, kw_only=True):
    days_before: int
    channel: str
    status: str
    scheduled_for: datetime


class UpcomingResponse(ResponseSchema, frozen=True, kw_only=True):
    on: date = field(name="date")
    days_left: Annotated[
        int, Meta(description="Days from today, where today is taken in the occasion's time zone.")
    ]
    years: Annotated[
        int | None,
        Meta(
            description="The age on a birthday, or the number of the anniversary, if the year "
            "is known."
        ),
    ]
    occasion: OccasionResponse
    recipient: OccasionRecipientResponse
    recommendations: Annotated[
        list[AskedForResponse],
        Meta(
            description="Recommendation requests of the past year for the occasion, or for its "
            "recipient without an occasion, newest first."
        ),
    ]
    reminders: Annotated[
        list[PlannedReminderResponse], Meta(description="The planned reminders, earliest first.")
    ]


class UpcomingPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of upcoming days, the next one first. An occasion may be in it more than once."""

    items: list[UpcomingResponse]


def occasion_response(names: OccasionNames, user: User, occasion: Occasion) -> OccasionResponse:
    return OccasionResponse(
        id=occasion.id,
        recipient_id=occasion.recipient_id,
        type=occasion.type,
        title=names.title(user.language, occasion),
        on=str(occasion.on) if occasion.on else None,
        timezone=occasion.timezone,
        is_all_day=occasion.at_local is None,
        at_local=None if occasion.at_local is None else wall_time_text(occasion.at_local),
        recurrence=occasion.recurrence,
        follows_birthday=occasion.follows_birthday,
        holiday=occasion.holiday,
        reminder_policy_id=occasion.reminder_policy_id,
        created_at=occasion.created_at,
        updated_at=occasion.updated_at,
    )


def upcoming_response(names: OccasionNames, user: User, upcoming: Upcoming) -> UpcomingResponse:
    occurrence, recipient = upcoming.occurrence, upcoming.recipient
    return UpcomingResponse(
        on=occurrence.on,
        days_left=occurrence.days_left,
        years=occurrence.years,
        occasion=occasion_response(names, user, occurrence.occasion),
        recipient=OccasionRecipientResponse(
            id=recipient.id, name=recipient.name, avatar_url=recipient.avatar_url
        ),
        recommendations=[
            AskedForResponse(request_id=one.request_id, asked_at=one.asked_at)
            for one in upcoming.asked
        ],
        reminders=[
            PlannedReminderResponse(
                days_before=one.days_before,
                channel=one.channel,
                status=one.status,
                scheduled_for=one.scheduled_for,
            )
            for one in upcoming.reminders
        ],
    )


def _civil_date(text: str) -> CivilDate:
    try:
        return CivilDate.parsed(text)
    except ValueError as error:
        raise InvalidInput.at("date", "must be a date like YYYY-MM-DD or --MM-DD") from error


def _time_of_day(is_all_day: bool, at_local: str | None) -> str | None:
    """Returns the time of day. Raises `InvalidInput` if it contradicts `is_all_day`."""
    if is_all_day is not (at_local is None):
        expected = "false, since `atLocal` has a time" if is_all_day else "sent with `atLocal`"
        raise InvalidInput.at("isAllDay", f"must be {expected}")
    return at_local


def _chosen(kind: OccasionType) -> OccasionType:
    """Returns the type unless it is HOLIDAY, whose occasions come from the list of holidays."""
    if kind is OccasionType.HOLIDAY:
        raise InvalidInput.at("type", "must not be HOLIDAY here: keep a holiday by its code")
    return kind
