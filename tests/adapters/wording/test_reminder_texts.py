"""The texts of reminders, in each language."""

from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from builders.reminders.occurrences import BIRTHDAY_OF_ANA as ANA
from gifter_adapters.mail_templates.rendering import JinjaMailTemplates
from gifter_adapters.wording.catalogues import GettextWording
from gifter_app.settings import read_settings
from gifter_app.wiring.reminders import app_url_in_mail
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.reminders.content.mail import ReminderMail, reminder_mail
from gifter_domain.reminders.content.notice import DueOccurrence, NoticeText, reminder_notice
from gifter_domain.reminders.gifts import ReminderGift
from gifter_domain.shared.money import Money

APP, LEAVE = "gifter://", "https://api.example.com/v1/unsubscribe?token=a&b"
WORDING = GettextWording()
TEMPLATES = JinjaMailTemplates()
BEN = replace(
    ANA,
    occasion_id="occasion-2",
    recipient_id="recipient-2",
    recipient_name="Ben",
    type=OccasionType.WEDDING,
    days_left=1,
    years=None,
)

TEAPOT = ReminderGift(
    title="A teapot",
    brand="Kettle & Co",
    price=Money(2800, "GBP"),
    image_url="https://shop.example.com/teapot.png",
    url=None,
    slug="teapot",
    why="Ana likes tea.",
)
SHOP = ShopLinks("https://shop.example.com/products/{slug}")


def notice(*due: DueOccurrence, language: str = "en", app_url: str = APP) -> NoticeText:
    return reminder_notice(WORDING, language, due, app_url)


def mail(*due: DueOccurrence, language: str = "en") -> ReminderMail:
    return reminder_mail(WORDING, language, due, APP, LEAVE, SHOP)


def text_of(*due: DueOccurrence, language: str = "en") -> str:
    return TEMPLATES.text(mail(*due, language=language))


def html_of(*due: DueOccurrence, language: str = "en") -> str:
    return TEMPLATES.html(mail(*due, language=language))


