"""A segment: the searchable facts of some products as arrays, one row for each product."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gifter_adapters.postgres.recommendations.product_index.postings import (
    Postings,
    Rows,
    marked,
    merged,
    postings,
)
from gifter_adapters.postgres.recommendations.product_index.tsvectors import Ranks, words_of
from gifter_adapters.postgres.recommendations.product_index.vectors import RowVectors, row_vectors

NO_PRICE = -1
T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class IndexedProduct:
    """The facts of one product, as PostgreSQL has them. `search` is a tsvector's text.

    `created` is in seconds, and `version` rises with each change of the product or its brand.
    """

    id: str
    listed: bool
    in_stock: bool
    is_featured: bool
    created: float
    price_minor: int | None
    currency: str | None
    brand_id: str | None
    traits: Sequence[str]
    search: str | None
    version: int
    vector: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows are in the order of their ids. `length` divides the score of a text."""

    ids: Sequence[str]
    rows: Mapping[str, int]
    listed: NDArray[np.bool_]
    in_stock: NDArray[np.bool_]
    featured: NDArray[np.bool_]
    created: NDArray[np.float64]
    price: NDArray[np.int64]
    length: NDArray[np.float64]
    version: NDArray[np.int64]
    embedded: NDArray[np.bool_]
    vectors: RowVectors
    currency: NDArray[np.int64]
    brands: Postings
    traits: Postings
    words: Postings

    def __len__(self) -> int:
        return len(self.ids)


def currency_number(code: str | None) -> int:
    """Returns the letters of a currency's code as one number, the same in all segments."""
    return int.from_bytes((code or "").encode()[:7], "big")


def currency_code(number: int) -> str:
    """Returns the currency's code of such a number."""
    return number.to_bytes(7, "big").lstrip(b"\0").decode()


def segment(products: Sequence[IndexedProduct], dims: int) -> Segment:
    """Returns a segment of the products. One without a vector of `dims` gets a row of zeros."""
    ordered = sorted(products, key=lambda product: product.id)
    words = [words_of(product.search or "") for product in ordered]
    ranks = Ranks()
    vectors = np.zeros((len(ordered), dims), np.float32)
    for row, product in enumerate(ordered):
        if product.vector is not None and len(product.vector) == dims:
            vectors[row] = product.vector
    ids = [product.id for product in ordered]
    return Segment(
        ids=ids,
        rows={product_id: row for row, product_id in enumerate(ids)},
        listed=np.array([p.listed for p in ordered], bool),
        in_stock=np.array([p.in_stock for p in ordered], bool),
        featured=np.array([p.is_featured for p in ordered], bool),
        created=np.array([p.created for p in ordered], np.float64),
        price=np.array(
            [NO_PRICE if p.price_minor is None else p.price_minor for p in ordered], np.int64
        ),
        length=np.log2(np.array([len(each) for each, _ in words], np.float64) + 1) + 20,
        version=np.array([p.version for p in ordered], np.int64),
        embedded=np.asarray(vectors.any(axis=1), bool),
        vectors=row_vectors(vectors),
        currency=np.array([currency_number(p.currency) for p in ordered], np.int64),
        brands=marked([p.brand_id] if p.brand_id else [] for p in ordered),
        traits=marked(p.traits for p in ordered),
        words=postings((each, map(ranks.__getitem__, places)) for each, places in words),
    )


def merged_segment(parts: Sequence[Segment], alive: Sequence[NDArray[np.bool_]]) -> Segment:
    """Returns one segment of the rows that are alive in each part."""
    kept = [np.flatnonzero(each) for each in alive]
    ids = [part.ids[row] for part, rows in zip(parts, kept, strict=True) for row in rows.tolist()]
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    places = _places(parts, kept, order)
    sorted_ids = [ids[at] for at in order.tolist()]

    def column(read: Callable[[Segment], NDArray[T]]) -> NDArray[T]:
        return np.concatenate([read(p)[rows] for p, rows in zip(parts, kept, strict=True)])[order]

    def joined(read: Callable[[Segment], Postings]) -> Postings:
        return merged([read(part) for part in parts], places)

    return Segment(
        ids=sorted_ids,
        rows={product_id: row for row, product_id in enumerate(sorted_ids)},
        listed=column(lambda part: part.listed),
        in_stock=column(lambda part: part.in_stock),
        featured=column(lambda part: part.featured),
        created=column(lambda part: part.created),
        price=column(lambda part: part.price),
        length=column(lambda part: part.length),
        version=column(lambda part: part.version),
        embedded=column(lambda part: part.embedded),
        vectors=_joined_vectors(parts, kept, order),
        currency=column(lambda part: part.currency),
        brands=joined(lambda part: part.brands),
        traits=joined(lambda part: part.traits),
        words=joined(lambda part: part.words),
    )


def _joined_vectors(
    parts: Sequence[Segment], kept: Sequence[NDArray[np.int64]], order: NDArray[np.int64]
) -> RowVectors:
    """Returns the vectors of these rows of all parts, around the centres of the first part."""
    vectors = [part.vectors.of(rows) for part, rows in zip(parts, kept, strict=True)]
    groups = parts[0].vectors.groups
    return row_vectors(np.concatenate(vectors)[order], groups.centres if groups else None)


def _places(
    parts: Sequence[Segment], kept: Sequence[NDArray[np.int64]], order: NDArray[np.int64]
) -> list[Rows]:
    """Returns for each part the new row of each of its rows, -1 for a row that is left out."""
    new_row = np.empty(len(order), np.int32)
    new_row[order] = np.arange(len(order), dtype=np.int32)
    places, before = [], 0
    for part, rows in zip(parts, kept, strict=True):
        place = np.full(len(part), -1, np.int32)
        place[rows] = new_row[before : before + len(rows)]
        before += len(rows)
        places.append(place)
    return places
