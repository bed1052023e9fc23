"""Questions of a language model: only plain questions about unknown values are used."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.taste.facets import Facets
from gifter_domain.taste.questions.phrasing import (
    PhrasedQuestion,
    phrasing_prompt,
    usable_questions,
)
from gifter_domain.taste.questions.question import Kind, Mode
from gifter_domain.taste.vocabulary import TRAITS

GARDENER = Facets(interests=("gardening",), words=("Ana's roses",), own_exclusions=("Bob",))
SETTLED = {"interest.gardening", "style.bold"}
GOOD = PhrasedQuestion(
    "Would you rather potter about or sit with a book?",
    (("Potter about", "interest.diy"), ("A book", "interest.reading")),
)


def test_the_prompt_has_known_values_and_no_words_of_a_user() -> None:
    prompt = phrasing_prompt(GARDENER, SETTLED, Mode.RECIPIENT, "sister")

    assert json.loads(prompt.data) == {"about": "your sister", "knownOfThem": ["loves gardening"]}
    assert not {"Ana", "Bob", "roses"} & {*f"{prompt}".replace("'", " ").split()}


def test_the_schema_offers_only_unknown_values() -> None:
    schema = json.dumps(phrasing_prompt(GARDENER, SETTLED, Mode.SELF, None).schema)

    assert "interest.gardening" not in schema
    assert "interest.reading" in schema


def test_a_valid_question_is_used_unchanged() -> None:
    [question] = usable_questions([GOOD], SETTLED)

    assert (question.id, question.kind) == ("phrased_1", Kind.THIS_OR_THAT)
    assert question.worded(Mode.RECIPIENT, "sister") == GOOD.text
    assert [option.sets for option in question.options] == [
        ("interest.diy",),
        ("interest.reading",),
    ]


def test_only_the_first_two_questions_are_kept() -> None:
    many = [replace(GOOD, text=f"{word}?") for word in ("One", "Two", "Two", "Three")]

    assert [one.to_self for one in usable_questions(many, SETTLED)] == ["One?", "Two?"]


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, text="Tell me more."),
        replace(GOOD, text="See http://evil.example?"),
        replace(GOOD, text="What do {they} like?"),
        replace(GOOD, text="<b>Which</b>?"),
        replace(GOOD, text="Two\nlines?"),
        replace(GOOD, text="W" * 200 + "?"),
        replace(GOOD, text="?"),
        replace(GOOD, options=()),
        replace(GOOD, options=GOOD.options[:1]),
        replace(GOOD, options=(*GOOD.options, ("Roses", "interest.gardening"))),
        replace(GOOD, options=(*GOOD.options, ("Bombs", "interest.bombs"))),
        replace(GOOD, options=(*GOOD.options, ("a BOOK", "interest.tea"))),
        replace(GOOD, options=(*GOOD.options, ("Novels", "interest.reading"))),
        replace(GOOD, options=(*GOOD.options, ("", "interest.tea"))),
    ],
    ids=lambda bad: f"{bad.text[:20]!r} {len(bad.options)}",
)
def test_an_invalid_question_is_dropped(bad: PhrasedQuestion) -> None:
    assert usable_questions([bad, GOOD], SETTLED) == usable_questions([GOOD], SETTLED)


@given(
    st.lists(
        st.builds(
            PhrasedQuestion,
            st.text(max_size=160) | st.just(GOOD.text),
            st.lists(
                st.tuples(st.text(max_size=60), st.text(max_size=5) | st.sampled_from([*TRAITS]))
            ).map(tuple),
        )
    )
)
def test_usable_questions_are_short_and_plain_and_ask_about_unknown_values(
    phrased: list[PhrasedQuestion],
) -> None:
    questions = usable_questions(phrased, SETTLED)

    assert len(questions) <= 2
    for question in questions:
        assert question.to_self.endswith("?")
        assert question.worded(Mode.RECIPIENT, None)
        assert 2 <= len(question.options) <= 6
        assert all(option.label.strip() for option in question.options)
        assert all(
            o.sets[0] in TRAITS and o.sets != ("interest.gardening",) for o in question.options
        )
