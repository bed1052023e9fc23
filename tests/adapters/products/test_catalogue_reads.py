"""Filters and pages of the catalogue give the same products as a model in Python."""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.catalogue.rows import clear_catalogue, put_brand, put_product
from gifter_adapters.postgres.catalogue.reads import PostgresCatalogueReads
from gifter_adapters.postgres.core.database import Database
from gifter_domain.catalogue.reads import ProductFilter
from gifter_domain.shared.money import Budget
from gifter_domain.shared.pages import PageRequest

BRANDS = ("b1", "b2")
# Words that English stemming does not change, so that a search sees the same words.
WORDS = ("mug", "scarf", "lamp", "teapot")
TAGS = ("Gardener", "cook", "COSY")
OCCASIONS = ("birthday", "Thank_You", "new home")
CURRENCIES = ("GBP", "EUR")

on_one_database = settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=1)
    yield database
    await database.close()


@dataclass(frozen=True)
class Item:
    """A product with the fields that filters use."""

    words: frozenset[str]
    brand_id: str
    price: tuple[int, str] | None
    gift_tags: frozenset[str]
    style_tags: frozenset[str]
    occasions: frozenset[str]


def some(values: Sequence[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


prices = st.none() | st.tuples(st.integers(0, 4), st.sampled_from(CURRENCIES))
items = st.builds(
    Item, some(WORDS), st.sampled_from(BRANDS), prices, some(TAGS), some(TAGS), some(OCCASIONS)
)
ends = st.none() | st.integers(0, 4)


def _is_in_order(budget: tuple[str, int | None, int | None]) -> bool:
    _, least, most = budget
    return least is None or most is None or least <= most


budgets = st.tuples(st.sampled_from(CURRENCIES), ends, ends).filter(_is_in_order)


@dataclass(frozen=True)
class Filter:
    """The parts of a filter. `words` and `without` make the search text."""

    words: frozenset[str]
    without: frozenset[str]
    brand_id: str | None
    budget: tuple[str, int | None, int | None] | None
    occasion: str | None
    tag: str | None

    def to_filter(self) -> ProductFilter:
        words = [*sorted(self.words), *(f"-{word}" for word in sorted(self.without))]
        budget = Budget(*self.budget) if self.budget else None
        return ProductFilter(
            " ".join(words) or None, self.brand_id, budget, self.occasion, self.tag
        )

    def wants(self, item: Item) -> bool:
        return (
            self.words <= item.words
            and not self.without & item.words
            and self.brand_id in (None, item.brand_id)
            and self._affords(item)
            and _fits(item.occasions, self.occasion)
            and _has(item.gift_tags | item.style_tags, self.tag)
        )

    def _affords(self, item: Item) -> bool:
        if self.budget is None:
            return True
        currency, least, most = self.budget
        if item.price is None or item.price[1] != currency:
            return False
        return (least is None or least <= item.price[0]) and (most is None or item.price[0] <= most)


def _has(names: frozenset[str], wanted: str | None) -> bool:
    return wanted is None or wanted.lower() in {name.lower() for name in names}


def _fits(occasions: frozenset[str], wanted: str | None) -> bool:
    def words(occasion: str) -> list[str]:
        return re.split("[ _-]", occasion.lower())

    return wanted is None or words(wanted) in map(words, occasions)


def any_case(values: Sequence[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from([*values, *(value.swapcase() for value in values)])


filters = st.builds(
    Filter,
    words=some(WORDS),
    without=some(WORDS),
    brand_id=st.none() | st.sampled_from([*BRANDS, "nobody"]),
    budget=st.none() | budgets,
    occasion=any_case([*OCCASIONS, "thank you", "new-home"]),
    tag=any_case(TAGS),
)


async def put_items(database: Database, listed: Sequence[Item]) -> None:
    await clear_catalogue(database)
    for brand_id in BRANDS:
        await put_brand(database, brand_id)
    for n, item in enumerate(listed):
        await put_product(
            database,
            f"p{n:02}",
            brand_id=item.brand_id,
            words=" ".join(item.words),
            price_minor=item.price[0] if item.price else None,
            price_currency=item.price[1] if item.price else None,
            gift_tags=list(item.gift_tags),
            style_tags=list(item.style_tags),
            occasion_fit=list(item.occasions),
        )


@given(
    listed=st.lists(items, min_size=1, max_size=8), asked=st.lists(filters, min_size=4, max_size=12)
)
@on_one_database
async def test_a_filter_returns_exactly_the_matching_products(
    database: Database, listed: list[Item], asked: list[Filter]
) -> None:
    await put_items(database, listed)
    reads = PostgresCatalogueReads(database)

    for wanted in asked:
        page, _ = await reads.products(wanted.to_filter(), PageRequest(limit=100), "nobody")
        expected = [f"p{n:02}" for n, item in enumerate(listed) if wanted.wants(item)]
        assert sorted(product.id for product in page.items) == expected


@given(
    there=st.sets(st.integers(0, 99), max_size=10),
    arriving=st.lists(st.sets(st.integers(0, 99), max_size=3), max_size=8),
    leaving=st.sets(st.integers(0, 99), max_size=3),
    limit=st.integers(1, 4),
)
@on_one_database
async def test_pages_neither_lose_nor_repeat_products_while_others_come_and_go(
    database: Database,
    there: set[int],
    arriving: list[set[int]],
    leaving: set[int],
    limit: int,
) -> None:
    await clear_catalogue(database)
    await put_brand(database)
    for n in there:
        await put_product(database, f"p{n:02}")
    reads, page, seen = PostgresCatalogueReads(database), PageRequest(limit), list[int]()

    while True:
        answer, _ = await reads.products(ProductFilter(), page, "nobody")
        seen += [int(product.id[1:]) for product in answer.items]
        if answer.next_key is None:
            break
        for n in arriving.pop() if arriving else ():
            await put_product(database, f"p{n:02}")
        for n in leaving - there:
            await put_product(database, f"p{n:02}", visible_to_gifter=False)
        page = PageRequest(limit, answer.next_key)

    assert seen == sorted(set(seen))
    assert there <= set(seen)
