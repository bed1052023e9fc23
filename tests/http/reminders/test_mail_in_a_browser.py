"""The mail of a reminder, rendered by a real browser as mail programs do."""

from dataclasses import replace
from pathlib import Path

import pytest

from builders.core.browsers import FAINT_TEXTS, NEEDS_BROWSER, WIDER, Guest
from builders.reminders.occurrences import BIRTHDAY_OF_ANA
from gifter_adapters.mail_templates.rendering import JinjaMailTemplates
from gifter_adapters.wording.catalogues import GettextWording
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.reminders.content.mail import colour_of, reminder_mail
from gifter_domain.reminders.content.notice import DueOccurrence
from gifter_domain.reminders.gifts import ReminderGift
from gifter_domain.shared.money import Money

pytestmark = NEEDS_BROWSER
PICTURE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
    "<rect width='9' height='9' fill='teal'/></svg>"
)
GIFT = ReminderGift(
    title="Copper hand trowel with an ash handle",
    brand="Fern & Furrow",
    price=Money(2800, "GBP"),
    image_url=PICTURE,
    url="https://shop.example.com/trowel",
    slug=None,
    why="For somebody who gardens, within your budget.",
)
ANA = replace(
    BIRTHDAY_OF_ANA,
    gifts=[GIFT, replace(GIFT, title="W" * 60, image_url=None), replace(GIFT, price=None)],
)
FAINT_IN_MAIL = FAINT_TEXTS.replace("main *", "body *")


def a_mail(*due: DueOccurrence) -> str:
    mail = reminder_mail(
        GettextWording(), "de", due, "https://api.example.com/open/", "https://x", ShopLinks()
    )
    return JinjaMailTemplates().html(mail)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 640])
async def test_the_mail_is_readable_at_every_width_and_in_both_colour_schemes(
    guest: Guest, tmp_path: Path, screenshots: Path, width: int, scheme: str
) -> None:
    file = tmp_path / "mail.html"
    file.write_text(a_mail(ANA, replace(ANA, recipient_name="Ben", gifts=())), encoding="utf-8")
    await guest.resizes((width, 900))
    await guest.prefers(scheme, "de")

    await guest.opens(file.as_uri())

    assert await guest.asks(WIDER) == 0
    assert await guest.asks(FAINT_IN_MAIL) == []
    assert await guest.asks("document.images.length") == 2
    buttons = "[...document.querySelectorAll('td[bgcolor] a')].map(one => one.offsetHeight >= 44)"
    assert await guest.asks(buttons) == [True, True]
    await guest.photographs(screenshots / f"mail-{width}-{scheme}.png")


@pytest.mark.parametrize("name", "abcdefghijklmnopqrstuvwxyz")
def test_white_text_is_readable_on_the_colour_of_every_name(name: str) -> None:
    def part(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (part(value) for value in bytes.fromhex(colour_of(name)[1:]))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert 1.05 / (light + 0.05) >= 4.5
