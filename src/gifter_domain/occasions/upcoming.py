"""Upcoming occasions: a user's next occurrences in order, with the plans made for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.recurrence import occurrences
from gifter_domain.shared.pages import Key

DEFAULT_DAYS, MAX_DAYS = 30, 400
# A search longer ago than this was for last year's occurrence.
_ASKED_WITHIN = timedelta(days=365)
_FARTHEST_ZONE = timedelta(hours=14)  # Kiritimati; the westernmost is twelve hours behind UTC


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of an occasion. `days_left` is counted from today in the occasion's zone."""

    occasion: Occasion
    on: date
    days_left: int

    @property
    def years(self) -> int | None:
        """Returns the age or anniversary, as `Occasion.years_on` does."""
        return self.occasion.years_on(self.on)

    @property
    def key(self) -> Key:
        """Returns the sort key: by date, without regard to the zone, then by occasion."""
        return self.on.isoformat(), self.occasion.id


@dataclass(frozen=True, slots=True)
class GiftSearch:
    """A request for gifts for the recipient. `occasion_id` is None if it named no occasion."""

    request_id: str
    recipient_id: str
    occasion_id: str | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class UpcomingReminder:
    """A reminder of one occurrence in any status except CANCELLED."""

    occasion_id: str
    occurrence_on: date
    days_before: int
    channel: str
    status: str
    scheduled_for: datetime


@dataclass(frozen=True, slots=True)
class OccasionRecipient:
    """The recipient of an occasion, with the name and picture that the owner set."""

    id: str
    name: str | None
    avatar_url: str | None


@dataclass(frozen=True, slots=True)
class OccasionWindow:
    """Occasions with a date in some time, with their recipients.

    `holidays` are the codes of all holidays that the owner has occasions on, `owner_version` is the
    version of the owner's account.
    """

    found: Sequence[tuple[Occasion, OccasionRecipient]]
    holidays: Sequence[str]
    owner_version: int | None


@dataclass(frozen=True, slots=True)
class OccasionPlans:
    """The searches by their recipient, newest first, and the reminders by occasion and date."""

    asked: Mapping[str, Sequence[GiftSearch]]
    reminders: Mapping[tuple[str, date], Sequence[UpcomingReminder]]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An occurrence with the searches, newest first, and the reminders for it."""

    occurrence: Occurrence
    recipient: OccasionRecipient
    asked: Sequence[GiftSearch]
    reminders: Sequence[UpcomingReminder]


def possible_dates(now: datetime, days: int) -> tuple[date, date]:
    """Returns the first and the last date that count as upcoming in some time zone."""
    return (now - _FARTHEST_ZONE).date(), (now + _FARTHEST_ZONE).date() + timedelta(days=days)


def upcoming(
    occasions: Iterable[Occasion], calendar: HolidayCalendar, now: datetime, days: int
) -> Sequence[Occurrence]:
    """Returns the occurrences from today to `days` days after today, in order.

    Today is taken in each occasion's zone. A yearly occasion may occur more than once.
    """
    coming: list[Occurrence] = []
    for occasion in occasions:
        today = now.astimezone(ZoneInfo(occasion.timezone)).date()
        found = occurrences(occasion.dates(calendar), today, today + timedelta(days=days))
        coming.extend(Occurrence(occasion, day, (day - today).days) for day in found)
    return sorted(coming, key=lambda occurrence: occurrence.key)


def with_plans(
    occurrence: Occurrence, recipient: OccasionRecipient, plans: OccasionPlans
) -> Upcoming:
    """Returns the occurrence with its searches and reminders.

    A search counts if it was made in the year before the occurrence, for this occasion, or for the
    recipient without an occasion.
    """
    occasion, on = occurrence.occasion, occurrence.on
    asked = [
        one
        for one in plans.asked.get(occasion.recipient_id, ())
        if one.occasion_id in (None, occasion.id) and one.asked_at.date() >= on - _ASKED_WITHIN
    ]
    reminders = plans.reminders.get((occasion.id, on), ())
    return Upcoming(occurrence, recipient, asked, reminders)
