"""Writes the text of a reminder: the occasion, the date, the days left and the link to gifts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from gifter_domain.notifications.wording import Wording
from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.reminders.content.occasion_names import occasion_name
from gifter_domain.reminders.gifts import ReminderGift


@dataclass(frozen=True, slots=True)
class DueOccurrence:
    """An occurrence to remind of. `title` is the owner's own, or the holiday's in their language.

    `begins` is the start on the owner's clock, or None if it lasts all day. `days_left` is counted
    by `OccasionDay`. `years` since the first occurrence is None if its year is unknown.
    """

    occasion_id: str
    recipient_id: str
    recipient_name: str | None
    type: OccasionType
    title: str | None
    on: date
    begins: datetime | None
    days_left: int
    years: int | None
    gifts: Sequence[ReminderGift] = ()


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The text for a device and the inbox. `data` has the `deepLink` and its ids."""

    title: str
    body: str
    data: Mapping[str, str]


def reminder_notice(
    wording: Wording, language: str, due: Sequence[DueOccurrence], app_url: str
) -> NoticeText:
    """Returns the notice of one occurrence, or the digest of several in the same order.

    `app_url` is the beginning of links to screens of the app: `gifter://`, `https://host/`.
    """
    if len(due) > 1:
        return _digest(wording, language, due, app_url)
    (one,) = due
    body = [*facts(wording, language, one), wording.text(language, "Tap for gift ideas")]
    data = {
        "occasionId": one.occasion_id,
        "recipientId": one.recipient_id,
        "occurrenceOn": one.on.isoformat(),
        "deepLink": gifts_link(one, app_url),
    }
    return NoticeText(headline(wording, language, one), " · ".join(body), data)


def _digest(
    wording: Wording, language: str, due: Sequence[DueOccurrence], app_url: str
) -> NoticeText:
    body = "\n".join(headline(wording, language, one) for one in due)
    title = digest_headline(wording, language, len(due))
    return NoticeText(title, body, {"deepLink": f"{app_url}occasions"})


def digest_headline(wording: Wording, language: str, count: int) -> str:
    return wording.plural(
        language, "{count} occasion is coming up", "{count} occasions are coming up", count
    )


def headline(wording: Wording, language: str, due: DueOccurrence) -> str:
    """Returns occasion and days left: "Ana’s birthday is in 3 days"."""
    occasion = occasion_name(wording, language, due.type, due.title, due.recipient_name)
    if due.days_left == 0:
        return wording.text(language, "{occasion} is today", occasion=occasion)
    if due.days_left == 1:
        return wording.text(language, "{occasion} is tomorrow", occasion=occasion)
    return wording.plural(
        language,
        "{occasion} is in {count} day",
        "{occasion} is in {count} days",
        due.days_left,
        occasion=occasion,
    )


def facts(wording: Wording, language: str, due: DueOccurrence) -> list[str]:
    """Returns the date and the age or number of years: "Saturday, 14 March", "Ana turns 40"."""
    day = _when(wording, language, due)
    if not due.years or due.years < 0:
        return [day]
    if due.type is OccasionType.BIRTHDAY:
        name = due.recipient_name
        if not name:
            return [day, wording.text(language, "Turns {age}", age=due.years)]
        return [day, wording.text(language, "{name} turns {age}", name=name, age=due.years)]
    return [day, wording.plural(language, "{count} year", "{count} years", due.years)]


def _when(wording: Wording, language: str, due: DueOccurrence) -> str:
    if due.begins is None:
        return wording.day(language, due.on)
    return f"{wording.day(language, due.begins.date())}, {due.begins:%H:%M}"


def gifts_link(due: DueOccurrence, app_url: str) -> str:
    """Returns the link to gifts for that recipient and occasion in the app."""
    asked = urlencode({"recipientId": due.recipient_id, "occasionId": due.occasion_id})
    return f"{app_url}recommendations?{asked}"
