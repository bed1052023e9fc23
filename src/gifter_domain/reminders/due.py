"""What is due: a reminder whose time has come, whom it is for and what it tells of."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.reminders.planning import ReminderKey
from gifter_domain.reminders.preferences import QuietHours


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a reminder is for; `email` only where it is verified."""

    id: str
    active: bool
    language: str
    timezone: str
    email: str | None
    digest: bool
    quiet_hours: QuietHours | None = None

    def day(self, at: datetime) -> date | None:
        """The date on their clock; None where their zone is one that is gone."""
        zone = self.zone
        return at.astimezone(zone).date() if zone else None

    @property
    def zone(self) -> ZoneInfo | None:
        try:
            return ZoneInfo(self.timezone)
        except ZoneInfoNotFoundError:  # one reader's zone that is gone stops nobody else's
            return None


@dataclass(frozen=True, slots=True)
class RemindedOccasion:
    """What a reminder tells of its occasion, which is in `timezone`, all day without `at_local`.

    `since` is the year of the first, where known.
    """

    recipient_id: str
    recipient_name: str | None
    type: OccasionType
    title: str | None
    holiday: str | None
    since: int | None
    timezone: str
    at_local: time | None

    def years_on(self, day: date) -> int | None:
        return None if self.since is None else day.year - self.since


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder whose time has come; `occasion` is None once that is gone.

    `attempts` were made and answered before; `notice_id` is of the notice that it was tried in,
    if it was, and `told` whether somebody has it from then. `followed_at` is when the next one of
    the same occurrence and channel comes or came.
    """

    id: str
    key: ReminderKey
    scheduled_for: datetime
    useful_until: datetime
    attempts: int
    notice_id: str | None
    reader: Reader
    occasion: RemindedOccasion | None
    followed_at: datetime | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class DueNotice:
    """What is told at once, through one channel; `id` is the same however often it is tried."""

    id: str
    reminders: tuple[DueReminder, ...]

    @property
    def reader(self) -> Reader:
        return self.reminders[0].reader

    @property
    def due_since(self) -> datetime:
        """When the first of it became due; a digest takes along what was to come later."""
        return min(reminder.scheduled_for for reminder in self.reminders)

    @property
    def useful_until(self) -> datetime:
        """When nothing of it is of use any more."""
        return max(reminder.useful_until for reminder in self.reminders)
