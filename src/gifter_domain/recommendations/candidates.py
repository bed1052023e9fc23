"""Candidates: what could be recommended at all, and the port that finds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import EmbeddingModel
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.limits import Limit
from gifter_domain.shared.money import Budget

Vector = NDArray[np.float32]
# How the nearest vectors were found; "text": there was no vector to search by.
Retrieval = Literal["exact", "hnsw", "text"]


@dataclass(frozen=True, slots=True)
class Constraints:
    """What every recommended product must satisfy, besides being listed.

    `avoid` are words that neither its title nor its tags, category and occasions may have; no
    limit may be broken.
    """

    budget: Budget | None = None
    exclude_product_ids: tuple[str, ...] = ()
    exclude_brand_ids: tuple[str, ...] = ()
    include_out_of_stock: bool = False
    avoid: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """What to look for: a text (may be empty), and its vector by a model where there is one.

    The `depth` nearest by vector and the `depth` best by text are wanted.
    """

    text: str
    vector: Vector | None
    model: EmbeddingModel | None
    constraints: Constraints
    depth: int = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that satisfies the constraints, and how it meets the query's text.

    `lexical` is a score of no fixed scale, 0 without a match; `coverage` the share of the query's
    words it has, in [0, 1], each weighing as much as it is rare. `vector` is of unit length, None
    until the product is embedded.
    """

    product: ListedProduct
    lexical: float = 0.0
    coverage: float = 0.0
    vector: Vector | None = None


@dataclass(frozen=True, slots=True)
class Retrieved:
    candidates: Sequence[Candidate]
    retrieval: Retrieval


class CandidateSource(Protocol):
    async def find(self, query: CandidateQuery) -> Retrieved:
        """The products nearest to the query by vector and by text, each once, in no certain order.

        Every candidate satisfies the constraints. Where fewer than `depth` are found that way,
        others that satisfy them fill up (featured and newest first), so that there are never fewer
        than `depth` while more exist. A query without a vector finds by text alone, one with
        neither by the constraints alone.
        """
        ...
