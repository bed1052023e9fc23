"""Due reminders for Ada, in London: of Ana's birthday on 24 November, three days before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.reminders.dispatch.due import Addressee, DueReminder, RemindedOccasion
from gifter_domain.reminders.planning.timing import ReminderKey
from gifter_domain.reminders.policy import Channel

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADA = Addressee("ada", True, "en", "Europe/London", None, digest=True)
ANA = RemindedOccasion(
    recipient_id="ana",
    recipient_name="Ana",
    type=OccasionType.BIRTHDAY,
    title=None,
    holiday=None,
    since=None,
    timezone="Europe/London",
    at_local=None,
)


def a_reminder(
    occasion_id: str = "o1", channel: Channel = Channel.PUSH, **changes: object
) -> DueReminder:
    reminder = DueReminder(
        id=f"{occasion_id}-{channel}",
        key=ReminderKey(occasion_id, date(2026, 11, 24), 3, channel),
        scheduled_for=NOON,
        useful_until=NOON + timedelta(hours=6),
        attempts=0,
        notice_id=None,
        addressee=ADA,
        occasion=ANA,
    )
    return replace(reminder, **changes)  # type: ignore[arg-type]
