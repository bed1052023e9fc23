"""Overrides win over the text and over what is known of the recipient."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.language.understanding import UnderstoodRequest, understand
from gifter_domain.recommendations.gift_query import gift_query
from gifter_domain.recommendations.overrides import BudgetOverride, Overrides
from gifter_domain.recommendations.trait_limits import TraitLimits, trait_limits
from gifter_domain.recommendations.understood import Understood
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import Budget

TEXTS = (
    "",
    "a birthday gift for my niece, 7, who loves trains, no nuts, under £20",
    "my mum is sober, likes fishing, around £40",
    "christening present for a friend's baby",
    "ein Geschenk für meine Oma, die gerne strickt, bis 40 €",
    "something rude for my best mate's 40th",
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "budget": st.none() | st.builds(BudgetOverride, max=st.integers(0, 10**6)),
    "people": st.none() | st.integers(1, 9),
    "ages": st.lists(st.integers(0, 99).map(lambda age: (age, age)), max_size=3).map(tuple),
    "adult": st.none() | st.booleans(),
    "occasion": st.none() | st.sampled_from(["birthday", "hanukkah", "christening"]),
    "relationship": st.none() | st.sampled_from(["mum", "niece", "child", "other"]),
    "interests": st.lists(st.sampled_from(["golf", "tea sets"]), max_size=2).map(tuple),
    "excludes": st.lists(st.sampled_from(["nuts", "alcohol", "golf"]), unique=True).map(tuple),
    "owned": st.lists(st.sampled_from(["mugs"]), max_size=1).map(tuple),
    "deadline": st.booleans(),
    "words": st.lists(st.sampled_from(["golf", "tea"]), unique=True).map(tuple),
}


@st.composite
def overrides(draw: st.DrawFn) -> Overrides:
    given_fields = draw(st.frozensets(st.sampled_from(sorted(VALUES))))
    return Overrides(given_fields, **{name: draw(VALUES[name]) for name in given_fields})


def _read(text: str, **values: Any) -> Understood:
    own = Overrides(frozenset(values), **values)
    return Understood.of(understand(text)).overridden(own, "GBP")


def _limits(understood: Understood) -> TraitLimits:
    return trait_limits(understood.fields, gift_query(understood.fields))


def _is_for_a_minor(understood: Understood) -> bool:
    return {"alcohol", "adult_only"} <= set(_limits(understood).forbidden)


@given(st.sampled_from(TEXTS), overrides())
def test_a_given_field_has_exactly_the_value_of_the_caller(text: str, own: Overrides) -> None:
    fields = Understood.of(understand(text)).overridden(own, "GBP").fields

    for name in own.given - {"budget"}:
        assert getattr(fields, name) == getattr(own, name), name
    if "budget" in own.given:
        assert fields.budget == (own.budget and own.budget.stated("GBP"))


@given(st.sampled_from(TEXTS), overrides(), st.integers(0, 99))
def test_nothing_known_of_the_recipient_replaces_a_given_field(
    text: str, own: Overrides, age: int
) -> None:
    before = Understood.of(understand(text)).overridden(own, "GBP")
    after = before.for_person("dad", age).for_occasion("easter")
    after = after.for_usual_budget(Budget("GBP", 1, 2))

    for name in own.given:
        assert getattr(after.fields, name) == getattr(before.fields, name), name


@given(st.sampled_from(TEXTS), overrides())
def test_a_given_value_is_certain_and_a_cleared_field_is_unknown(text: str, own: Overrides) -> None:
    understood = Understood.of(understand(text)).overridden(own, "GBP")

    for name in own.given & understood.sure.keys():
        assert understood.sure[name] in (0, 1)
    assert not own.given & {span.field for span in understood.fields.spans}


@given(st.sampled_from(TEXTS))
def test_fields_that_are_sent_back_change_nothing(text: str) -> None:
    read = Understood.of(understand(text))
    same = _read(text, **_sent_back(read.fields))

    assert gift_query(same.fields) == gift_query(read.fields)
    assert _limits(same) == _limits(read)


def _sent_back(fields: UnderstoodRequest) -> dict[str, Any]:
    budget = fields.budget and BudgetOverride(
        fields.budget.min,
        fields.budget.max,
        fields.budget.around,
        fields.budget.currency,
        fields.budget.per,
    )
    return {name: getattr(fields, name) for name in VALUES} | {"budget": budget}


def test_a_minor_is_a_minor_in_every_field() -> None:
    for text in TEXTS:
        assert _is_for_a_minor(_read(text, adult=False))
    assert _is_for_a_minor(_read("golf", ages=((30, 30), (12, 12))))
    assert _is_for_a_minor(_read("for my mum", relationship="child"))


def test_a_child_in_the_text_becomes_a_grown_up_by_override() -> None:
    grown_up = _read("for my niece, 7", adult=True)

    assert grown_up.fields.ages == ()
    assert not _is_for_a_minor(grown_up)
    assert not _is_for_a_minor(_read("for my kid", adult=True).for_person("child", 6))


def test_another_person_is_not_known_to_be_grown_up() -> None:
    assert _read("for my mum", relationship="niece").fields.adult is None
    assert _read("for my niece, 7", ages=()).fields.adult is False
    assert _read("for my niece", relationship="aunt").fields.adult is True
    assert _read("for my niece", occasion="christening").fields.adult is False


def test_a_recipient_who_is_a_minor_stays_one_when_the_ages_are_cleared() -> None:
    assert _is_for_a_minor(_read("trains", ages=()).for_person("niece", 6))


def test_clearing_an_exclusion_is_the_decision_of_the_caller() -> None:
    text = "biscuits for my aunt, she is allergic to nuts"

    assert "nuts" in _limits(_read(text)).forbidden
    assert _limits(_read(text, excludes=())) == TraitLimits()


def test_an_exclusion_in_words_gets_the_code_of_its_trait() -> None:
    assert _read("", excludes=("Dairy", "coeliac", "golf")).fields.excludes == (
        "milk",
        "gluten",
        "golf",
    )


def test_interests_are_the_words_to_search_for() -> None:
    assert _read("golf for my dad", interests=("tea sets",)).fields.words == ("tea", "sets")
    assert _read("golf", interests=("tea",), words=("cups",)).fields.words == ("cups",)


def test_around_alone_is_25_percent_to_either_side() -> None:
    stated = BudgetOverride(around=4000).stated("EUR")

    assert (stated.min, stated.max, stated.currency) == (3000, 5000, "EUR")
    assert gift_query(_read("tea", budget=BudgetOverride(around=4000)).fields).is_soft


@pytest.mark.parametrize(
    ("build", "path"),
    [
        (lambda: BudgetOverride(min=2, max=1), "overrides.budget.max"),
        (lambda: BudgetOverride(max=1, around=2), "overrides.budget.around"),
        (lambda: Overrides(frozenset({"occasion"}), occasion="tuesday"), "overrides.occasion"),
        (lambda: Overrides(relationship="lord"), "overrides.relationship"),
        (lambda: Overrides(language="fr"), "overrides.language"),
        (lambda: Overrides(ages=((3, 4), (9, 8))), "overrides.ages[1]"),
    ],
)
def test_an_invalid_override_is_named(build: Any, path: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        build()

    assert raised.value.message.startswith(f"{path}: ")
