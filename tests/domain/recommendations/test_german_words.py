"""Everyday German words for gifts find what the catalogue calls in English."""

import pytest

from gifter_domain.recommendations.gift_query import parse_query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kerze", ("candle",)),
        ("eine Kerze", ("candle",)),
        ("Kerzen für meine Tante", ("candle",)),
        ("Messer", ("knife",)),
        ("ein Kochmesser", ("knife",)),
        ("ein schöner Füller", ("fountain pen",)),
        ("ein Fueller", ("fountain pen",)),
        ("Stift", ("pen",)),
        ("Handschuhe", ("gloves",)),
        ("Lederhandschuhe für Papa", ("gloves",)),
        ("eine Schale", ("bowl",)),
        ("eine Holzschale", ("bowl",)),
        ("ein Schal für Oma", ("scarf",)),
        ("Schallplatten", ("vinyl record",)),
        ("Gartenarbeit", ("gardening",)),
        ("eine Hose", ("trousers",)),
    ],
)
def test_german_words_for_gifts_are_searched_in_english(text: str, words: tuple[str, ...]) -> None:
    assert parse_query(text).words == words


@pytest.mark.parametrize(
    "text", ["garden hose", "rock climbing harness", "hut", "a hamper", "picnic basket"]
)
def test_english_words_stay_as_they_are(text: str) -> None:
    assert set(parse_query(text).words) <= set(text.split())


@pytest.mark.parametrize(
    ("text", "interests"),
    [
        ("meine Schwester liest gern", ("reading",)),
        ("mein Bruder läuft gern", ("running",)),
        ("für meinen Kollegen, der gerne läuft", ("running",)),
        ("für meine Tante, sie liest sehr viel", ("reading",)),
        ("für meinen Onkel, bei ihm läuft alles", ()),
        ("für meinen Neffen, er spielt gern Fußball", ("football",)),
    ],
)
def test_german_verbs_before_gern_are_interests(text: str, interests: tuple[str, ...]) -> None:
    assert parse_query(text).interests == interests
