"""The vectors of products: which texts lack one, and how a vector is kept in step with its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gifter_domain.ai.embedding import EmbeddingModel, Vectors


@dataclass(frozen=True, slots=True)
class ProductText:
    """The canonical text of a product, and its hash."""

    product_id: str
    text: str
    text_hash: str


class ProductEmbeddings(Protocol):
    """The stored vectors; each method is a transaction of its own, outside any other.

    A text is outdated for a model if its product may be shown and has no vector of that model made
    from the text as it is now.
    """

    async def register(self, model: EmbeddingModel) -> int:
        """The model's id; the first call, by any process, stores it with an index for its vectors.

        May be repeated; cheap from the second call on.
        """
        ...

    async def outdated(self, model_id: int, product_ids: Sequence[str]) -> Sequence[ProductText]:
        """The outdated texts among these products."""
        ...

    async def outdated_after(
        self, model_id: int, product_id: str, limit: int
    ) -> Sequence[ProductText]:
        """Up to `limit` outdated texts, by product id, from just after the given one."""
        ...

    async def count(self, model_id: int) -> tuple[int, int]:
        """How many listed products have the vector of their text, and how many have not."""
        ...

    async def store(self, model_id: int, texts: Sequence[ProductText], vectors: Vectors) -> int:
        """Keeps a row of `vectors` for each text, in place of the product's older vector.

        Passed over are a text that is no longer the product's, so that an older vector never
        replaces a newer one, and a zero row, as it points nowhere. Returns how many were kept.
        """
        ...
