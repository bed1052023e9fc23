"""An empty list says why, and what would give gifts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_adapters.wording.catalogues import GettextWording
from gifter_app.use_cases.recommendations.explain_empty import ExplainEmpty
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.reading.money import StatedBudget
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.candidates import (
    CandidateQuery,
    Constraints,
    Retrieved,
    Supply,
)
from gifter_domain.recommendations.empty_lists import EmptyList
from gifter_domain.recommendations.overrides import BudgetOverride, Overrides
from gifter_domain.recommendations.trait_limits import TraitLimits
from gifter_domain.shared.money import Budget, Money


@dataclass
class Shop:
    """Implements `CandidateSource` by one product, and keeps the constraints it was asked with."""

    price: Money = field(default=Money(1250, "GBP"))
    traits: frozenset[str] = frozenset()
    in_stock: bool = True
    words: str = ""
    asked: list[Constraints] = field(default_factory=list)

    async def find(self, query: CandidateQuery) -> Retrieved:
        raise AssertionError("an empty list is explained without another search")

    async def current(
        self, product_ids: Sequence[str], constraints: Constraints
    ) -> Mapping[str, ListedProduct]:
        raise AssertionError("an empty list is explained without another search")

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        self.asked.append(constraints)
        budgets = [*filter(None, [constraints.budget]), *constraints.elsewhere]
        is_fit = (
            (constraints.budget is None or any(b.allows(self.price) for b in budgets))
            and self.traits.isdisjoint(constraints.traits.forbidden)
            and (self.in_stock or constraints.include_out_of_stock)
            and self.words not in constraints.avoid
            and "p1" not in constraints.exclude_product_ids
            and "b1" not in constraints.exclude_brand_ids
        )
        return [Supply(self.price, self.price)] if is_fit else []


async def _explained(
    shop: Shop,
    constraints: Constraints,
    excludes: tuple[str, ...] = (),
    language: str = "en",
) -> EmptyList:
    budget = constraints.budget
    stated = StatedBudget(budget.currency, budget.min_minor, budget.max_minor) if budget else None
    fields = UnderstoodRequest("en", True, budget=stated, excludes=excludes)
    without_taste = replace(constraints, avoid=()) if excludes else constraints
    explain = ExplainEmpty(shop, GettextWording())
    return await explain.execute(fields, constraints, without_taste, language)


def _budget(least: int | None, most: int | None, currency: str = "GBP") -> Constraints:
    return Constraints(Budget(currency, least, most))


@pytest.mark.parametrize(
    ("constraints", "message", "budget"),
    [
        (
            _budget(None, 1000),
            "Nothing under £10.00; the cheapest match is £12.50.",
            BudgetOverride(None, 1250, currency="GBP"),
        ),
        (
            _budget(5000, None),
            "Nothing over £50.00; the dearest match is £12.50.",
            BudgetOverride(1250, None, currency="GBP"),
        ),
        (
            _budget(500, 1000),
            "Nothing between £5.00 and £10.00; the nearest match is £12.50.",
            BudgetOverride(500, 1250, currency="GBP"),
        ),
        (
            _budget(2000, 3000),
            "Nothing between £20.00 and £30.00; the nearest match is £12.50.",
            BudgetOverride(1250, 3000, currency="GBP"),
        ),
        (
            _budget(None, 3000, "JPY"),
            "No match has a price in JPY. There are prices in GBP.",
            None,
        ),
    ],
)
async def test_a_budget_without_gifts_names_the_nearest_price(
    constraints: Constraints, message: str, budget: BudgetOverride | None
) -> None:
    empty = await _explained(Shop(), constraints)

    assert empty.message == message
    assert empty.overrides == Overrides(frozenset({"budget"}), budget=budget)


async def test_a_price_in_another_currency_is_the_nearest_where_there_are_rates() -> None:
    constraints = Constraints(Budget("EUR", 200, 1000), (Budget("GBP", 180, 900),))
    empty = await _explained(Shop(), constraints)

    assert empty.message == "Nothing between €2.00 and €10.00; the nearest match is £12.50."
    assert empty.overrides == Overrides(
        frozenset({"budget"}), budget=BudgetOverride(None, 1250, currency="GBP")
    )


async def test_the_reason_is_in_german_for_a_german_reader() -> None:
    empty = await _explained(Shop(), _budget(None, 1000), language="de")

    assert empty.message == (
        "Nichts unter 10,00\xa0£; das günstigste passende Geschenk kostet 12,50\xa0£."
    )


@pytest.mark.parametrize(
    ("shop", "constraints", "reason"),
    [
        (Shop(), Constraints(exclude_brand_ids=("b1",)), "excluded_brands"),
        (Shop(), Constraints(exclude_product_ids=("p1",)), "excluded_products"),
        (Shop(in_stock=False), Constraints(), "out_of_stock"),
        (Shop(in_stock=False), _budget(None, 1), "several"),
        (Shop(words="kiwi"), Constraints(avoid=("kiwi",)), "limits"),
        (Shop(traits=frozenset({"nuts"})), Constraints(traits=TraitLimits(("nuts",))), "limits"),
    ],
)
async def test_a_reason_that_no_override_may_change_has_none(
    shop: Shop, constraints: Constraints, reason: str
) -> None:
    empty = await _explained(shop, constraints)

    assert (empty.reason, empty.overrides) == (reason, None)


async def test_only_exclusions_of_taste_are_suggested_to_be_given_up() -> None:
    empty = await _explained(
        Shop(words="socks"), Constraints(avoid=("socks", "kiwi")), ("nuts", "socks", "kiwi")
    )

    assert empty.message == "Nothing is left without these: socks."
    assert empty.overrides == Overrides(frozenset({"excludes"}), excludes=("nuts", "kiwi"))


async def test_an_empty_catalogue_is_a_reason() -> None:
    class NoShop(Shop):
        async def supply(self, constraints: Constraints) -> Sequence[Supply]:
            return []

    assert (await _explained(NoShop(), _budget(None, 1000))).reason == "no_catalogue"


@given(
    st.builds(
        Constraints,
        budget=st.none() | st.builds(Budget, st.just("GBP"), st.none(), st.integers(0, 2000)),
        exclude_brand_ids=st.sampled_from([(), ("b1",)]),
        include_out_of_stock=st.booleans(),
        traits=st.just(TraitLimits(("nuts",), ("nuts",))),
    ),
    st.booleans(),
)
async def test_no_suggestion_comes_from_relaxing_a_limit(
    constraints: Constraints, in_stock: bool
) -> None:
    shop = Shop(traits=frozenset({"nuts"}), in_stock=in_stock)
    empty = await _explained(shop, constraints)

    assert (empty.reason, empty.overrides) == ("limits", None)
    assert all(asked.traits == constraints.traits for asked in shop.asked[:-1])