class _Seen(HTMLParser):
    """Collects the texts, links and elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links: list[str | None] = []
        self.elements: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += [data.strip()] if data.strip() else []


@pytest.mark.parametrize(
    ("language", "days", "expected"),
    [
        ("en", 0, "Ana’s birthday is today"),
        ("en", 1, "Ana’s birthday is tomorrow"),
        ("en", 2, "Ana’s birthday is in 2 days"),
        ("en", 30, "Ana’s birthday is in 30 days"),
        ("de", 0, "Heute: Geburtstag von Ana"),
        ("de", 1, "Morgen: Geburtstag von Ana"),
        ("de", 2, "In 2 Tagen: Geburtstag von Ana"),
    ],
)
def test_the_title_names_person_occasion_and_days_left(
    language: str, days: int, expected: str
) -> None:
    assert notice(replace(ANA, days_left=days), language=language).title == expected
    assert mail(replace(ANA, days_left=days), language=language).subject == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Saturday, 14 March · Ana turns 40 · Tap for gift ideas"),
        ("de", "Samstag, 14. März · Ana wird 40 · Tippe für Geschenkideen"),
    ],
)
def test_the_body_has_the_day_and_the_age(language: str, expected: str) -> None:
    assert notice(ANA, language=language).body == expected


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        ("en", "Your friend’s birthday is in 3 days", "Saturday, 14 March · Turns 40"),
        (
            "de",
            "In 3 Tagen: Geburtstag einer befreundeten Person",
            "Samstag, 14. März · Wird 40",
        ),
    ],
)
def test_a_recipient_without_a_name_is_called_a_friend(
    language: str, title: str, body: str
) -> None:
    text = notice(replace(ANA, recipient_name=None), language=language)

    assert (text.title, text.body.rpartition(" · ")[0]) == (title, body)


@pytest.mark.parametrize(
    ("kind", "english", "german"),
    [
        ("BIRTHDAY", "Your friend’s birthday", "Geburtstag einer befreundeten Person"),
        ("ANNIVERSARY", "Your friend’s anniversary", "Jahrestag einer befreundeten Person"),
        ("HOUSEWARMING", "Your friend’s housewarming", "Einweihung bei einer befreundeten Person"),
        ("WEDDING", "Your friend’s wedding", "Hochzeit einer befreundeten Person"),
        ("BABY_SHOWER", "Your friend’s baby shower", "Babyparty einer befreundeten Person"),
        ("THANK_YOU", "Your thank-you for a friend", "Dein Dankeschön für eine befreundete Person"),
        (
            "JUST_BECAUSE",
            "Your surprise for a friend",
            "Deine Überraschung für eine befreundete Person",
        ),
        ("OTHER", "Your occasion with a friend", "Dein Anlass mit einer befreundeten Person"),
    ],
)
def test_each_type_has_its_own_phrase_for_a_recipient_without_a_name(
    kind: str, english: str, german: str
) -> None:
    of_somebody = replace(ANA, recipient_name=None, type=OccasionType(kind), days_left=0)

    assert notice(of_somebody).title == f"{english} is today"
    assert notice(of_somebody, language="de").title == f"Heute: {german}"


@pytest.mark.parametrize(("name", "expected"), [("Ana", "Silber (Ana)"), (None, "Silber")])
def test_a_title_is_followed_by_the_name_if_there_is_one(name: str | None, expected: str) -> None:
    titled = replace(ANA, recipient_name=name, title="Silber", days_left=0)

    assert notice(titled, language="de").title == f"Heute: {expected}"


def test_an_event_with_a_time_shows_day_and_time_in_the_owners_zone() -> None:
    after_midnight = replace(BEN, begins=datetime.fromisoformat("2026-03-15T01:30"))

    assert notice(after_midnight).body == "Sunday, 15 March, 01:30 · Tap for gift ideas"
    assert "Sonntag, 15. März, 01:30\n" in text_of(after_midnight, language="de")


@pytest.mark.parametrize(
    ("years", "expected"), [(None, None), (0, None), (-1, None), (1, "1 Jahr"), (25, "25 Jahre")]
)
def test_years_are_shown_from_one_on(years: int | None, expected: str | None) -> None:
    body = notice(replace(ANA, type=OccasionType.ANNIVERSARY, years=years), language="de").body

    assert body.split(" · ")[1:-1] == ([expected] if expected else [])


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_type_of_occasion_has_its_own_words(language: str) -> None:
    titles = {
        kind: notice(replace(ANA, type=kind), language=language).title for kind in OccasionType
    }

    assert all("Ana" in title for title in titles.values())
    assert titles[OccasionType.HOLIDAY] == titles[OccasionType.OTHER]  # it comes with its title
    assert len(set(titles.values())) == len(titles) - 1


def test_the_owners_own_title_is_used_unchanged() -> None:
    assert (
        notice(replace(ANA, title="Mother’s Day {x}")).title
        == "Mother’s Day {x} (Ana) is in 3 days"
    )


@pytest.mark.parametrize("app_url", ["gifter://", "https://app.example.com/"])
def test_a_notice_links_to_gifts_for_its_recipient_and_occasion(app_url: str) -> None:
    data = notice(replace(ANA, recipient_id="r&1"), app_url=app_url).data

    assert data["deepLink"].startswith(f"{app_url}recommendations?")
    assert parse_qs(urlsplit(data["deepLink"]).query) == {
        "recipientId": ["r&1"],
        "occasionId": ["occasion-1"],
    }
    assert (data["recipientId"], data["occasionId"]) == ("r&1", "occasion-1")
    assert data["occurrenceOn"] == "2026-03-14"


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        (
            "en",
            "2 occasions are coming up",
            "Ben’s wedding is tomorrow\nAna’s birthday is in 3 days",
        ),
        (
            "de",
            "2 Anlässe stehen bevor",
            "Morgen: Hochzeit von Ben\nIn 3 Tagen: Geburtstag von Ana",
        ),
    ],
)
def test_a_digest_lists_its_occasions_and_links_to_all_of_them(
    language: str, title: str, body: str
) -> None:
    digest = notice(BEN, ANA, language=language)

    assert (digest.title, digest.body) == (title, body)
    assert digest.data == {"deepLink": "gifter://occasions"}


def test_a_mail_has_text_and_html_with_links_and_unsubscribe_link() -> None:
    page = _Seen(html_of(BEN, ANA))

    assert mail(BEN, ANA).subject == "2 occasions are coming up"
    assert text_of(BEN, ANA) == (
        "Ben’s wedding is tomorrow\nSaturday, 14 March\n"
        "Gift ideas: gifter://recommendations?recipientId=recipient-2&occasionId=occasion-2\n\n"
        "Ana’s birthday is in 3 days\nSaturday, 14 March · Ana turns 40\n"
        "Gift ideas: gifter://recommendations?recipientId=recipient-1&occasionId=occasion-1\n\n"
        f"-- \nNo more reminders by e-mail: {LEAVE}\n"
    )
    assert page.links == [
        "gifter://recommendations?recipientId=recipient-2&occasionId=occasion-2",
        "gifter://recommendations?recipientId=recipient-1&occasionId=occasion-1",
        LEAVE,
    ]
    assert "Ana’s birthday is in 3 days" in page.text


def test_a_name_is_never_markup() -> None:
    name = '<img src=x onerror="alert(1)"> & Söhne'
    page = _Seen(html_of(replace(ANA, recipient_name=name)))

    assert f"{name}’s birthday is in 3 days" in page.text
    assert "img" not in page.elements


def test_the_html_of_a_mail_runs_no_script_and_has_the_persons_colour() -> None:
    page, entry = html_of(ANA, language="de"), mail(ANA).entries[0]

    assert '<html lang="de">' in page
    assert "<title>In 3 Tagen: Geburtstag von Ana</title>" in page
    assert _Seen(page).elements.isdisjoint({"script", "link", "form", "iframe"})
    assert entry.initial == "A"
    assert page.count(f'bgcolor="{entry.colour}"') == 3
    assert mail(replace(ANA, recipient_name="ana")).entries[0].colour == entry.colour


def test_text_and_html_have_the_same_gifts() -> None:
    with_gift = replace(ANA, gifts=[TEAPOT])

    for part in (text_of(with_gift), html_of(with_gift)):
        for expected in ("A teapot", ["Kettle", "Co"][0], "£28.00", "Ana likes tea."):
            assert expected in part
        assert "https://shop.example.com/products/teapot" in part
    assert 'src="https://shop.example.com/teapot.png"' in html_of(with_gift)
    assert "More gift ideas" in text_of(with_gift)


def test_links_in_mail_are_web_addresses() -> None:
    environment = {"PUBLIC_URL": "https://api.example.com"}
    by_page = app_url_in_mail(read_settings(environment))
    by_app = app_url_in_mail(read_settings(environment | {"APP_URL": "https://app.example.com/"}))

    assert (by_page, by_app) == ("https://api.example.com/open/", "https://app.example.com/")
