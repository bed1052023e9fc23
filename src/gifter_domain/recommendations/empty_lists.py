"""Empty lists: the reason why nothing is recommended, and the change that would give gifts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.reading.money import StatedBudget
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.candidates import Constraints, Supply
from gifter_domain.recommendations.overrides import BudgetOverride, Overrides
from gifter_domain.recommendations.trait_limits import NO_TRAIT_LIMITS
from gifter_domain.shared.money import Budget, Money

# Exclusions that only say what somebody does not care for. All others may be a matter of health or
# belief, also a word without a code ("allergic to kiwi"), so nothing suggests to give them up.
MATTERS_OF_TASTE = frozenset(
    {"books", "candles", "clothing", "clutter", "gadgets", "jewellery", "money", "personal",
     "plants", "socks", "toys"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmptyList:
    """The reason for an empty list: a code and a sentence.

    `overrides` would give gifts. It is None if no override would, or if it would give up a limit.
    """

    reason: str
    message: str
    overrides: Overrides | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The constraints of a request without one of them, which `reason` names."""

    reason: str
    constraints: Constraints


def relaxations(constraints: Constraints) -> Iterator[Relaxation]:
    """Yields the constraints with one of them relaxed at a time, never a limit of traits."""
    budget = constraints.budget
    if budget is not None:
        ends = (("budget_max", budget.max_minor), ("budget_min", budget.min_minor))
        for reason, end in ends:
            if end is not None:
                elsewhere = tuple(_without(other, reason) for other in constraints.elsewhere)
                wider = replace(constraints, budget=_without(budget, reason), elsewhere=elsewhere)
                yield Relaxation(reason, wider)
        yield Relaxation("currency", replace(constraints, budget=None, elsewhere=()))
    if constraints.exclude_brand_ids:
        yield Relaxation("excluded_brands", replace(constraints, exclude_brand_ids=()))
    if constraints.exclude_product_ids:
        yield Relaxation("excluded_products", replace(constraints, exclude_product_ids=()))
    if not constraints.include_out_of_stock:
        yield Relaxation("out_of_stock", replace(constraints, include_out_of_stock=True))


def last_relaxations(constraints: Constraints) -> Iterator[Relaxation]:
    """Yields the limits alone, and then no constraint, to tell the reasons that are left."""
    everything = Constraints(include_out_of_stock=True)
    limits = replace(everything, avoid=constraints.avoid, traits=constraints.traits)
    yield Relaxation("several", limits)
    if constraints.avoid or constraints.traits != NO_TRAIT_LIMITS:
        yield Relaxation("limits", everything)


def supplies_of(products: Iterable[ListedProduct]) -> list[Supply]:
    """Returns the lowest and the highest price in each currency, the largest supply first."""
    prices: dict[str, list[int]] = {}
    for product in products:
        if product.price is not None:
            prices.setdefault(product.price.currency, []).append(product.price.minor)
    largest_first = sorted(prices.items(), key=lambda item: -len(item[1]))
    return [
        Supply(Money(min(minors), currency), Money(max(minors), currency))
        for currency, minors in largest_first
    ]


def _without(budget: Budget, reason: str) -> Budget:
    if reason == "budget_max":
        return replace(budget, max_minor=None)
    return replace(budget, min_minor=None)


def explained(
    relaxation: Relaxation | None,
    supplies: Sequence[Supply],
    stated: StatedBudget | None,
    wording: Wording,
    language: str,
) -> EmptyList:
    """Returns the reason that the first relaxation with a supply has shown.

    `stated` is the budget of the request. Without a relaxation, the catalogue is empty.
    """
    if relaxation is None:
        return EmptyList(
            "no_catalogue", wording.text(language, "There are no gifts to choose from.")
        )
    reason, supply = relaxation.reason, supplies[0]
    if stated is not None and reason in ("budget_max", "budget_min"):
        return _of_budget(reason, _nearest(reason, supplies, stated), stated, wording, language)
    if stated is not None and reason == "currency":
        return _of_currency(supply, stated, wording, language)
    return EmptyList(reason, _sentence(reason, wording, language))


