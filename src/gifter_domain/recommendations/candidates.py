"""Candidates: products that may be recommended, and the port that finds them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import EmbeddingModel
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.trait_limits import NO_TRAIT_LIMITS, TraitLimits
from gifter_domain.shared.money import Budget, Money

Vector = NDArray[np.float32]
T = TypeVar("T")
# Any: each function that reads a fact has a type of its own.
KnownFacts = dict[Callable[[ListedProduct, frozenset[str]], Any], Any]
# The method of the vector search. "text" means that there was no vector to search with.
Retrieval = Literal["exact", "hnsw", "text"]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Conditions on every recommended product, which must also be listed.

    Its text must name none of the words in `avoid`, and its traits must keep `traits`.
    `elsewhere` is the budget in other currencies, at most once in each.
    """

    budget: Budget | None = None
    elsewhere: tuple[Budget, ...] = ()
    exclude_product_ids: tuple[str, ...] = ()
    exclude_brand_ids: tuple[str, ...] = ()
    include_out_of_stock: bool = False
    avoid: tuple[str, ...] = ()
    traits: TraitLimits = NO_TRAIT_LIMITS


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """A search for candidates by a text, which may be empty, and by its vector if there is one.

    `model` is the model that made the vector. The search returns the `depth` nearest products by
    vector and the `depth` best by text.
    """

    text: str
    vector: Vector | None
    model: EmbeddingModel | None
    constraints: Constraints
    depth: int = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that satisfies the constraints, with its match to the query's text.

    `lexical` is a text score without a fixed scale, 0 without a match. `coverage` is the share of
    the query's words in the product, in [0, 1], where rare words weigh more. `vector` has unit
    length and is None until the product is embedded. `traits` are the product's stored codes.
    `known` keeps the facts that `fact` worked out: a source may keep them for its next search.
    `title_similarity` is the cosine of the title to the query's text, None without a model for
    titles.
    """

    product: ListedProduct
    lexical: float = 0.0
    coverage: float = 0.0
    vector: Vector | None = None
    traits: frozenset[str] = frozenset()
    title_similarity: float | None = None
    known: KnownFacts = field(default_factory=dict, compare=False, repr=False)

    def fact(self, read: Callable[[ListedProduct, frozenset[str]], T]) -> T:
        """Returns what `read` says about the product and its traits, which no query changes.

        It is called once for each product, so ranking need not read the same texts again.
        """
        try:
            found: T = self.known[read]
        except KeyError:
            found = self.known[read] = read(self.product, self.traits)
        return found

    def with_product(self, product: ListedProduct) -> "Candidate":
        """Returns the candidate with its product as it is now."""
        return replace(self, product=product, known={})


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The candidates of a search. `title_model` is the key of the model that compared titles."""

    candidates: Sequence[Candidate]
    retrieval: Retrieval
    title_model: str | None = None


@dataclass(frozen=True, slots=True)
class Supply:
    """The priced products in one currency that satisfy some constraints."""

    cheapest: Money
    dearest: Money


class CandidateSource(Protocol):
    async def find(self, query: CandidateQuery) -> Retrieved:
        """Returns the products nearest to the query by vector and by text, each once, unordered.

        Every candidate satisfies the constraints. If fewer than `depth` match, other products that
        satisfy them are added, featured ones first and then the newest, so there are never fewer
        than `depth` while more exist. A query without a vector is searched by text alone, and a
        query with neither by the constraints alone.
        """
        ...

    async def current(
        self, product_ids: Sequence[str], constraints: Constraints
    ) -> Mapping[str, ListedProduct]:
        """Returns those of the products that satisfy the constraints at this moment, by id.

        Candidates may be some seconds old, so no product is shown without this.
        """
        ...

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        """Returns the supply within the constraints in each currency, the largest first."""
        ...
