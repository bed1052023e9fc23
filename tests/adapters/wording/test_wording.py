"""Messages, plurals, days and amounts are written in the requested language."""

from datetime import date
from pathlib import Path

import pytest

from gifter_adapters.wording.catalogues import GettextWording
from gifter_domain.shared.money import Money

POLISH = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "{name} sent you a gift"
msgstr "Prezent od: {name}"

msgid "{count} gift for {name}"
msgid_plural "{count} gifts for {name}"
msgstr[0] "{count} prezent dla: {name}"
msgstr[1] "{count} prezenty dla: {name}"
msgstr[2] "{count} prezentów dla: {name}"

#, fuzzy
msgid "Not checked yet"
msgstr "Jeszcze nie sprawdzone"
"""


@pytest.fixture
def wording(tmp_path: Path) -> GettextWording:
    (tmp_path / "pl.po").write_text(POLISH, encoding="utf-8")
    return GettextWording(tmp_path)


def test_a_message_is_translated_with_its_values(wording: GettextWording) -> None:
    assert wording.text("pl", "{name} sent you a gift", name="Ana") == "Prezent od: Ana"


@pytest.mark.parametrize("language", ["en", "fr", "", "PL", "../pl"])
def test_a_language_without_a_catalogue_gets_english(
    wording: GettextWording, language: str
) -> None:
    assert wording.text(language, "{name} sent you a gift", name="Ana") == "Ana sent you a gift"
    assert wording.day(language, date(2026, 3, 14)) == "Saturday, 14 March"


@pytest.mark.parametrize("message", ["Nobody translated this", "Not checked yet"])
def test_a_message_without_a_checked_translation_is_english(
    wording: GettextWording, message: str
) -> None:
    assert wording.text("pl", message) == message


def test_plural_forms_follow_the_language(wording: GettextWording) -> None:
    forms = [
        wording.plural("pl", "{count} gift for {name}", "{count} gifts for {name}", n, name="Ana")
        for n in (1, 2, 5, 22)
    ]

    assert forms == [
        "1 prezent dla: Ana",
        "2 prezenty dla: Ana",
        "5 prezentów dla: Ana",
        "22 prezenty dla: Ana",
    ]


@pytest.mark.parametrize(("count", "expected"), [(0, "0 gifts"), (1, "1 gift"), (2, "2 gifts")])
def test_english_has_one_form_for_one_and_one_for_all_others(
    wording: GettextWording, count: int, expected: str
) -> None:
    assert wording.plural("en", "{count} gift", "{count} gifts", count) == expected


def test_a_value_is_inserted_unchanged(wording: GettextWording) -> None:
    awkward = "{name} 100% {0}"

    assert wording.text("pl", "{name} sent you a gift", name=awkward) == f"Prezent od: {awkward}"


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "Saturday, 14 March"), ("de", "Samstag, 14. März")]
)
def test_a_day_is_written_as_in_the_language(language: str, expected: str) -> None:
    assert GettextWording().day(language, date(2026, 3, 14)) == expected


@pytest.mark.parametrize(
    ("language", "minor", "currency", "written"),
    [
        ("en", 1250, "GBP", "£12.50"),
        ("en", 5, "GBP", "£0.05"),
        ("en", -1250, "EUR", "-€12.50"),
        ("en", 123456789, "USD", "$1,234,567.89"),
        ("en", 1200, "JPY", "¥1,200"),
        ("en", 1500, "KWD", "KWD1.500"),
        ("en", 1250000, "RSD", "RSD12,500"),
        ("de", 1250, "EUR", "12,50 €"),
        ("de", 123456, "CHF", "1.234,56 CHF"),
        ("de", 2800, "GBP", "28,00 £"),
        ("fr", 1250, "EUR", "€12.50"),
    ],
)
def test_an_amount_is_written_as_in_the_readers_language(
    language: str, minor: int, currency: str, written: str
) -> None:
    expected = GettextWording().money(language, Money(minor, currency))

    assert expected.replace("\N{NO-BREAK SPACE}", " ") == written
