"""States the facts of a reminder by e-mail, in its addressee's words; templates lay them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.notifications.wording import Wording
from gifter_domain.reminders.content.notice import (
    DueOccurrence,
    digest_headline,
    facts,
    gifts_link,
    headline,
)
from gifter_domain.reminders.gifts import ReminderGift

# White text on each of them has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
_COLOURS = (
    "#a3341f",
    "#8a4b08",
    "#4d6b12",
    "#1c6e4a",
    "#0f6a78",
    "#2a5db0",
    "#5b4bb5",
    "#8f3a84",
    "#a62b5b",
)
NO_SHOP = ShopLinks()


@dataclass(frozen=True, slots=True)
class MailGift:
    """A gift in a mail. Picture, price and link are left out if they are unknown."""

    title: str
    brand: str
    why: str
    price: str | None
    image_url: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class MailEntry:
    """One occurrence in a mail, with the person's initial and colour."""

    title: str
    details: Sequence[str]
    gifts_url: str
    gifts_label: str
    initial: str
    colour: str
    gifts: Sequence[MailGift] = ()


@dataclass(frozen=True, slots=True)
class ReminderMail:
    """A mail of one entry or several; every part of it ends with the link to unsubscribe."""

    language: str
    subject: str
    entries: Sequence[MailEntry]
    ideas_label: str
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
    shop_links: ShopLinks = NO_SHOP,
) -> ReminderMail:
    """Returns the mail of one occurrence or several, in their order, each with its link to gifts.

    `app_url` as for `reminder_notice`.
    """
    entries = [_entry(wording, language, one, app_url, shop_links) for one in due]
    return ReminderMail(
        language=language,
        subject=(
            entries[0].title if len(due) == 1 else digest_headline(wording, language, len(due))
        ),
        entries=entries,
        ideas_label=wording.text(language, "Gift ideas"),
        unsubscribe_label=wording.text(language, "No more reminders by e-mail"),
        unsubscribe_url=unsubscribe_url,
    )


def _entry(
    wording: Wording, language: str, due: DueOccurrence, app_url: str, shop_links: ShopLinks
) -> MailEntry:
    name = due.recipient_name or due.title or ""
    return MailEntry(
        title=headline(wording, language, due),
        details=facts(wording, language, due),
        gifts_url=gifts_link(due, app_url),
        gifts_label=(
            wording.text(language, "More gift ideas")
            if due.gifts
            else wording.text(language, "Gift ideas")
        ),
        initial=name[:1].upper() or "♥",
        colour=colour_of(name),
        gifts=[_gift(wording, language, gift, shop_links) for gift in due.gifts],
    )


def _gift(wording: Wording, language: str, gift: ReminderGift, shop_links: ShopLinks) -> MailGift:
    return MailGift(
        title=gift.title,
        brand=gift.brand,
        why=gift.why,
        price=wording.money(language, gift.price) if gift.price else None,
        image_url=gift.image_url,
        url=shop_links.address(gift.url, gift.slug),
    )


def colour_of(name: str) -> str:
    """Returns the colour of a person's name, the same in every mail."""
    return _COLOURS[crc32(name.casefold().encode()) % len(_COLOURS)]
