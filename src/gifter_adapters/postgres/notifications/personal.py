"""Personal data of the inbox."""

from gifter_adapters.postgres.core.personal import WHILE_ACCOUNT, Export, operational, personal
from gifter_adapters.postgres.notifications.tables import notification

PERSONAL = (
    personal(
        notification,
        {
            "user_id": "the user whose inbox it is in",
            "title": "the notification's title, which may name people and wishes",
            "body": "the notification's text, which may name people and wishes",
            "data": "where the notification leads: ids and a link",
            "read_at": "when the user read it",
        },
        kept=WHILE_ACCOUNT,
        export=Export.TO_SUBJECT,
    ),
    operational(notification, "dedupe_key", kept=WHILE_ACCOUNT),
)
