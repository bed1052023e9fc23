"""States the facts of a reminder by e-mail, in its addressee's words; templates lay them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gifter_domain.notifications.wording import Wording
from gifter_domain.reminders.content.notice import (
    DueOccurrence,
    digest_headline,
    facts,
    gifts_link,
    headline,
)


@dataclass(frozen=True, slots=True)
class MailEntry:
    """One occurrence in a mail."""

    title: str
    details: Sequence[str]
    gifts_url: str


@dataclass(frozen=True, slots=True)
class ReminderMail:
    """A mail of one entry or several; every part of it ends with the link to unsubscribe."""

    language: str
    subject: str
    entries: Sequence[MailEntry]
    gifts_label: str
    unsubscribe_label: str
    unsubscribe_url: str


class MailTemplates(Protocol):
    """The port to the layout of mails."""

    def text(self, mail: ReminderMail) -> str:
        """Returns the mail as plain text."""
        ...

    def html(self, mail: ReminderMail) -> str:
        """Returns the mail as an HTML page."""
        ...


def reminder_mail(
    wording: Wording,
    language: str,
    due: Sequence[DueOccurrence],
    app_url: str,
    unsubscribe_url: str,
) -> ReminderMail:
    """Returns the mail of one occurrence or several, in their order, each with its link to gifts.

    `app_url` as for `reminder_notice`.
    """
    entries = [_entry(wording, language, one, app_url) for one in due]
    return ReminderMail(
        language=language,
        subject=(
            entries[0].title if len(due) == 1 else digest_headline(wording, language, len(due))
        ),
        entries=entries,
        gifts_label=wording.text(language, "Gift ideas"),
        unsubscribe_label=wording.text(language, "No more reminders by e-mail"),
        unsubscribe_url=unsubscribe_url,
    )


def _entry(wording: Wording, language: str, due: DueOccurrence, app_url: str) -> MailEntry:
    return MailEntry(
        title=headline(wording, language, due),
        details=facts(wording, language, due),
        gifts_url=gifts_link(due, app_url),
    )
