"""What comes up: the occasions of a user as days, in the order in which they come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.recurrence import occurrences
from gifter_domain.shared.pages import Key

DEFAULT_DAYS, MAX_DAYS = 30, 400
# Longer ago, and gifts were looked for with the year before in mind.
_ASKED_WITHIN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day of an occasion; `days_left` are counted from the day it is now in its zone."""

    occasion: Occasion
    on: date
    days_left: int

    @property
    def years(self) -> int | None:
        """As `Occasion.years_on` tells."""
        return self.occasion.years_on(self.on)

    @property
    def key(self) -> Key:
        """Its place in the order: by day, whatever the zone."""
        return self.on.isoformat(), self.occasion.id


@dataclass(frozen=True, slots=True)
class GiftSearch:
    """A request for gifts, for the recipient; `occasion_id` is None where it named none."""

    request_id: str
    recipient_id: str
    occasion_id: str | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class UpcomingReminder:
    """A reminder of one occurrence, in whatever state it is, unless it was cancelled."""

    occasion_id: str
    occurrence_on: date
    days_before: int
    channel: str
    status: str
    scheduled_for: datetime


@dataclass(frozen=True, slots=True)
class OccasionRecipient:
    """Whom an occasion is of, in its owner's words."""

    id: str
    name: str | None
    avatar_url: str | None


@dataclass(frozen=True, slots=True)
class OccasionPlans:
    """What is known of some occasions besides their days."""

    recipients: Mapping[str, OccasionRecipient]
    asked: Sequence[GiftSearch]
    reminders: Sequence[UpcomingReminder]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An occurrence and what was already planned for it; the newest request comes first."""

    occurrence: Occurrence
    recipient: OccasionRecipient
    asked: Sequence[GiftSearch]
    reminders: Sequence[UpcomingReminder]


def upcoming(
    occasions: Iterable[Occasion], calendar: HolidayCalendar, now: datetime, days: int
) -> Sequence[Occurrence]:
    """What falls on the `days` days after today, or today, in order.

    Today is that of each occasion's zone. One that comes every year may come more than once.
    """
    coming: list[Occurrence] = []
    for occasion in occasions:
        today = now.astimezone(ZoneInfo(occasion.timezone)).date()
        found = occurrences(occasion.dates(calendar), today, today + timedelta(days=days))
        coming.extend(Occurrence(occasion, day, (day - today).days) for day in found)
    return sorted(coming, key=lambda occurrence: occurrence.key)


def with_plans(occurrence: Occurrence, plans: OccasionPlans) -> Upcoming:
    """What was planned for this occurrence.

    Gifts were looked for if somebody asked in the year before it, for the occasion or for the
    recipient without naming any occasion.
    """
    occasion, on = occurrence.occasion, occurrence.on
    asked = [
        one
        for one in plans.asked
        if one.recipient_id == occasion.recipient_id
        and one.occasion_id in (None, occasion.id)
        and one.asked_at.date() >= on - _ASKED_WITHIN
    ]
    reminders = [
        one for one in plans.reminders if (one.occasion_id, one.occurrence_on) == (occasion.id, on)
    ]
    return Upcoming(occurrence, plans.recipients[occasion.recipient_id], asked, reminders)
