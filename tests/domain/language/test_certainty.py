"""The certainty of each field of a request follows from the evidence in its text."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.language.certainty import certainties
from gifter_domain.language.understanding import UnderstoodRequest, understand

PARTS = (
    "a gift for my aunt",
    "for my mum or my sister",
    "my niece turns 7",
    "ein Geschenk für meine Oma",
    "birthday",
    "under £20",
    "max 25",
    "she is vegan",
    "loves golf",
    "no candles",
    "she already has enough mugs",
    "by Friday",
    "un cadeau pour ma mère",
)
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(max_size=20), max_size=5).map(", ".join)


def _sure(text: str) -> dict[str, float]:
    return certainties(understand(text))


@given(TEXTS)
def test_a_certainty_is_0_exactly_for_a_field_without_a_value(text: str) -> None:
    read = understand(text)

    for field, sure in certainties(read).items():
        value = getattr(read, field)
        is_empty = value is None if field == "adult" else not value
        assert 0 <= sure <= 1
        assert (sure == 0) == is_empty, field


@given(TEXTS)
def test_every_field_that_a_text_may_state_has_a_certainty(text: str) -> None:
    without = {"supported", "words", "spans", "contested", "situation", "corrected"}

    assert set(_sure(text)) == {field.name for field in fields(UnderstoodRequest)} - without


@given(TEXTS)
def test_nothing_is_more_certain_than_a_guess_in_an_unsupported_language(text: str) -> None:
    read = understand(text, language="fr")

    assert max(certainties(read).values()) <= 0.5


@pytest.mark.parametrize(
    ("surer", "less_sure", "field"),
    [
        ("my aunt, up to £25", "my aunt, max 25", "budget"),
        ("for my aunt", "for my aunt or my cousin", "relationship"),
        ("her birthday", "her birthday and anniversary", "occasion"),
        ("my niece, 7", "my niece, a teenager", "ages"),
        ("my sister, 34", "my mum", "adult"),
        ("my mum", "for my mum or my sister", "adult"),
        ("two nieces", "nieces aged 4 and 6", "people"),
        ("he loves golf", "golf", "interests"),
    ],
)
def test_a_stated_field_is_surer_than_one_that_is_derived_contested_or_guessed(
    surer: str, less_sure: str, field: str
) -> None:
    assert 1 >= _sure(surer)[field] > _sure(less_sure)[field] > 0


def test_a_niece_may_be_a_child_or_a_grown_up() -> None:
    assert _sure("a present for my niece")["adult"] == 0


@pytest.mark.parametrize("text", ["a present for my aunt who loves tea", "Geschenk für meine Oma"])
def test_a_language_that_many_words_tell_is_certain(text: str) -> None:
    assert _sure(text)["language"] == 1


@pytest.mark.parametrize("text", ["", "macramé", "Lego"])
def test_a_language_that_no_word_tells_is_a_guess(text: str) -> None:
    assert _sure(text)["language"] == 0.5
