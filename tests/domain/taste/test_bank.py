"""The question bank: every question is complete, and every value of the vocabulary is asked."""

import re
from collections import Counter

from builders.language.limit_titles import LIMITS
from gifter_domain.language.relationships import RELATIONSHIPS
from gifter_domain.taste.questions.bank import BANK
from gifter_domain.taste.questions.question import Kind, Mode
from gifter_domain.taste.vocabulary import TRAITS


def test_the_bank_has_forty_questions_of_every_kind() -> None:
    assert len(BANK) >= 40
    assert {question.kind for question in BANK} == {*Kind}
    assert len({question.id for question in BANK}) == len(BANK)
    assert len({question.to_self for question in BANK}) == len(BANK)


def test_options_stand_for_known_values() -> None:
    sizes = {"size.top", "size.bottom", "size.shoe", "size.ring", "size.gloves", "size.hat"}
    for question in BANK:
        ids = [option.id for option in question.options]
        assert len({*ids}) == len(ids), question.id
        for option in question.options:
            assert option.sets, question.id
            assert {*option.sets} <= {*TRAITS, *LIMITS} | sizes, question.id


def test_only_hard_noes_set_limits() -> None:
    for question in BANK:
        facets = {v.partition(".")[0] for option in question.options for v in option.sets}
        are_limits = bool(facets) and facets <= {"material", "diet", "no"}
        assert are_limits == (question.kind is Kind.HARD_NOES), question.id
        assert are_limits or facets.isdisjoint({"material", "diet", "no"})


def test_every_value_of_the_vocabulary_has_a_question() -> None:
    values = {value for question in BANK for option in question.options for value in option.sets}

    assert {*TRAITS, *LIMITS} - values == set()


def test_this_or_that_has_two_options_with_their_own_pictures() -> None:
    pictures = Counter(o.picture for q in BANK for o in q.options if o.picture)
    for question in BANK:
        if question.kind is Kind.THIS_OR_THAT:
            assert len(question.options) == 2
            assert all(option.picture for option in question.options)

    assert max(pictures.values()) == 1


def test_questions_are_grammatical_for_every_relationship() -> None:
    for question in BANK:
        assert question.worded(Mode.SELF, None) == question.to_self
        for relationship in (*RELATIONSHIPS, None):
            text = question.worded(Mode.RECIPIENT, relationship)
            assert text[0].isupper()
            assert text[-1] in "?."
            assert "{" not in text
            # "Does your parents like" and "What is they" are wrong: the verb must fit everybody.
            assert not re.search(r"(?i)\b(does|is|are|has|have|do) (your|this|they)\b", text), text