def of_no_match(
    relaxation: Relaxation,
    supplies: Sequence[Supply],
    stated: StatedBudget,
    wording: Wording,
    language: str,
) -> EmptyList:
    """Returns the reason for words that no product has, with the nearest price of any gift."""
    price = _nearest(relaxation.reason, supplies, stated)
    message = wording.text(
        language,
        "No gift matches these words; the nearest price of any gift is {price}.",
        price=wording.money(language, price),
    )
    return EmptyList(relaxation.reason, message, _with_end(relaxation.reason, price, stated))


def _nearest(reason: str, supplies: Sequence[Supply], stated: StatedBudget) -> Money:
    """Returns the nearest price outside the budget, in its currency if there is one."""
    own = (one for one in supplies if one.cheapest.currency == stated.currency)
    supply = next(own, supplies[0])
    return supply.cheapest if reason == "budget_max" else supply.dearest


def _of_budget(
    reason: str, price: Money, stated: StatedBudget, wording: Wording, language: str
) -> EmptyList:
    """Returns the nearest price outside the budget; it is the new end of the budget."""
    least, most = (
        None if end is None else wording.money(language, Money(end, stated.currency))
        for end in (stated.min, stated.max)
    )
    written = wording.money(language, price)
    if least and most:
        message = wording.text(
            language,
            "Nothing between {least} and {most}; the nearest match is {price}.",
            least=least,
            most=most,
            price=written,
        )
    elif most:
        message = wording.text(
            language,
            "Nothing under {most}; the cheapest match is {price}.",
            most=most,
            price=written,
        )
    else:
        message = wording.text(
            language,
            "Nothing over {least}; the dearest match is {price}.",
            least=least,
            price=written,
        )
    return EmptyList(reason, message, _with_end(reason, price, stated))


def _with_end(reason: str, price: Money, stated: StatedBudget) -> Overrides:
    """Returns the budget with this price as its end; in another currency it has no other end."""
    is_same = price.currency == stated.currency
    least, most = (stated.min, stated.max) if is_same else (None, None)
    if reason == "budget_max":
        most = price.minor
    else:
        least = price.minor
    budget = BudgetOverride(least, most, currency=price.currency, per=stated.per)
    return Overrides(frozenset({"budget"}), budget=budget)


def _of_currency(
    supply: Supply, stated: StatedBudget, wording: Wording, language: str
) -> EmptyList:
    message = wording.text(
        language,
        "No match has a price in {currency}. There are prices in {other}.",
        currency=stated.currency,
        other=supply.cheapest.currency,
    )
    return EmptyList("currency", message, Overrides(frozenset({"budget"})))


def of_health_or_belief(excludes: Sequence[str]) -> tuple[str, ...]:
    """Returns the exclusions that are no mere matter of taste."""
    return tuple(item for item in excludes if item not in MATTERS_OF_TASTE)


def of_taste(excludes: Sequence[str], wording: Wording, language: str) -> EmptyList:
    """Returns the reason that exclusions which are a matter of taste leave nothing."""
    kept = of_health_or_belief(excludes)
    things = ", ".join(item for item in excludes if item in MATTERS_OF_TASTE)
    message = wording.text(language, "Nothing is left without these: {things}.", things=things)
    return EmptyList("excludes", message, Overrides(frozenset({"excludes"}), excludes=kept))


def _sentence(reason: str, wording: Wording, language: str) -> str:
    """Returns the sentence for a reason that no override can change."""
    if reason == "excluded_brands":
        return wording.text(language, "Every match is of a brand that you exclude.")
    if reason == "excluded_products":
        return wording.text(language, "You have excluded every match.")
    if reason == "out_of_stock":
        return wording.text(language, "Every match is out of stock.")
    if reason == "several":
        return wording.text(language, "The conditions of this request together leave nothing.")
    return wording.text(language, "No gift is sure to keep all limits of this request.")
