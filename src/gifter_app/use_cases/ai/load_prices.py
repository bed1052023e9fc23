"""Loads the prices of models from a file."""

import csv
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO

from gifter_domain.ai.prices import ModelPrice, ModelPrices
from gifter_domain.shared.errors import FieldProblem, InvalidInput

_COLUMNS = ("model", "from", "input", "cached_input", "output")
_MICRO = 1_000_000


class LoadPrices:
    """Stores the rows of a CSV file with the columns model, from, input, cached_input and output.

    Prices are in US dollars for a million tokens. `cached_input` may be empty: then it is `input`.
    """

    def __init__(self, prices: ModelPrices) -> None:
        self._prices = prices

    async def execute(self, content: str) -> int:
        """Stores all rows and returns how many. Raises `InvalidInput`, and stores nothing, if one
        is wrong. May be repeated.
        """
        rows = csv.DictReader(StringIO(content), skipinitialspace=True)
        if missing := [name for name in _COLUMNS if name not in (rows.fieldnames or ())]:
            raise InvalidInput(f"the first line must have the columns {', '.join(missing)}")
        problems, prices = list[FieldProblem](), list[ModelPrice]()
        for row in rows:
            try:
                prices.append(_price(row))
            except (ValueError, AttributeError) as error:  # AttributeError: a value is missing
                why = str(error) if isinstance(error, ValueError) else "a value is missing"
                problems.append(FieldProblem(f"line {rows.line_num}", why))
        if problems:
            first = problems[0]
            raise InvalidInput(f"{first.path}: {first.message}", problems)
        if prices:
            await self._prices.add(prices)
        return len(prices)


def _price(row: dict[str, str]) -> ModelPrice:
    if not (model := row["model"].strip()):
        raise ValueError("model must not be empty")
    return ModelPrice(
        model,
        date.fromisoformat(row["from"].strip()),
        _micro_usd("input", row["input"]),
        _micro_usd("cached_input", row["cached_input"].strip() or row["input"]),
        _micro_usd("output", row["output"]),
    )


def _micro_usd(column: str, amount: str) -> int:
    try:
        usd = Decimal(amount.strip())
    except InvalidOperation:
        usd = Decimal("NaN")
    if not usd.is_finite() or not 0 <= usd <= 100_000:
        raise ValueError(f"{column} must be US dollars for a million tokens, not {amount!r}")
    return int(usd * _MICRO)
