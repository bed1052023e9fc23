"""Misfits: gifts that a request should never get, judged by what a shop states about them."""

from collections.abc import Iterable
from dataclasses import dataclass

from gifter_domain.shared.money import Budget, Money

GROWN_UP_AT = 18
# The reasons for which a gift does not fit.
REASONS = ("budget", "age", "gender", "adult", "excluded")
Ages = tuple[int, int]
_WOMEN = frozenset({"mum", "wife", "girlfriend", "daughter", "grandma", "sister", "aunt", "niece"})
_MEN = frozenset({"dad", "husband", "boyfriend", "son", "grandad", "brother", "uncle", "nephew"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The conditions of a request. `ages` are those of each recipient, in years."""

    budget: Budget | None = None
    ages: tuple[Ages, ...] = ()
    gender: str | None = None
    is_minor: bool = False
    excludes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """The facts about a product. Its ages and genders are the shop's own and only judge a list."""

    price: Money | None = None
    ages: Ages | None = None
    genders: frozenset[str] = frozenset()
    contains: frozenset[str] = frozenset()
    adult_only: bool = False


def misfits(wanted: Wanted, gift: Gift) -> frozenset[str]:
    """Returns the reasons why the gift does not fit; a fact that is not known is none."""
    reasons = {
        "budget": bool(wanted.budget and gift.price and not wanted.budget.allows(gift.price)),
        "age": bool(wanted.ages and gift.ages and not _overlap_any(wanted.ages, gift.ages)),
        "gender": bool(wanted.gender and gift.genders and wanted.gender not in gift.genders),
        "adult": wanted.is_minor and (gift.adult_only or "alcohol" in gift.contains),
        "excluded": bool(wanted.excludes & gift.contains),
    }
    return frozenset(reason for reason, is_true in reasons.items() if is_true)


def _overlap_any(wanted: Iterable[Ages], ages: Ages) -> bool:
    return any(low <= ages[1] and ages[0] <= high for low, high in wanted)


def is_minor(ages: Iterable[Ages]) -> bool:
    """Returns True if a recipient is surely a minor."""
    return any(high < GROWN_UP_AT for _, high in ages)


def gender_of(relationship: str | None) -> str | None:
    """Returns "female" or "male" for relationships that say so."""
    if relationship in _WOMEN:
        return "female"
    return "male" if relationship in _MEN else None
