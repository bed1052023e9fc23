"""Answers come to facets, in whatever order they are given."""

from hypothesis import given, settings

from builders.taste.answers import SPEND, hears_words, histories
from gifter_domain.language.limits import DIETS, EXCLUSIONS, MATERIALS, Limit
from gifter_domain.taste.answer import Answer, Answers, Heard, facets_of
from gifter_domain.taste.bank import BANK
from gifter_domain.taste.facets import Facets


def facets(answers: Answers) -> Facets:
    return facets_of(BANK, answers, hears_words)


@given(histories())
@settings(max_examples=60)
def test_the_order_of_answers_makes_no_difference(answers: dict[str, Answer | None]) -> None:
    assert facets(answers) == facets(dict(reversed(answers.items())))


@given(histories())
@settings(max_examples=60)
def test_every_hard_no_that_was_chosen_is_a_limit(answers: dict[str, Answer | None]) -> None:
    limits = MATERIALS | DIETS | EXCLUSIONS
    chosen = {
        value
        for question in BANK
        if (answer := answers.get(question.id)) is not None
        for option in question.options
        if option.id in answer.chosen
        for value in option.sets
        if value in limits
    }

    assert {*facets(answers).limits} == {limits[value] for value in chosen}


def test_what_is_disliked_in_one_answer_is_not_liked_in_another() -> None:
    found = facets(
        {
            "eating_drinking": Answer(chosen=("tea", "cooking")),
            "no_time_for": Answer(chosen=("cooking",)),
        }
    )

    assert found.interests == ("tea",)
    assert found.dislikes == ("interest.cooking", "interest.baking")


def test_two_opposite_leanings_are_none() -> None:
    do, parcel = Answer(chosen=("do",)), Answer(chosen=("parcel",))

    assert facets({"do_or_have": do}).leaning == "experiences"
    assert facets({"do_or_have": do, "ticket_or_parcel": parcel}).leaning is None


def test_words_of_one_s_own_are_loved_or_ruled_out_as_they_were_said() -> None:
    def hears(text: str) -> Heard:
        return Heard(words=("jazz",), refused=("golf",)) if "jazz" in text else Heard()

    answers = {"lately": Answer(text="jazz, no golf"), "hard_noes": Answer(own=("clowns",))}
    found = facets_of(BANK, answers, hears)

    assert (found.words, found.own_exclusions) == (("jazz",), ("clowns", "golf"))
    assert found.limits == (Limit(("clowns", "golf")),)
    assert found.query == "jazz"
    assert found.text == "loves jazz: jazz"


def test_limits_money_and_sizes_are_not_searched_by_nor_embedded() -> None:
    found = facets(
        {
            "hard_noes": Answer(chosen=("alcohol",), own=("snakes",)),
            "price_comfort": Answer(budget=SPEND),
            "clothing_size": Answer(sizes={"top": "M"}),
            "drawer": Answer(chosen=("candle",)),
        }
    )

    assert (found.query, found.text) == ("", "")
    assert (found.price_comfort, found.sizes) == (SPEND, {"top": "M"})


def test_questions_that_the_bank_has_no_more_say_nothing() -> None:
    assert facets({"gone": Answer(chosen=("x",), own=("y",)), "passed": None}) == Facets()
