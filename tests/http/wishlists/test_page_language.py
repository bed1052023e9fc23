"""Pages use the supported language with the highest weight in the browser's header."""

import pytest

from gifter_app.http.pages.language import page_language


@pytest.mark.parametrize(
    "header",
    [
        "de",
        "DE",
        "de-AT",
        "de, en",
        "en;q=0.5, de;q=0.9",
        "en ; q=0.5,de ;q=0.501",
        "fr, de-AT;q=0.9, en;q=0.5",
        "de-AT;q=0.3, de-DE;q=0.9, en;q=0.5",
        "en;q=0, *",
        "*;q=0.5, en;q=0.1",
    ],
)
def test_german_is_used_if_it_has_the_highest_weight(header: str) -> None:
    assert page_language(header) == "de"


@pytest.mark.parametrize(
    "header",
    ["", "fr", "*", "en, de", "de;q=0.5, en", "de;q=0", "de;q=0, *", "de;q=0, de-AT", "en;q=0"],
)
def test_english_is_used_otherwise(header: str) -> None:
    assert page_language(header) == "en"


@pytest.mark.parametrize(
    "header",
    ["de;q=abc", "de;q=2", "de;q=0.1234", "de;;q=1", "de;q", "d€", ";;;", ",", "de_AT", "de=1"],
)
def test_a_malformed_header_leads_to_english(header: str) -> None:
    assert page_language(header) == "en"


def test_a_malformed_language_range_is_ignored() -> None:
    assert page_language("en;q=high, de;q=0.5") == "de"
