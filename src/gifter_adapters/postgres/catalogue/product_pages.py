"""The statement of a page of products: its conditions, its order, and the cursor that goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from gifter_adapters.postgres.catalogue.access import (
    listed_columns,
    listed_from,
    listed_where,
    terms_of,
    text_score,
)
from gifter_adapters.postgres.core.fragments import Values
from gifter_adapters.postgres.identity.access import account_version
from gifter_domain.catalogue.reads import ProductFilter, ProductSort
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.pages import Key, PageRequest

_COLUMNS = f"{listed_columns(product='p', brand='b')}, {account_version('$1')}"
_LISTED = f"""
    FROM {listed_from(product="p", brand="b")} WHERE {listed_where(product="p", brand="b")}
"""
_LARGEST = 2**63 - 1
_OTHER_PAGE = "is of a page with another `sort` or without `q`"


@dataclass(frozen=True, slots=True)
class TextSearch:
    """A text to find, with the weight of each of its words.

    Cursors contain both, so that later pages continue the same order while the catalogue changes.
    """

    text: str
    weights: Sequence[float]


@dataclass(frozen=True, slots=True)
class Order:
    """An order of products by keys, the last of which is unique.

    `keys` are SQL, each with its type. A cursor has the name of its order, the text and the weights
    of the first page, and the keys of the last row.
    """

    name: str
    keys: Sequence[tuple[str, type[int] | type[str]]]
    descending: bool = False
    search: TextSearch | None = None

    def cursor_key(self, values: Sequence[object]) -> Key:
        """Returns the key of a cursor for the keys of a row."""
        text, weights = (self.search.text, self.search.weights) if self.search else ("", ())
        return (self.name, text, " ".join(map(str, weights)), *map(str, values))

    def values_in(self, key: Key) -> Sequence[int | str]:
        """Returns the keys of a row in a cursor. Raises `InvalidInput` for one of another order."""
        if key[0] != self.name or len(key) != 3 + len(self.keys):
            raise InvalidInput.at("cursor", _OTHER_PAGE)
        pairs = zip(self.keys, key[3:], strict=True)
        return [text if kind is str else _whole_number(text) for (_, kind), text in pairs]


def order_of(wanted: ProductFilter, search: TextSearch | None, values: Values) -> Order:
    """Returns the order of a page."""
    if wanted.sort is ProductSort.NEWEST:
        return Order("newest", [("p.id", str)], descending=True, search=search)
    if wanted.sort is not ProductSort.RELEVANCE:
        return Order(wanted.sort, _price_keys(wanted, values), search=search)
    if search is None:
        return Order("stored", [("p.id", str)])
    return Order("relevance", [(_distance(search, values), int), ("p.id", str)], search=search)


def search_in(key: Key) -> TextSearch:
    """Returns the text search in a cursor. Raises `InvalidInput` if it has none."""
    if len(key) < 3 or not key[1]:
        raise InvalidInput.at("cursor", _OTHER_PAGE)
    return TextSearch(key[1], [_weight(text) for text in key[2].split()])


def product_page(
    order: Order, conditions: dict[str, object], values: Values, page: PageRequest
) -> str:
    """Returns the statement of a page: the columns of products, the account's version, the keys.

    Each set of conditions gets its own plan. With `($1 IS NULL OR …)` the planner could not see
    which index to use.
    """
    keys = [sql for sql, _ in order.keys]
    wanted = [
        sql.format(values.bind(value)) for sql, value in conditions.items() if value is not None
    ]
    if page.after is not None:
        after = [values.bind(value) for value in order.values_in(page.after)]
        wanted.append(
            f"({', '.join(keys)}) {'<' if order.descending else '>'} ({', '.join(after)})"
        )
    more = "".join(f" AND {condition}" for condition in wanted)
    direction = "DESC" if order.descending else "ASC"
    by = ", ".join(f"{key} {direction}" for key in keys)
    limit = values.bind(page.limit + 1)
    return f"SELECT {_COLUMNS}, {', '.join(keys)} {_LISTED}{more} ORDER BY {by} LIMIT {limit}"


def conditions(wanted: ProductFilter, search: TextSearch | None) -> dict[str, object]:
    """Returns the condition for each part of a filter, with the value to put in for `{}`."""
    budget = wanted.budget
    return {
        "p.search @@ websearch_to_tsquery('english', {})": search and search.text,
        "p.brand_id = {}": wanted.brand_id,
        "p.price_currency = {}": budget and budget.currency,
        "p.price_minor >= {}": budget and budget.min_minor,
        "p.price_minor <= {}": budget and budget.max_minor,
        f"EXISTS (SELECT FROM unnest(p.occasion_fit) o WHERE {_folded('o')} = {_folded('{}')})": (
            wanted.occasion
        ),
        "EXISTS (SELECT FROM unnest(p.gift_tags || p.style_tags) t WHERE lower(t) = lower({}))": (
            wanted.tag
        ),
    }


def _folded(value: str) -> str:
    """Returns SQL for an occasion's name in the form that is compared, such as `thank_you`."""
    return f"translate(lower({value}), ' -', '__')"


def _distance(search: TextSearch, values: Values) -> str:
    """Returns SQL for the match of a product with the text: the lower, the better."""
    text, weights = values.bind(search.text), values.bind(list(search.weights))
    return f"""coalesce((
        SELECT -1e9 * {text_score(product="p", term="term")}
        FROM {terms_of(f"{text}::text", idfs=weights)} WHERE p.search @@ term.query
    ), 0)::bigint"""


def _price_keys(
    wanted: ProductFilter, values: Values
) -> Sequence[tuple[str, type[int] | type[str]]]:
    first = values.bind(wanted.first_currency)
    rank = f"""CASE WHEN p.price_minor IS NULL THEN 2
        WHEN p.price_currency = {first}::text THEN 0 ELSE 1 END"""
    sign = "-" if wanted.sort is ProductSort.PRICE_DESCENDING else ""
    return [
        (rank, int),
        ("coalesce(p.price_currency, '')", str),
        (f"{sign}coalesce(p.price_minor, 0)", int),
        ("p.id", str),
    ]


def _whole_number(text: str) -> int:
    try:
        number = int(text)
    except ValueError as error:
        raise InvalidInput.at("cursor", "is not a valid cursor") from error
    if abs(number) > _LARGEST:
        raise InvalidInput.at("cursor", "is not a valid cursor")
    return number


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError as error:
        raise InvalidInput.at("cursor", "is not a valid cursor") from error
    if not isfinite(weight) or abs(weight) > 100:
        raise InvalidInput.at("cursor", "is not a valid cursor")
    return weight
