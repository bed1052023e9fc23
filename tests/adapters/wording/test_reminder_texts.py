"""What people read in a reminder, in each language that is spoken."""

from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from gifter_adapters.mail_templates.rendering import JinjaMailTemplates
from gifter_adapters.wording.catalogues import GettextWording
from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.reminders.content.mail import ReminderMail, reminder_mail
from gifter_domain.reminders.content.notice import DueOccurrence, NoticeText, reminder_notice

APP, LEAVE = "gifter://", "https://api.example.com/v1/unsubscribe?token=a&b"
WORDING = GettextWording()
TEMPLATES = JinjaMailTemplates()
ANA = DueOccurrence(
    occasion_id="occasion-1",
    recipient_id="recipient-1",
    recipient_name="Ana",
    type=OccasionType.BIRTHDAY,
    title=None,
    on=date(2026, 3, 14),
    begins=None,
    days_left=3,
    years=40,
)
BEN = replace(
    ANA,
    occasion_id="occasion-2",
    recipient_id="recipient-2",
    recipient_name="Ben",
    type=OccasionType.WEDDING,
    days_left=1,
    years=None,
)


def notice(*due: DueOccurrence, language: str = "en", app_url: str = APP) -> NoticeText:
    return reminder_notice(WORDING, language, due, app_url)


def mail(*due: DueOccurrence, language: str = "en") -> ReminderMail:
    return reminder_mail(WORDING, language, due, APP, LEAVE)


def text_of(*due: DueOccurrence, language: str = "en") -> str:
    return TEMPLATES.text(mail(*due, language=language))


def html_of(*due: DueOccurrence, language: str = "en") -> str:
    return TEMPLATES.html(mail(*due, language=language))


class _Seen(HTMLParser):
    """The text and the links of a page, and every element in it."""

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
    ("language", "days", "said"),
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
def test_the_title_says_who_what_and_in_how_many_days(language: str, days: int, said: str) -> None:
    assert notice(replace(ANA, days_left=days), language=language).title == said
    assert mail(replace(ANA, days_left=days), language=language).subject == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Saturday, 14 March · Ana turns 40 · Tap for gift ideas"),
        ("de", "Samstag, 14. März · Ana wird 40 · Tippe für Geschenkideen"),
    ],
)
def test_the_body_says_the_day_and_the_age(language: str, said: str) -> None:
    assert notice(ANA, language=language).body == said


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
def test_whom_nobody_named_is_a_friend(language: str, title: str, body: str) -> None:
    said = notice(replace(ANA, recipient_name=None), language=language)

    assert (said.title, said.body.rpartition(" · ")[0]) == (title, body)


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
def test_what_is_of_nobody_named_is_said_in_whole_phrases(
    kind: str, english: str, german: str
) -> None:
    of_somebody = replace(ANA, recipient_name=None, type=OccasionType(kind), days_left=0)

    assert notice(of_somebody).title == f"{english} is today"
    assert notice(of_somebody, language="de").title == f"Heute: {german}"


@pytest.mark.parametrize(("name", "said"), [("Ana", "Silber (Ana)"), (None, "Silber")])
def test_a_title_is_followed_by_a_name_only_where_there_is_one(name: str | None, said: str) -> None:
    titled = replace(ANA, recipient_name=name, title="Silber", days_left=0)

    assert notice(titled, language="de").title == f"Heute: {said}"


def test_what_has_a_time_is_told_with_the_day_and_time_of_the_owners_clock() -> None:
    after_midnight = replace(BEN, begins=datetime.fromisoformat("2026-03-15T01:30"))

    assert notice(after_midnight).body == "Sunday, 15 March, 01:30 · Tap for gift ideas"
    assert "Sonntag, 15. März, 01:30\n" in text_of(after_midnight, language="de")


@pytest.mark.parametrize(
    ("years", "said"), [(None, None), (0, None), (-1, None), (1, "1 Jahr"), (25, "25 Jahre")]
)
def test_years_are_said_where_there_are_any(years: int | None, said: str | None) -> None:
    body = notice(replace(ANA, type=OccasionType.ANNIVERSARY, years=years), language="de").body

    assert body.split(" · ")[1:-1] == ([said] if said else [])


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_type_of_occasion_has_words_of_its_own(language: str) -> None:
    titles = {
        kind: notice(replace(ANA, type=kind), language=language).title for kind in OccasionType
    }

    assert all("Ana" in title for title in titles.values())
    assert titles[OccasionType.HOLIDAY] == titles[OccasionType.OTHER]  # it comes with its title
    assert len(set(titles.values())) == len(titles) - 1


def test_a_title_of_the_owners_own_is_used_as_it_is() -> None:
    assert (
        notice(replace(ANA, title="Mother’s Day {x}")).title
        == "Mother’s Day {x} (Ana) is in 3 days"
    )


@pytest.mark.parametrize("app_url", ["gifter://", "https://app.example.com/"])
def test_a_notice_leads_to_gifts_for_that_recipient_and_occasion(app_url: str) -> None:
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
def test_a_digest_lists_its_occasions_and_leads_to_all_of_them(
    language: str, title: str, body: str
) -> None:
    digest = notice(BEN, ANA, language=language)

    assert (digest.title, digest.body) == (title, body)
    assert digest.data == {"deepLink": "gifter://occasions"}


def test_a_mail_says_it_in_text_and_in_html_with_the_links_and_the_way_out() -> None:
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


def test_the_html_of_a_mail_is_plain() -> None:
    page = html_of(replace(ANA, recipient_name="Søn & Ko"), language="de")

    assert "".join(line.strip() for line in page.splitlines()) == (
        '<!doctype html><html lang="de"><head><meta charset="utf-8">'
        "<title>In 3 Tagen: Geburtstag von Søn &amp; Ko</title></head>"
        '<body style="font-family: sans-serif">'
        "<h2>In 3 Tagen: Geburtstag von Søn &amp; Ko</h2>"
        "<p>Samstag, 14. März · Søn &amp; Ko wird 40</p>"
        '<p><a href="gifter://recommendations?recipientId=recipient-1&amp;occasionId=occasion-1">'
        "Geschenkideen</a></p><hr>"
        '<p><a href="https://api.example.com/v1/unsubscribe?token=a&amp;b">'
        "Keine Erinnerungen mehr per E-Mail</a></p></body></html>"
    )
