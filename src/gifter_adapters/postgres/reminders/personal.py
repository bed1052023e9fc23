"""Personal data of reminders."""

from gifter_adapters.postgres.core.personal import (
    WHILE_ACCOUNT,
    Export,
    operational,
    personal,
)
from gifter_adapters.postgres.reminders.tables import (
    notification_preference,
    notification_schedule,
    reminder_delivery,
    reminder_gifts,
    reminder_plan,
    reminder_policy,
)

PERSONAL = (
    personal(
        reminder_policy,
        {
            "owner_id": "the user whose policy it is",
            "name": "the user's name for it",
            "offsets": "how many days before an occasion, and at what time, to remind",
            "channels": "by which channels to remind",
        },
    ),
    personal(
        notification_preference,
        {
            "user_id": "the user whose preferences these are",
            "push": "whether push notices are wanted",
            "email": "whether mail is wanted",
            "quiet_from_local": "when the user's quiet hours begin",
            "quiet_to_local": "when the user's quiet hours end",
            "quiet_days": "the days of the week they apply to",
            "default_policy_id": "the policy for occasions without one of their own",
            "digest": "whether reminders of one morning come together",
        },
        kept=WHILE_ACCOUNT,
    ),
    personal(
        notification_schedule,
        {
            "user_id": "the user to remind",
            "occasion_id": "the occasion to remind of",
            "occurrence_on": "the date of the occasion",
            "days_before": "how many days before that date",
            "channel": "by which channel",
            "scheduled_for": "when to remind",
            "status": "what became of the reminder",
            "sent_at": "when it was sent",
        },
        kept=WHILE_ACCOUNT,
        export=Export.TO_SUBJECT,
    ),
    operational(
        notification_schedule,
        "useful_until rule attempts run_after leased_until lease_id notice_id last_error reason"
        " withdrawn_at",
        kept=WHILE_ACCOUNT,
    ),
    personal(
        reminder_delivery,
        {"target": "the device or mail address that it was sent to"},
        kept="as long as the reminder",
        export=Export.NOBODY,
    ),
    operational(
        reminder_delivery,
        "schedule_id outcome reason delivered_at",
        kept="as long as the reminder",
    ),
    personal(
        reminder_gifts,
        {
            "product_ids": "the products that the mail shows",
            "reasons": "why each of them was chosen, which may name a taste",
        },
        kept="as long as the reminder",
        export=Export.NOBODY,
    ),
    operational(reminder_gifts, "schedule_id chosen_at", kept="as long as the reminder"),
    personal(
        reminder_plan,
        {"user_id": "the user whose reminders were planned"},
        kept=WHILE_ACCOUNT,
        export=Export.NOBODY,
    ),
    operational(reminder_plan, "planned_on tz_version", kept=WHILE_ACCOUNT),
)
