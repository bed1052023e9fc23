"""The clarifying question: at most one, about the open field that decides most of the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from gifter_domain.catalogue.traits.codes import ages_in
from gifter_domain.catalogue.traits.trait import ADULT_ONLY, ALCOHOL
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.overrides import BudgetOverride, Overrides
from gifter_domain.recommendations.trait_limits import GROWN_UP_AT
from gifter_domain.recommendations.understood import Understood
from gifter_domain.shared.money import MINOR_DIGITS, Money

# People who are as often children as grown-ups.
_OF_ANY_AGE = frozenset({"daughter", "son", "grandchild", "niece", "nephew"})
_NOT_FOR_MINORS = frozenset({ALCOHOL, ADULT_ONLY, "adult"})
# A field decides much if its values leave out this share of the list.
MUCH = 0.2
# A budget decides much if the dearest gift of the list costs this many times the cheapest.
WIDE = 4
_FEWEST_PRICES = 3
_ROUND = (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1000)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question. The caller sends its overrides with the request again."""

    label: str
    overrides: Overrides


@dataclass(frozen=True, slots=True)
class ClarifyingQuestion:
    """A question about a field of the request, in the language of the person who asks."""

    field: str
    text: str
    choices: tuple[Choice, ...]


def question_about(
    understood: Understood,
    shown: Sequence[Candidate],
    currency: str,
    wording: Wording,
    language: str,
) -> ClarifyingQuestion | None:
    """Returns the question that helps most, or None if no open field decides much.

    `shown` are the products of the list, and `currency` is the one of a budget. Safety comes first,
    so a possible child is asked about before the budget.
    """
    if _is_open(understood, "adult") and _age_decides_much(understood, shown):
        return _about_adult(wording, language)
    if _is_open(understood, "budget"):
        prices = sorted(p.minor for p in _prices(shown) if p.currency == currency)
        if limits := price_limits(prices, currency):
            return _about_budget(*limits, currency, wording, language)
    return None


def _is_open(understood: Understood, field: str) -> bool:
    return getattr(understood.fields, field) is None and field not in understood.fixed


def _age_decides_much(understood: Understood, shown: Sequence[Candidate]) -> bool:
    if understood.fields.relationship in _OF_ANY_AGE:
        return True
    return sum(map(_is_for_one_age, shown)) >= MUCH * max(1, len(shown))


def _is_for_one_age(candidate: Candidate) -> bool:
    """Returns True for a product that is only for grown-ups or only for children."""
    ages = ages_in(candidate.traits)
    return bool(candidate.traits & _NOT_FOR_MINORS) or (ages is not None and ages[1] < GROWN_UP_AT)


def _about_adult(wording: Wording, language: str) -> ClarifyingQuestion:
    child = wording.text(language, "A child or teenager")
    grown_up = wording.text(language, "A grown-up")
    return ClarifyingQuestion(
        "adult",
        wording.text(language, "Is the gift for a child or for a grown-up?"),
        (
            Choice(child, Overrides(frozenset({"adult"}), adult=False)),
            Choice(grown_up, Overrides(frozenset({"adult"}), adult=True)),
        ),
    )


def _prices(shown: Sequence[Candidate]) -> list[Money]:
    return [one.product.price for one in shown if one.product.price is not None]


def price_limits(prices: Sequence[int], currency: str) -> tuple[int, int] | None:
    """Returns two round amounts that split the sorted prices in three parts, or None.

    None means that the prices are few or close together. No part is empty: the middle one has the
    middle prices.
    """
    if len(prices) < _FEWEST_PRICES or prices[-1] < WIDE * max(1, prices[0]):
        return None
    scale = 10 ** MINOR_DIGITS.get(currency, 2)
    third = len(prices) // 3
    amounts = sorted({amount * step for amount in _ROUND for step in (scale, scale * 1000)})
    low = [a for a in amounts if prices[0] <= a < prices[third]]
    high = [a for a in amounts if prices[-third - 1] <= a < prices[-1]]
    return (low[-1], high[0]) if low and high else None


def _about_budget(
    low: int, high: int, currency: str, wording: Wording, language: str
) -> ClarifyingQuestion:
    lower, upper = (wording.money(language, Money(end, currency)) for end in (low, high))
    up_to = wording.text(language, "Up to {most}", most=lower)
    between = wording.text(language, "{least} to {most}", least=lower, most=upper)
    above = wording.text(language, "More than {least}", least=upper)
    return ClarifyingQuestion(
        "budget",
        wording.text(language, "How much would you like to spend?"),
        (
            Choice(up_to, _with_budget(None, low, currency)),
            Choice(between, _with_budget(low, high, currency)),
            Choice(above, _with_budget(high, None, currency)),
        ),
    )


def _with_budget(least: int | None, most: int | None, currency: str) -> Overrides:
    return Overrides(frozenset({"budget"}), budget=BudgetOverride(least, most, currency=currency))
