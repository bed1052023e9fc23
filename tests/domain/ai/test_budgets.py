"""Budgets of model calls, as they are written in the settings."""

from dataclasses import replace

import pytest

from gifter_domain.ai.budgets import Budgets
from gifter_domain.ai.language_model import Prompt, Purpose
from gifter_domain.shared.errors import InvalidInput

PROMPT = Prompt("any_v1", Purpose.RECOMMENDATION_RERANK, "", "", {}, 10)


def test_amounts_are_us_dollars_for_each_day() -> None:
    budgets = Budgets.parse("rerank=5, user=0.05 ,all=20.5")

    assert budgets.limits == {"rerank": 5_000_000, "user": 50_000, "all": 20_500_000}


def test_a_call_keeps_the_limits_of_the_day_its_purpose_and_its_user() -> None:
    budgets = Budgets.parse("rerank=5,judge=20,user=0.05,all=30")

    assert budgets.scopes(replace(PROMPT, user_id="ada")) == {
        "all": 30_000_000,
        "rerank": 5_000_000,
        "user:ada": 50_000,
    }
    assert [*budgets.scopes(PROMPT)] == ["all", "rerank"]


def test_a_purpose_without_a_limit_has_no_limit() -> None:
    assert Budgets.parse("judge=20").scopes(PROMPT) == {}
    assert Budgets.parse("").scopes(PROMPT) == {}


@pytest.mark.parametrize(
    "text", ["rerank", "rerank=", "rerank=five", "rerank=-1", "rerank=nan", "bank=1", "all=1,all=2"]
)
def test_a_wrong_budget_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        Budgets.parse(text)
