"""A request is completed by what is known of its budget, occasion and recipient."""

from gifter_domain.language.understanding import understand
from gifter_domain.recommendations.gift_query import gift_query
from gifter_domain.recommendations.understood import Understood
from gifter_domain.shared.money import Budget


def _understood(text: str) -> Understood:
    return Understood.of(understand(text))


def test_recipient_data_fills_only_the_gaps_of_the_text() -> None:
    known = gift_query(_understood("trains").for_person("daughter", 6).fields)
    named = gift_query(_understood("a gift for my mum, aged 60").for_person("daughter", 6).fields)

    assert (known.recipient, known.age, known.words) == ("daughter", 6, ("trains",))
    assert [term.code for term in known.people] == ["daughter", "child"]
    assert (named.recipient, named.age) == ("mum", 60)
    assert _understood("trains").for_person(None, None) == _understood("trains")


def test_the_age_of_the_recipient_tells_a_minor() -> None:
    assert _understood("trains").for_person("daughter", 17).fields.adult is False
    assert _understood("trains").for_person("daughter", 18).fields.adult is True
    assert _understood("for my mum").for_person(None, 60).fields.adult is True


def test_what_is_stored_is_less_certain_than_a_statement() -> None:
    completed = _understood("golf").for_person("dad", 70).for_occasion("birthday")

    for field in ("relationship", "ages", "adult", "occasion"):
        assert 0 < completed.sure[field] < 1, field


def test_an_occasion_of_the_text_wins() -> None:
    assert _understood("for Christmas").for_occasion("birthday").fields.occasion == "christmas"


def test_the_budget_of_the_caller_wins_and_the_usual_price_fills_a_gap() -> None:
    own, usual = Budget("EUR", 1, 2), Budget("GBP", 500, 900)
    text = _understood("tea under £40")

    assert text.for_budget(own).fields.budget is not None
    assert gift_query(text.for_budget(own).fields).budget == own
    assert text.for_usual_budget(usual) == text
    assert gift_query(_understood("tea").for_usual_budget(usual).fields).budget == usual
    assert _understood("tea").for_usual_budget(usual).sure["budget"] == 0.5
