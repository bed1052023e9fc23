"""Writing a due notice as push, e-mail and inbox entries, in its addressee's language."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.notifications.inbox import NewNotification
from gifter_domain.notifications.senders import MailMessage, Notice
from gifter_domain.notifications.wording import Wording
from gifter_domain.reminders.content.mail import MailTemplates, reminder_mail
from gifter_domain.reminders.content.notice import DueOccurrence, reminder_notice
from gifter_domain.reminders.content.occasion_names import OccasionNames
from gifter_domain.reminders.dispatch.due import DueNotice, DueReminder
from gifter_domain.reminders.dispatch.rules import inbox_key
from gifter_domain.reminders.planning.occasion_day import OccasionDay
from gifter_domain.shared.civil_time import wall_time


class WriteReminderMessages:
    """Writes the push, the e-mail and the inbox entries of a due notice.

    Push and e-mail carry the notice's id. The inbox gets an entry for each reminder of the notice.

    - `app_url` is the start of links to screens of the app, `mail_url` that of such links in mail.
    - `unsubscribe_url` returns the unsubscribe link of a user id.
    - `mail_domain` is the end of message ids.
    """

    def __init__(
        self,
        wording: Wording,
        names: OccasionNames,
        templates: MailTemplates,
        *,
        app_url: str,
        mail_url: str,
        shop_links: ShopLinks,
        unsubscribe_url: Callable[[str], str],
        mail_domain: str,
    ) -> None:
        self._wording = wording
        self._names = names
        self._templates = templates
        self._app_url = app_url
        self._mail_url = mail_url
        self._shop_links = shop_links
        self._unsubscribe_url = unsubscribe_url
        self._mail_domain = mail_domain

    def push(self, notice: DueNotice, now: datetime) -> Notice:
        addressee, first = notice.addressee, notice.reminders[0]
        due = self._occurrences(notice, now)
        text = reminder_notice(self._wording, addressee.language, due, self._app_url)
        return Notice(
            id=notice.id,
            title=text.title,
            body=text.body,
            data=text.data,
            collapse_key=notice.id,
            thread=first.key.occasion_id if len(due) == 1 else "digest",
            expires_at=notice.useful_until,
        )

    def mail(self, notice: DueNotice, address: str, now: datetime) -> MailMessage:
        unsubscribe_url = self._unsubscribe_url(notice.addressee.id)
        due, language = self._occurrences(notice, now), notice.addressee.language
        mail = reminder_mail(
            self._wording, language, due, self._mail_url, unsubscribe_url, self._shop_links
        )
        return MailMessage(
            to=address,
            subject=mail.subject,
            text=self._templates.text(mail),
            html=self._templates.html(mail),
            message_id=f"<{notice.id}@{self._mail_domain}>",
            unsubscribe_url=unsubscribe_url,
        )

    def inbox(self, notice: DueNotice, now: datetime) -> list[NewNotification]:
        """Returns an entry with its own link for each reminder, also for those of a digest."""
        return [self._inbox_row(reminder, now) for reminder in notice.reminders]

    def _inbox_row(self, reminder: DueReminder, now: datetime) -> NewNotification:
        language = reminder.addressee.language
        due = [one for one in [self._occurrence(reminder, now)] if one]
        text = reminder_notice(self._wording, language, due, self._app_url)
        return NewNotification(
            reminder.addressee.id, text.title, text.body, text.data, inbox_key(reminder.key)
        )

    def _occurrences(self, notice: DueNotice, now: datetime) -> list[DueOccurrence]:
        return [one for each in notice.reminders if (one := self._occurrence(each, now))]

    def _occurrence(self, reminder: DueReminder, now: datetime) -> DueOccurrence | None:
        occasion, on = reminder.occasion, reminder.key.occurrence_on
        if occasion is None:
            return None
        zone = ZoneInfo(reminder.addressee.timezone)
        day = OccasionDay(on, occasion.at_local, ZoneInfo(occasion.timezone), zone)
        return DueOccurrence(
            occasion_id=reminder.key.occasion_id,
            recipient_id=occasion.recipient_id,
            recipient_name=occasion.recipient_name,
            type=occasion.type,
            title=self._names.title(reminder.addressee.language, occasion),
            on=on,
            begins=None if day.at_local is None else wall_time(day.begins, zone),
            days_left=day.days_left(now),
            years=occasion.years_on(on),
            gifts=reminder.gifts,
        )
