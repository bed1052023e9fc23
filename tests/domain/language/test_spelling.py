"""Repairing misspelt words by the words of a catalogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.language.spelling import Correction, Vocabulary, slips
from gifter_domain.language.understanding import understand, with_spelling

WORDS = Vocabulary(
    {"necklace": 40, "gaming": 30, "gardening": 25, "chocolate": 20, "binoculars": 9, "candle": 60}
    | {"candles": 50, "headphones": 12, "cashews": 5, "cradle": 4, "brio": 1, "garden": 80}
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("necklase", "necklace"),
        ("Neckalce", "necklace"),
        ("chocolat", "chocolate"),
        ("binocculers", "binoculars"),
        ("headfones", "headphones"),
        ("candel", "candle"),
    ],
)
def test_a_slip_is_repaired(written: str, meant: str) -> None:
    assert WORDS.correction(written) == meant


@pytest.mark.parametrize(
    "word",
    ["garmin", "candles", "gardener", "brio", "brios", "yarn", "thanks", "5-year", "karndle"],
)
def test_names_known_words_and_short_words_stay(word: str) -> None:
    assert WORDS.correction(word) is None


def test_the_frequent_word_is_preferred() -> None:
    assert Vocabulary({"candle": 60, "cantle": 3}).correction("canle") == "candle"


def test_corrected_words_are_searched_with_and_named() -> None:
    read = with_spelling(understand("a necklase for my aunt, no headfones"), WORDS)

    assert (read.words, read.excludes) == (("necklace",), ("headphones",))
    assert read.corrected == (
        Correction("necklase", "necklace"),
        Correction("headfones", "headphones"),
    )


def test_a_missing_double_letter_is_repaired() -> None:
    assert Vocabulary({"running": 9, "run": 30}).correction("runing") == "running"


def test_misspelt_occasions_and_people_are_no_words_to_search_with() -> None:
    read = understand("brithday presnt for my sistr who paints")

    assert (read.occasion, read.relationship) == ("birthday", "sister")
    assert (read.interests, read.words) == (("paints",), ("paints",))


def test_other_languages_are_left_alone() -> None:
    read = understand("un chocolat pour ma sœur")

    assert with_spelling(read, WORDS) == read


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_symmetric_and_bounded_by_the_longer_word(one: str, other: str) -> None:
    most = 9

    assert slips(one, other, most) == slips(other, one, most) <= max(len(one), len(other))
    assert (slips(one, other, most) == 0) is (one == other)


@pytest.mark.parametrize(
    ("text", "occasion", "relationship"),
    [
        ("birthdya present for my hubsand", "birthday", "husband"),
        ("anniversery gift for my girlfreind", "anniversary", "girlfriend"),
        ("graduaton present for my daughtr", "graduation", "daughter"),
        ("Gebrutstag meiner Schwigermutter", "birthday", "mum"),
    ],
)
def test_misspelt_occasions_and_people_are_read(
    text: str, occasion: str, relationship: str
) -> None:
    read = understand(text)

    assert (read.occasion, read.relationship) == (occasion, relationship)


@pytest.mark.parametrize("word", ["hurling", "schlager", "potter", "marine", "hiking", "garmin"])
def test_a_right_word_that_looks_like_another_is_kept(word: str) -> None:
    assert word in " ".join(understand(f"gift for my sister, {word}").words)


@pytest.mark.parametrize(
    "text",
    [
        "a zester for my aunt",
        "a thriller",
        "a bedding set",
        "pirates",
        "a slipper",
        "a daisy",
        "a summit",
        "ein Märchen",
        "ein Tennisschläger oder ein Schläger",
        "ein Trauring",
    ],
)
def test_an_ordinary_word_is_no_misspelling(text: str) -> None:
    read = understand(text)

    assert text.split()[-1].lower() in " ".join(read.interests).lower() or "aunt" in text
    assert not read.excludes
    assert read.adult is not False
