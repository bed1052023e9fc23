"""Due reminders and the facts needed to send them: the addressee and the occasion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.reminders.gifts import ReminderGift
from gifter_domain.reminders.planning.timing import ReminderKey
from gifter_domain.reminders.preferences import QuietHours


@dataclass(frozen=True, slots=True)
class Addressee:
    """The user a reminder is sent to. `email` is set only if it is verified."""

    id: str
    active: bool
    language: str
    timezone: str
    email: str | None
    digest: bool
    quiet_hours: QuietHours | None = None

    def day(self, at: datetime) -> date | None:
        """Returns the date on the addressee's clock, or None if their zone no longer exists."""
        zone = self.zone
        return at.astimezone(zone).date() if zone else None

    @property
    def zone(self) -> ZoneInfo | None:
        try:
            return ZoneInfo(self.timezone)
        except ZoneInfoNotFoundError:  # one addressee's invalid zone must not stop the others
            return None


@dataclass(frozen=True, slots=True)
class RemindedOccasion:
    """The occasion of a reminder, in `timezone`; all day if `at_local` is None.

    `since` is the year of the first occurrence, if known.
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
    """A reminder whose time has come. `occasion` is None once it was deleted.

    `attempts` counts completed attempts. `notice_id` is the notice of those attempts, if any, and
    `delivered` says whether somebody has that notice. `followed_at` is the time of the next
    reminder of the same occurrence and channel, past or future. `gifts` are read for mail alone.
    """

    id: str
    key: ReminderKey
    scheduled_for: datetime
    useful_until: datetime
    attempts: int
    notice_id: str | None
    addressee: Addressee
    occasion: RemindedOccasion | None
    followed_at: datetime | None = None
    delivered: bool = False
    gifts: Sequence[ReminderGift] = ()


@dataclass(frozen=True, slots=True)
class DueNotice:
    """The reminders sent together through one channel. `id` is the same for every attempt."""

    id: str
    reminders: tuple[DueReminder, ...]

    def with_gifts(self, gifts: Mapping[str, Sequence[ReminderGift]]) -> "DueNotice":
        """Returns the notice with these gifts, by reminder id."""
        return replace(
            self,
            reminders=tuple(replace(one, gifts=gifts.get(one.id, ())) for one in self.reminders),
        )

    @property
    def addressee(self) -> Addressee:
        return self.reminders[0].addressee

    @property
    def due_since(self) -> datetime:
        """Returns when its earliest reminder became due; a digest may include later ones."""
        return min(reminder.scheduled_for for reminder in self.reminders)

    @property
    def useful_until(self) -> datetime:
        """Returns when its last reminder stops being of use."""
        return max(reminder.useful_until for reminder in self.reminders)
