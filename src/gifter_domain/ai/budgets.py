"""Budgets of model calls: limits of a day's spending, by purpose and by user."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol

from gifter_domain.ai.language_model import Prompt, Purpose
from gifter_domain.shared.errors import InvalidInput, Unavailable

_PURPOSES = {
    "rerank": Purpose.RECOMMENDATION_RERANK,
    "judge": Purpose.PRODUCT_ENRICHMENT,
    "collections": Purpose.CURATED_COLLECTIONS,
    "questions": Purpose.ONBOARDING_QUESTIONS,
    "explanations": Purpose.EXPLANATIONS,
}
_ALL, _USER = "all", "user"
_NAMES = (_ALL, _USER, *_PURPOSES)


class ModelBudgetSpent(Unavailable):
    """The budget of the day is spent, or would be by this call."""

    code = "model_budget_spent"


@dataclass(frozen=True, slots=True)
class Budgets:
    """Limits for each day in UTC, in millionths of a US dollar, by name. No name, no limit."""

    limits: Mapping[str, int]

    @classmethod
    def parse(cls, text: str) -> "Budgets":
        """Reads `rerank=5,judge=20,user=0.05`, in US dollars a day.

        Names are those of a purpose, `user` (for each user) and `all`. Raises `InvalidInput`.
        """
        limits: dict[str, int] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            name, _, amount = (each.strip() for each in part.partition("="))
            if name not in _NAMES or name in limits:
                known = ", ".join(_NAMES)
                raise InvalidInput(f"{part!r}: give each of these at most once: {known}")
            limits[name] = _micro_usd(part, amount)
        return cls(limits)

    def scopes(self, prompt: Prompt) -> dict[str, int]:
        """Returns the limits that a call must keep, by the name under which it is counted."""
        scopes = {_ALL: self.limits.get(_ALL)}
        for name, purpose in _PURPOSES.items():
            if purpose is prompt.purpose:
                scopes[name] = self.limits.get(name)
        if prompt.user_id is not None:
            scopes[f"{_USER}:{prompt.user_id}"] = self.limits.get(_USER)
        return {scope: limit for scope, limit in scopes.items() if limit is not None}


def _micro_usd(part: str, amount: str) -> int:
    try:
        usd = Decimal(amount)
    except InvalidOperation:
        usd = Decimal("NaN")
    if not usd.is_finite() or usd < 0:
        raise InvalidInput(f"{part!r}: write an amount in US dollars, like rerank=5")
    return int(usd * 1_000_000)


class ModelSpending(Protocol):
    """The spending of each day by scope. Each method is a transaction of its own."""

    async def reserve(self, day: date, scopes: Mapping[str, int], micro_usd: int) -> bool:
        """Adds an amount to all scopes, or to none and returns False if one would exceed its limit.

        Concurrent callers never exceed a limit together. An amount whose process dies stays
        reserved until the end of the day.
        """
        ...

    async def settle(
        self, day: date, scopes: Mapping[str, int], reserved: int, micro_usd: int
    ) -> None:
        """Replaces a reserved amount by the real one. Call it once for a reservation."""
        ...

    async def spent(self, day: date) -> Mapping[str, int]:
        """Returns what is spent and reserved on a day, by scope, without users."""
        ...

    async def forget(self, before: date) -> None:
        """Deletes the spending of the days before that day. May be repeated."""
        ...
