"""Denied allergies and states refuse nothing; whatever is unclear refuses still."""

import pytest

from gifter_domain.language.understanding import understand


@pytest.mark.parametrize(
    "text",
    [
        "he is not allergic to nuts",
        "isn't allergic to nuts any more",
        "he used to be allergic to nuts but isn't any more",
        "she had a nut allergy as a child but grew out of it",
        "no nut allergy",
        "isn't coeliac",
        "she is no longer pregnant",
        "not diabetic",
        "er ist nicht gegen Nüsse allergisch",
        "sie ist nicht mehr schwanger",
        "keine Nussallergie",
    ],
)
def test_a_denied_allergy_or_state_excludes_nothing(text: str) -> None:
    read = understand(text)

    assert (read.excludes, read.interests) == ((), ())


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("not allergic to nuts but to milk", ("milk",)),
        ("sie ist nicht allergisch gegen Nüsse, sondern gegen Milch", ("milk",)),
        ("he's not only allergic to nuts but to milk", ("nuts", "milk")),
        ("used to be allergic to everything, now only nuts", ("nuts",)),
        ("not allergic, he just can't stand nuts", ("nuts",)),
        ("she had a nut allergy as a child", ("nuts",)),
        ("I'm not sure if she's allergic to nuts", ("nuts",)),
        ("isn't he allergic to nuts?", ("nuts",)),
        ("he's not allergic to nuts as far as I know", ("nuts",)),
        ("not allergic to nuts I think", ("nuts",)),
        ("she's not allergic to nuts, is she?", ("nuts",)),
        ("sie ist wahrscheinlich nicht gegen Nüsse allergisch", ("nuts",)),
        ("not sober yet", ("alcohol",)),
        ("she isn't just intolerant, she's allergic to nuts", ("nuts",)),
        ("no nuts he can't have them", ("nuts",)),
        ("keine Nüsse, die er nicht verträgt", ("nuts",)),
    ],
)
def test_an_unclear_or_partial_denial_excludes_still(text: str, excluded: tuple[str, ...]) -> None:
    assert understand(text).excludes == excluded


@pytest.mark.parametrize(
    "text",
    [
        "Allergie: Nüsse",
        "allergies: nuts",
        "severe intolerance (milk)",
        "goes into anaphylactic shock from nuts",
        "careful with nuts",
        "Vorsicht bei Nüssen",
    ],
)
def test_words_of_a_refusal_are_no_interest(text: str) -> None:
    read = understand(text)

    assert read.excludes
    assert (read.interests, read.words) == ((), ())
