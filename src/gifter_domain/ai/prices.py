"""Prices of models, and what a call costs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gifter_domain.ai.language_model import Usage

_MILLION = 1_000_000
# Providers name a snapshot by its day: `m-1-2026-04-23` or `m-1-20260423` has the price of `m-1`.
_SNAPSHOT = re.compile(r"(?P<model>.+)-20\d\d(-\d\d-\d\d|\d{4})")


@dataclass(frozen=True, slots=True)
class ModelPrice:
    """The price of a model from a day on, in millionths of a US dollar for a million tokens.

    Reasoning costs as much as other output.
    """

    model: str
    valid_from: date
    input: int
    cached_input: int
    output: int

    def cost(self, usage: Usage) -> int:
        """Returns the cost in millionths of a US dollar, rounded half up."""
        cost = (
            usage.input * self.input
            + usage.cached_input * self.cached_input
            + (usage.output + usage.reasoning) * self.output
        )
        return (cost + _MILLION // 2) // _MILLION


class PriceList:
    """The prices of all models by day."""

    def __init__(self, prices: Iterable[ModelPrice] = ()) -> None:
        self._prices: dict[str, list[ModelPrice]] = {}
        for price in sorted(prices, key=lambda each: each.valid_from):
            self._prices.setdefault(price.model, []).append(price)

    def price(self, model: str, on: date) -> ModelPrice | None:
        """Returns the price of the model on a day, or None if it is unknown.

        A dated snapshot without a price of its own has the price of its model. No other name
        stands for another: `m-1-mini` is not `m-1`.
        """
        for name in _names(model):
            valid = [each for each in self._prices.get(name, ()) if each.valid_from <= on]
            if valid:
                return valid[-1]
        return None


def _names(model: str) -> Iterable[str]:
    yield model
    if snapshot := _SNAPSHOT.fullmatch(model):
        yield snapshot["model"]


class ModelPrices(Protocol):
    """Stored prices. Each method is a transaction of its own."""

    async def all(self) -> PriceList: ...

    async def add(self, prices: Sequence[ModelPrice]) -> None:
        """Stores prices, and replaces those of the same model and day. May be repeated."""
        ...
