"""At most one clarifying question is asked, about the open field that decides most."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.recommendations.candidates import a_product
from gifter_adapters.wording.catalogues import GettextWording
from gifter_domain.language.understanding import understand
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.clarifying import (
    ClarifyingQuestion,
    price_limits,
    question_about,
)
from gifter_domain.recommendations.overrides import Overrides
from gifter_domain.recommendations.understood import Understood
from gifter_domain.shared.money import Money

WORDING = GettextWording()


def _shown(*prices: int, traits: frozenset[str] = frozenset()) -> list[Candidate]:
    return [
        Candidate(a_product(f"p{at}", price=Money(price, "GBP")), traits=traits)
        for at, price in enumerate(prices)
    ]


def _asked(
    text: str, shown: list[Candidate], language: str = "en", **overrides: Any
) -> ClarifyingQuestion | None:
    own = Overrides(frozenset(overrides), **overrides)
    understood = Understood.of(understand(text)).overridden(own, "GBP")
    return question_about(understood, shown, "GBP", WORDING, language)


SAME_PRICES = _shown(2000, 2100, 2200, 2300)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("something for my niece", "adult"),
        ("für meinen Neffen", "adult"),
        ("something for my niece, 7", None),
        ("something for my mum", None),
        ("something for a friend", None),
    ],
)
def test_a_relative_of_any_age_may_be_a_child(text: str, field: str | None) -> None:
    question = _asked(text, SAME_PRICES)

    assert (question and question.field) == field


@pytest.mark.parametrize("trait", ["alcohol", "adult_only", "ages:3-6"])
def test_the_age_is_asked_when_much_of_the_list_depends_on_it(trait: str) -> None:
    dependent = _shown(2000, traits=frozenset({trait}))

    assert _asked("for a friend", [*dependent, *_shown(*[2000] * 4)]) is not None
    assert _asked("for a friend", [*dependent, *_shown(*[2000] * 5)]) is None
    assert _asked("for my mum", dependent) is None


def test_a_budget_is_asked_for_when_prices_differ_widely() -> None:
    question = _asked("for my mum", _shown(500, 1500, 2500, 6000, 8000, 90000))

    assert question is not None
    assert question.field == "budget"
    assert [choice.label for choice in question.choices] == [
        "Up to £20.00",
        "£20.00 to £75.00",
        "More than £75.00",
    ]
    assert _asked("for my mum, under £900", _shown(500, 2500, 90000)) is None
    assert _asked("for my mum", _shown(2500, 90000)) is None


def test_a_question_is_in_german_for_a_german_reader() -> None:
    question = _asked("für meine Nichte", SAME_PRICES, "de")

    assert question is not None
    assert question.text == "Ist das Geschenk für ein Kind oder für eine erwachsene Person?"
    assert [choice.label for choice in question.choices] == [
        "Ein Kind oder Teenager",
        "Eine erwachsene Person",
    ]


def test_an_answered_question_is_not_asked_again() -> None:
    shown = _shown(500, 2500, 90000)
    question = _asked("something for my niece", shown)
    asked = []
    given_fields: dict[str, Any] = {}
    while question is not None:
        asked.append(question.field)
        chosen = question.choices[0].overrides
        given_fields |= {name: getattr(chosen, name) for name in chosen.given}
        question = _asked("something for my niece", shown, **given_fields)

    assert asked == ["adult", "budget"]
    assert _asked("for my niece", SAME_PRICES, adult=None) is None


@given(
    st.lists(st.integers(0, 10**7), max_size=30).map(sorted),
    st.sampled_from(["GBP", "JPY", "KWD"]),
)
def test_each_choice_of_a_budget_has_gifts(prices: list[int], currency: str) -> None:
    limits = price_limits(prices, currency)

    if limits is not None:
        low, high = limits
        assert any(price <= low for price in prices)
        assert any(low < price <= high for price in prices)
        assert any(price > high for price in prices)
