"""The SQL of the conditions that every candidate must meet, over `p` and `b`."""

from collections.abc import Sequence

from gifter_adapters.postgres.catalogue.access import listed_where
from gifter_adapters.postgres.core.fragments import Values
from gifter_domain.catalogue.traits.trait import UNKNOWN_CONTENTS
from gifter_domain.recommendations.candidates import Constraints
from gifter_domain.shared.money import Budget

# A hamper that does not say what is in it may be stated to be free of it.
_KNOWN_CONTENTS = f"""(NOT p.traits && ARRAY['{UNKNOWN_CONTENTS}']
    OR p.traits @> {{}}::text[])"""
_LISTED_SQL = listed_where(product="p", brand="b")


def where(constraints: Constraints, values: Values, ruled_out: Sequence[str] = ()) -> str:
    """Returns the conditions. They do not contain the words of `avoid`, only ids ruled out."""
    conditions: dict[str, object] = {
        "p.id <> ALL({}::text[])": [*constraints.exclude_product_ids, *ruled_out] or None,
        "NOT p.traits && {}::text[]": list(constraints.traits.forbidden) or None,
        _KNOWN_CONTENTS: [f"free:{code}" for code in constraints.traits.allergens] or None,
        "p.brand_id <> ALL({}::text[])": list(constraints.exclude_brand_ids) or None,
    }
    given = [
        sql.format(values.bind(value)) for sql, value in conditions.items() if value is not None
    ]
    in_stock = [] if constraints.include_out_of_stock else ["p.in_stock"]
    return " AND ".join([_LISTED_SQL, *in_stock, *_prices(constraints, values), *given])


def _prices(constraints: Constraints, values: Values) -> list[str]:
    """Returns the condition on the price: within the budget in any of its currencies."""
    if constraints.budget is None:
        return []
    budgets = (constraints.budget, *constraints.elsewhere)
    return [f"({' OR '.join(_within(budget, values) for budget in budgets)})"]


def _within(budget: Budget, values: Values) -> str:
    ends = {
        "p.price_currency = {}": budget.currency,
        "p.price_minor >= {}": budget.min_minor,
        "p.price_minor <= {}": budget.max_minor,
    }
    given = [sql.format(values.bind(end)) for sql, end in ends.items() if end is not None]
    return f"({' AND '.join(given)})"
