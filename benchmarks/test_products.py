"""Pages of products and single products over HTTP, compared with their own SQL alone."""

from collections.abc import Awaitable, Callable

import asyncpg
import pytest
from litestar import Litestar
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.asgi_call import call
from benchmarks.event_loop import Run
from benchmarks.raw_cost import recorded, replay
from gifter_app.container import Container
from gifter_app.http.pagination import cursor_of
from gifter_domain.catalogue.reads import CatalogueReads, ProductFilter
from gifter_domain.shared.money import Budget
from gifter_domain.shared.pages import PageRequest

Reading = Callable[[CatalogueReads, str], Awaitable[object]]

# For each case: the address, and the same read through the port. `middle` is the median product id.
FILTER = ProductFilter(budget=Budget("GBP", 1000, 8000), tag="cosy")
CASES: dict[str, tuple[str, Reading]] = {
    "first page": (
        "/v1/products",
        lambda reads, _: reads.products(ProductFilter(), PageRequest()),
    ),
    "filtered deep page": (
        "/v1/products?currency=GBP&minPrice=1000&maxPrice=8000&tag=cosy&cursor={cursor}",
        lambda reads, middle: reads.products(FILTER, PageRequest(after=(middle,))),
    ),
    "one product": ("/v1/products/{middle}", lambda reads, middle: reads.product(middle)),
}
ROUNDS = {"rounds": 300, "warmup_rounds": 30}


@pytest.fixture(scope="module")
def middle(raw: asyncpg.Connection, run: Run) -> str:
    sql = "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM product_mirror"
    return str(run(raw.fetchval(sql)))


@pytest.mark.parametrize("case", CASES)
def test_raw_sql(
    benchmark: BenchmarkFixture,
    recordable: Container,
    raw: asyncpg.Connection,
    run: Run,
    middle: str,
    case: str,
) -> None:
    benchmark.group = f"products: {case}"
    _, reading = CASES[case]
    reads = recordable.catalogue().catalogue_reads
    statements = run(recorded(recordable, lambda: reading(reads, middle)))

    benchmark.pedantic(lambda: run(replay(raw, statements)), **ROUNDS)


@pytest.mark.parametrize("case", CASES)
def test_over_http(
    benchmark: BenchmarkFixture,
    app: Litestar,
    signed_in: dict[str, str],
    run: Run,
    middle: str,
    case: str,
) -> None:
    benchmark.group = f"products: {case}"
    target = CASES[case][0].format(middle=middle, cursor=cursor_of((middle,)))

    benchmark.pedantic(lambda: run(call(app, "GET", target, signed_in)), **ROUNDS)
