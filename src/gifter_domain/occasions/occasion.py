"""Occasions: the days on which somebody gives to somebody."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from gifter_domain.shared.civil_dates import CivilDate


class OccasionType(StrEnum):
    BIRTHDAY = "BIRTHDAY"
    ANNIVERSARY = "ANNIVERSARY"
    HOUSEWARMING = "HOUSEWARMING"
    WEDDING = "WEDDING"
    BABY_SHOWER = "BABY_SHOWER"
    THANK_YOU = "THANK_YOU"
    JUST_BECAUSE = "JUST_BECAUSE"
    OTHER = "OTHER"
    HOLIDAY = "HOLIDAY"


class OccasionRecurrence(StrEnum):
    NONE = "NONE"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day of `recipient_id`, in the IANA zone `timezone`; all day where `at_local` is None.

    `on` is None of a `holiday` alone, whose days come from the `HolidayCalendar`. One that
    `follows_birthday` has the day that its owner keeps as the recipient's birthday.
    """

    id: str
    owner_id: str
    recipient_id: str
    type: OccasionType
    title: str | None
    on: CivilDate | None
    timezone: str
    at_local: time | None
    recurrence: OccasionRecurrence
    follows_birthday: bool
    holiday: str | None
    reminder_policy_id: str | None
    created_at: datetime
    updated_at: datetime
