"""Personal data of occasions and calendar feeds."""

from gifter_adapters.postgres.core.personal import UNTIL_DELETED, Export, operational, personal
from gifter_adapters.postgres.occasions.tables import calendar_feed, occasion, past_occasion

PERSONAL = (
    personal(
        occasion,
        {
            "owner_id": "the user who keeps the occasion",
            "recipient_id": "the person it is about",
            "type": "the kind of day in that person's life",
            "title": "the user's name for the day",
            "year": "the year of the day, of a birthday the year of birth",
            "month": "the month of the day",
            "day": "the day of the month",
            "holiday": "a holiday that the person keeps, which may tell their religion",
            "timezone": "where the day is kept",
            "at_local": "the time of day of the event",
            "recurrence": "whether the day comes every year",
            "reminder_policy_id": "the user's choice of when to be reminded",
        },
    ),
    operational(occasion, "follows_birthday"),
    operational(past_occasion, "follows occasion_id", kept="as long as the recipient"),
    personal(
        past_occasion,
        {"recipient_id": "the person whose day no longer is kept"},
        kept="as long as the recipient",
        export=Export.NOBODY,
    ),
    personal(
        calendar_feed,
        {
            "owner_id": "the user whose calendar it is",
            "token_hash": "the hash of the feed's secret address",
        },
        kept=UNTIL_DELETED,
        export=Export.NOBODY,
    ),
)
