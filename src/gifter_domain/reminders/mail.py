"""Writes the e-mail of a reminder, as text and as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from gifter_domain.notifications.wording import Wording
from gifter_domain.reminders.notice import (
    DueOccurrence,
    digest_headline,
    facts,
    gifts_link,
    headline,
)


@dataclass(frozen=True, slots=True)
class MailText:
    subject: str
    text: str
    html: str


def reminder_mail(
    wording: Wording,
    language: str,
    due: Sequence[DueOccurrence],
    app_url: str,
    unsubscribe_url: str,
) -> MailText:
    """Returns the message of one occurrence or several, in order, each with its link to gifts.

    `app_url` is as for `reminder_notice`. Text and HTML both end with the unsubscribe link.
    """
    if len(due) == 1:
        subject = headline(wording, language, due[0])
    else:
        subject = digest_headline(wording, language, len(due))
    ideas = wording.text(language, "Gift ideas")
    leave = wording.text(language, "No more reminders by e-mail")
    told = [
        (headline(wording, language, one), facts(wording, language, one), gifts_link(one, app_url))
        for one in due
    ]
    text = [f"{title}\n{' · '.join(details)}\n{ideas}: {link}\n" for title, details, link in told]
    html = [_html_of_one(title, details, ideas, link) for title, details, link in told]
    return MailText(
        subject,
        "\n".join([*text, f"-- \n{leave}: {unsubscribe_url}\n"]),
        _page(language, subject, [*html, f"<hr>\n<p>{_link(leave, unsubscribe_url)}</p>"]),
    )


def _html_of_one(title: str, details: Sequence[str], ideas: str, link: str) -> str:
    lines = escape(" · ".join(details))
    return f"<h2>{escape(title)}</h2>\n<p>{lines}</p>\n<p>{_link(ideas, link)}</p>"


def _link(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _page(language: str, title: str, blocks: Sequence[str]) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    body = "\n".join(blocks)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>{head}</head>\n'
        f'<body style="font-family: sans-serif">\n{body}\n</body>\n</html>\n'
    )
