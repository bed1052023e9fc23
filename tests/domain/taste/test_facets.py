"""Facets derived from answers."""

from hypothesis import given, settings

from builders.language.limit_titles import LIMITS
from builders.taste.answers import SPEND, histories, parse_words
from gifter_domain.taste.answer import Answer, Answers, ParsedText, facets_of
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.questions.bank import BANK


def facets(answers: Answers) -> Facets:
    return facets_of(BANK, answers, parse_words)


@given(histories())
@settings(max_examples=60)
def test_the_order_of_answers_makes_no_difference(answers: dict[str, Answer | None]) -> None:
    assert facets(answers) == facets(dict(reversed(answers.items())))


@given(histories())
@settings(max_examples=60)
def test_every_chosen_hard_no_is_a_limit(answers: dict[str, Answer | None]) -> None:
    chosen = {
        value
        for question in BANK
        if (answer := answers.get(question.id)) is not None
        for option in question.options
        if option.id in answer.chosen
        for value in option.sets
        if value in LIMITS
    }

    assert {*facets(answers).limit_values} == chosen


def test_a_dislike_removes_the_same_like_of_another_answer() -> None:
    found = facets(
        {
            "eating_drinking": Answer(chosen=("tea", "cooking")),
            "no_time_for": Answer(chosen=("cooking",)),
        }
    )

    assert found.interests == ("tea",)
    assert found.dislikes == ("interest.cooking", "interest.baking")


def test_opposite_leanings_cancel_each_other() -> None:
    do, parcel = Answer(chosen=("do",)), Answer(chosen=("parcel",))

    assert facets({"do_or_have": do}).leaning == "experiences"
    assert facets({"do_or_have": do, "ticket_or_parcel": parcel}).leaning is None


def test_own_words_become_likes_or_limits_unchanged() -> None:
    def parse(text: str) -> ParsedText:
        return ParsedText(words=("jazz",), refused=("golf",)) if "jazz" in text else ParsedText()

    answers = {"lately": Answer(text="jazz, no golf"), "hard_noes": Answer(own=("clowns",))}
    found = facets_of(BANK, answers, parse)

    assert (found.words, found.own_exclusions) == (("jazz",), ("clowns", "golf"))
    assert found.query == "jazz"
    assert found.text == "loves jazz: jazz"


def test_limits_money_and_sizes_are_not_in_the_query_or_the_embedded_text() -> None:
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


def test_answers_to_questions_outside_the_bank_are_ignored() -> None:
    assert facets({"gone": Answer(chosen=("x",), own=("y",)), "passed": None}) == Facets()
