"""A catalogue of any size for `make growth`: distinct texts, and vectors in clusters.

Words follow Zipf's law, so a word's share of the products does not depend on their number. The
vectors lie around those of 3,000 texts, since nearest products of random vectors mean nothing.
"""

from collections.abc import Sequence
from functools import cache

import asyncpg
import numpy as np
from numpy.typing import NDArray

from benchmarks import synthetic_catalogue as made_up
from benchmarks.recommendation_load import texts
from gifter_app.container import Container
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_domain.ai.embedding import unit_rows

_PAGE = 5_000
_VOCABULARY, _WORDS = 40_000, 43
_FIRST_REAL, _EACH_REAL = 10, 20  # ranks of the words that requests have
_CLUSTERS, _NOISE = 3_000, 0.5
_BRANDS = 120
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "ai", "ou")]

_STAGE = """
    CREATE TEMP TABLE IF NOT EXISTS grown (
        n bigint, title text, rest text, price bigint, embedding vector)
"""
_PRODUCTS = """
    INSERT INTO product_mirror (
        id, payload_product_id, brand_id, source_ts, title, slug, status, visible_to_gifter,
        short_description, description, default_price, default_currency, category, price_minor,
        price_currency, in_stock, embedding_text, text_hash, search)
    SELECT 'grown-' || n, 'grown-' || n, b.id, timestamptz '2026-01-01' + n * interval '1 second',
           title, 'grown-' || n, 'published', true, title, rest, price, 'GBP', 'home', price,
           'GBP', true, title || ' ' || rest, md5(title || rest),
           setweight(to_tsvector('english', title), 'A')
           || setweight(to_tsvector('english', rest), 'D')
    FROM grown JOIN brand_mirror b ON b.payload_brand_id = 'bench-brand-' || n % $1
"""
_VARIANTS = """
    INSERT INTO variant_mirror (id, payload_variant_id, product_id, source_ts, presence,
                                option_values, price, currency, stock)
    SELECT 'grown-' || n, 'grown-' || n, 'grown-' || n, timestamptz '2026-01-01', 'LIVE', '[]',
           price, 'GBP', 5
    FROM grown
"""
_EMBEDDINGS = """
    INSERT INTO product_embedding (product_id, model_id, text_hash, embedding)
    SELECT 'grown-' || n, $1, md5(title || rest), embedding FROM grown
"""
_COUNT = "SELECT count(*) FROM product_mirror WHERE id LIKE 'grown-%'"


class GrowingCatalogue:
    """Adds products to the database, page by page: a run that was stopped goes on where it was."""

    def __init__(self, container: Container) -> None:
        self._container = container

    async def grow(self, count: int) -> None:
        """Adds products until there are `count` of them, without the indexes that searches use."""
        await self._add_brands()
        embedder = self._container.embedder()
        model_id = await self._container.catalogue().product_embeddings.register(embedder.model)
        async with self._container.database().autocommit() as writing:
            first = await writing.driver.fetchval(_COUNT)
            if first >= count:
                return
            for name in await search_indexes(writing.driver):
                await writing.driver.execute(f"DROP INDEX {name}")
            centres = await embedder.embed([_text_of(number) for number in range(_CLUSTERS)])
            await writing.driver.execute(_STAGE)
            for start in range(first, count, _PAGE):
                numbers = range(start, min(start + _PAGE, count))
                await _add(writing.driver, _rows(numbers, centres), model_id)

    async def _add_brands(self) -> None:
        changes = [made_up.product_change(number) for number in range(_BRANDS)]
        async with self._container.transactions()() as tx:
            await apply_catalogue_changes(tx, changes)


async def search_indexes(connection: asyncpg.Connection) -> list[str]:
    """Returns the names of the existing indexes of texts and of vectors."""
    rows = await connection.fetch(
        "SELECT indexname FROM pg_indexes WHERE indexname = 'ix_product_mirror_search'"
        " OR indexname LIKE 'hnsw%' ORDER BY 1"
    )
    return [row["indexname"] for row in rows]


def _text_of(number: int) -> str:
    product = made_up.product_change(number).product
    assert product is not None
    assert product.content is not None
    return f"{product.content.title}. {product.content.short_description}"


def _rows(numbers: range, centres: NDArray[np.float32]) -> list[tuple[object, ...]]:
    """Returns the values of these products, the same in every run."""
    draw = np.random.default_rng(numbers.start)
    words, odds = _zipf()
    drawn = draw.choice(len(words), size=(len(numbers), _WORDS), p=odds)
    prices = (400 * 100 ** draw.random(len(numbers))).astype(int).tolist()
    vectors = _around(centres, draw, len(numbers))
    return [
        (n, " ".join(words[w] for w in row[:4]), " ".join(words[w] for w in row[4:]), price, vector)
        for n, row, price, vector in zip(numbers, drawn.tolist(), prices, vectors, strict=True)
    ]


def _around(
    centres: NDArray[np.float32], draw: np.random.Generator, count: int
) -> NDArray[np.float32]:
    dims = centres.shape[1]
    noise = draw.standard_normal((count, dims), np.float32) * np.float32(_NOISE / dims**0.5)
    return unit_rows(centres[draw.integers(len(centres), size=count)] + noise)


@cache
def _zipf() -> tuple[Sequence[str], NDArray[np.float64]]:
    """Returns words, the commonest first, and the share of each."""
    words = [_word(number) for number in range(_VOCABULARY)]
    real = sorted({word for text in texts() for word in text.split() if word.isalpha()})
    for place, word in enumerate(real):
        words[_FIRST_REAL + _EACH_REAL * place] = word
    shares = 1 / (np.arange(len(words)) + 2.7)
    return words, shares / shares.sum()


def _word(number: int) -> str:
    more, last = divmod(number, len(_SYLLABLES))
    second, first = divmod(more, len(_SYLLABLES))
    return _SYLLABLES[second] + _SYLLABLES[first] + _SYLLABLES[last] + "k"


async def _add(connection: asyncpg.Connection, rows: list[tuple[object, ...]], model: int) -> None:
    async with connection.transaction():
        await connection.execute("TRUNCATE grown")
        await connection.copy_records_to_table("grown", records=rows)
        await connection.execute(_PRODUCTS, _BRANDS)
        await connection.execute(_VARIANTS)
        await connection.execute(_EMBEDDINGS, model)
