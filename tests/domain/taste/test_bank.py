"""The bank's questions are whole: they can be asked of anybody, and each sets something."""

import re
from collections import Counter

from gifter_domain.language.limits import LIMITS
from gifter_domain.language.relationships import RELATIONSHIPS
from gifter_domain.taste.bank import BANK
from gifter_domain.taste.question import Kind, Mode
from gifter_domain.taste.vocabulary import LIKINGS


def test_there_are_forty_questions_and_more_of_every_kind() -> None:
    assert len(BANK) >= 40
    assert {question.kind for question in BANK} == {*Kind}
    assert len({question.id for question in BANK}) == len(BANK)
    assert len({question.to_self for question in BANK}) == len(BANK)


def test_options_stand_for_values_that_we_know() -> None:
    sizes = {"size.top", "size.bottom", "size.shoe", "size.ring", "size.gloves", "size.hat"}
    for question in BANK:
        ids = [option.id for option in question.options]
        assert len({*ids}) == len(ids), question.id
        for option in question.options:
            assert option.sets, question.id
            assert {*option.sets} <= {*LIKINGS, *LIMITS} | sizes, question.id


def test_hard_noes_set_limits_and_nothing_else_does() -> None:
    for question in BANK:
        values = {value for option in question.options for value in option.sets}
        assert bool(values & {*LIMITS}) == (question.kind is Kind.HARD_NOES), question.id
        assert question.kind is not Kind.HARD_NOES or values <= {*LIMITS}


def test_every_interest_style_value_and_limit_is_asked_about() -> None:
    asked = {value for question in BANK for option in question.options for value in option.sets}

    assert {*LIKINGS, *LIMITS} - asked == set()


def test_this_or_that_is_two_and_has_pictures_of_its_own() -> None:
    pictures = Counter(o.picture for q in BANK for o in q.options if o.picture)
    for question in BANK:
        if question.kind is Kind.THIS_OR_THAT:
            assert len(question.options) == 2
            assert all(option.picture for option in question.options)

    assert max(pictures.values()) == 1


def test_questions_read_well_of_anybody_whoever_they_are() -> None:
    for question in BANK:
        assert question.worded(Mode.SELF, None) == question.to_self
        for relationship in (*RELATIONSHIPS, None):
            said = question.worded(Mode.RECIPIENT, relationship)
            assert said[0].isupper()
            assert said[-1] in "?."
            assert "{" not in said
            # "Does your parents like" and "What is they" cannot be said right of all of them.
            assert not re.search(r"(?i)\b(does|is|are|has|have|do) (your|this|they)\b", said), said
