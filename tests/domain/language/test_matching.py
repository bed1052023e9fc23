"""Words of a query and of a product are compared by their English stems."""

import pytest

from gifter_domain.language.matching import as_written, matching_words, root


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gardens", "gardening"),
        ("gardener", "garden"),
        ("candles", "candle"),
        ("Running", "runs"),
        ("cosy", "cosies"),
    ],
)
def test_inflections_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("car", "care"),
        ("wine", "winner"),
        ("post", "poster"),
        ("art", "artist"),
        ("box", "boxer"),
        ("organic", "organiser"),
        ("natural", "naturalist"),
        ("fitness", "fit"),
        ("refillable", "refill"),
    ],
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert root(one) != root(other)


def test_cars_are_not_in_a_hair_care_kit() -> None:
    assert matching_words(["cars"], "Hair Care Kit") == ()
    assert matching_words(["cars"], "Model Car Kit") == ("cars",)


def test_a_phrase_is_in_a_text_that_has_all_its_words() -> None:
    assert matching_words(["card game", "board game"], "Games for a Pack of Cards") == (
        "card game",
    )


def test_a_word_is_quoted_as_the_text_writes_it() -> None:
    assert as_written("gardens", "The Gardening Book") == "Gardening"
