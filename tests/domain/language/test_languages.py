"""The language of a text, also of short ones, and of languages that are not read."""

import pytest

from gifter_domain.language.understanding import understand


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "en",
            "gift for mum|chef knife|pour over coffee|secret santa tenner|bf 30th",
        ),
        (
            "de",
            "katzen 15 euro|buch|wein|lehrerin danke|was für Papa|Yoga Mama 30-40€",
        ),
        (
            "fr",
            "cadeau pour maman|idée cadeau homme 30 ans|un livre pour mon père",
        ),
        ("es", "regalo para mamá|amigo invisible 10 euros|un libro para mi padre"),
        ("it", "regalo per la mamma|idee regalo uomo|qualcosa per una collega"),
        ("nl", "iets leuks voor oma|sinterklaas cadeautje tot 15 euro"),
        ("pl", "prezent dla mamy|coś dla babci do 50 zł"),
        ("sv", "julklapp till min bror som gillar fiske"),
    ],
)
def test_the_language_of_a_short_text_is_recognised(language: str, texts: str) -> None:
    assert {understand(text).language for text in texts.split("|")} == {language}


@pytest.mark.parametrize(
    "text",
    ["winter hat", "hat stand", "phone stand", "luggage tag", "foot rest", "galaxy s"],
)
def test_a_search_with_words_that_german_has_too_keeps_them_all(text: str) -> None:
    read = understand(text)

    assert (read.language, " ".join(read.words)) == ("en", text.removesuffix(" s"))


def test_another_language_has_an_amount_and_words_to_search_with() -> None:
    read = understand("un livre pour ma sœur, moins de 40 euros")

    assert (read.language, read.supported) == ("fr", False)
    assert read.budget is not None
    assert (read.budget.max, read.budget.currency) == (4000, "EUR")
    assert read.words == ("livre",)


@pytest.mark.parametrize("text", ["cadeau pour la fête, 6 ans", "regalo para una boda"])
def test_grammar_of_another_language_is_no_search_term(text: str) -> None:
    assert {"pour", "la", "6", "para", "una"}.isdisjoint(understand(text).words)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "подарок маме до 30 €"),
        ("zh", "送给妈妈的礼物 30 €"),
        ("ja", "母へのプレゼント 30 €"),
        ("ar", "هدية لأمي 30 €"),
        ("he", "מתנה לאמא 30 €"),
        ("el", "δώρο για τη μαμά 30 €"),
    ],
)
def test_another_script_is_not_supported_but_its_amount_is_read(language: str, text: str) -> None:
    read = understand(text)

    assert (read.language, read.supported) == (language, False)
    assert read.budget is not None
    assert read.budget.currency == "EUR"
