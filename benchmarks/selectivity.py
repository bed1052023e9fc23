"""Prints the time and the recall of vector searches under filters, in memory and by SQL.

    python -m benchmarks.selectivity [--products 20000]

Budgets let the given share of the products pass. Times are medians in milliseconds of one search
at a time, recall is of the 200 nearest products. The search in memory includes text and filters.
"""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from statistics import mean, median

import numpy as np

from benchmarks.filling import fill
from benchmarks.recommendation_load import texts
from gifter_adapters.postgres.core.fragments import Values
from gifter_adapters.postgres.recommendations import search_sql
from gifter_adapters.postgres.recommendations.conditions import where
from gifter_adapters.postgres.recommendations.product_index.filters import Filters, allowed
from gifter_adapters.postgres.recommendations.product_index.index import Index
from gifter_adapters.postgres.recommendations.product_index.search import Search, search
from gifter_app.container import Container
from gifter_cli.evaluation.scratch import scratch_container
from gifter_domain.ai.embedding import Vector
from gifter_domain.recommendations.candidates import Constraints
from gifter_domain.shared.money import Budget

SHARES = (0.0001, 0.001, 0.01, 0.05, 0.2, 0.5, 1.0)
DEPTH = 200
Found = Callable[[Vector, Constraints], Awaitable[Sequence[str]]]


async def main(products: int) -> None:
    async with scratch_container() as container:
        await fill(container, products)
        resident = container.product_index()
        await resident.refresh()
        index = resident.current()
        assert index is not None
        vectors = list(await container.embedder().embed(texts()[:20]))
        ways = {
            "in memory": _in_memory(index),
            "SQL, exact": await _by_sql(container, search_sql.nearest_exact),
            "SQL, index": await _by_sql(container, search_sql.nearest_indexed),
        }
        print("| share that passes | " + " | ".join(f"{way}: ms, recall" for way in ways) + " |")
        print("|--:|" + "--:|" * len(ways))
        for share in SHARES:
            constraints = _constraints(index, share)
            cells = [await _measured(way, index, vectors, constraints) for way in ways.values()]
            print(f"| {share:.2%} | " + " | ".join(cells) + " |")


def _constraints(index: Index, share: float) -> Constraints:
    """Returns a budget around the median price that the share of the products meets."""
    prices = np.sort(index.parts[0].segment.price)
    low, high = ((0.5 - share / 2), (0.5 + share / 2))
    ends = [int(prices[min(len(prices) - 1, int(end * len(prices)))]) for end in (low, high)]
    return Constraints(Budget("GBP", *ends) if share < 1 else None)


def _in_memory(index: Index) -> Found:
    async def find(vector: Vector, constraints: Constraints) -> Sequence[str]:
        wanted = Search((), vector, Filters(constraints), DEPTH)
        (hits,) = search(index.parts, wanted)
        return [hits.segment.ids[row] for row in hits.rows.tolist()]

    return find


async def _by_sql(container: Container, statement: Callable[..., str]) -> Found:
    model = container.embedder().model
    model_id = await container.catalogue().product_embeddings.register(model)

    async def find(vector: Vector, constraints: Constraints) -> Sequence[str]:
        values = Values()
        sql = statement(
            distance=search_sql.distance_to(values.bind(vector), dims=model.dims),
            model_id=model_id,
            where=where(constraints, values),
            depth=DEPTH,
        )
        async with container.database().raw_reads() as connection, connection.transaction():
            await connection.execute(search_sql.SETTINGS)
            return [row["id"] for row in await connection.fetch(sql, *values.bound)]

    return find


async def _measured(
    find: Found, index: Index, vectors: Sequence[Vector], constraints: Constraints
) -> str:
    times, recalls = [], []
    for vector in vectors:
        nearest = _nearest(index, vector, constraints)
        started = time.perf_counter()
        found = await find(vector, constraints)
        times.append((time.perf_counter() - started) * 1000)
        recalls.append(len(nearest & {*found}) / len(nearest) if nearest else 1.0)
    return f"{median(times):.2f}, {mean(recalls):.3f}"


def _nearest(index: Index, vector: Vector, constraints: Constraints) -> set[str]:
    """Returns the ids of the nearest that pass, without the search that is measured."""
    part = index.parts[0]
    passed = np.flatnonzero(allowed(part.segment, part.alive, Filters(constraints)))
    cosines = part.segment.vectors.of(passed) @ vector
    return {part.segment.ids[passed[at]] for at in np.argsort(-cosines)[:DEPTH].tolist()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=20_000)
    asyncio.run(main(parser.parse_args().products))
