"""A birthday that a reminder is about."""

from datetime import date

from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.reminders.content.notice import DueOccurrence

BIRTHDAY_OF_ANA = DueOccurrence(
    occasion_id="occasion-1",
    recipient_id="recipient-1",
    recipient_name="Ana",
    type=OccasionType.BIRTHDAY,
    title=None,
    on=date(2026, 3, 14),
    begins=None,
    days_left=3,
    years=40,
)
