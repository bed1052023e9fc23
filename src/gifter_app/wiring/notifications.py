"""Wiring of the inbox of notifications."""

from dataclasses import dataclass

from gifter_adapters.postgres.notifications.inbox import PostgresInboxReads
from gifter_app.use_cases.notifications.mark_read import MarkNotificationsRead
from gifter_app.wiring.core import Core
from gifter_domain.notifications.inbox import InboxReads


@dataclass(frozen=True)
class NotificationsUseCases:
    mark_notifications_read: MarkNotificationsRead
    inbox_reads: InboxReads


def wire_notifications(core: Core) -> NotificationsUseCases:
    return NotificationsUseCases(
        mark_notifications_read=MarkNotificationsRead(core.transactions),
        inbox_reads=PostgresInboxReads(core.database),
    )
