"""Product embeddings: the port that stores vectors and finds products with outdated ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gifter_domain.ai.embedding import EmbeddingModel, Vector, Vectors


@dataclass(frozen=True, slots=True)
class ProductText:
    """A product's canonical text and its hash."""

    product_id: str
    text: str
    text_hash: str


class ProductEmbeddings(Protocol):
    """Stored vectors of products. Each method runs in its own transaction, outside any other.

    A text is outdated for a model if its product is listed and has no vector of that model for the
    current text.
    """

    async def register(self, model: EmbeddingModel) -> int:
        """Returns the model's id. The first call stores the model and an index for its vectors.

        Safe to call again from any process, and cheap from the second call on.
        """
        ...

    async def outdated(self, model_id: int, product_ids: Sequence[str]) -> Sequence[ProductText]:
        """Returns the outdated texts among these products."""
        ...

    async def outdated_after(
        self, model_id: int, product_id: str, limit: int
    ) -> Sequence[ProductText]:
        """Returns up to `limit` outdated texts, ordered by product id, after `product_id`."""
        ...

    async def count(self, model_id: int) -> tuple[int, int]:
        """Returns the numbers of listed products with and without a current vector."""
        ...

    async def similarities(
        self, model: EmbeddingModel, vector: Vector, product_ids: Sequence[str]
    ) -> Mapping[str, float]:
        """Returns the cosine of each of these products to a vector of the model.

        Leaves out products without a vector of the model.
        """
        ...

    async def drop_index(self, model_id: int) -> None:
        """Removes the index of the model's vectors, before most of them are stored anew.

        Searches are exact and slower until `ensure_index` makes it again.
        """
        ...

    async def ensure_index(self, model: EmbeddingModel) -> None:
        """Makes the index of the model's vectors if it is missing."""
        ...

    async def store_all(self, model_id: int, texts: Sequence[ProductText], vectors: Vectors) -> int:
        """Stores like `store`, in one statement for all texts.

        No other process changes the catalogue meanwhile.
        """
        ...

    async def store(self, model_id: int, texts: Sequence[ProductText], vectors: Vectors) -> int:
        """Stores a row of `vectors` for each text and returns the number of stored rows.

        The row replaces the product's older vector. Skips a text that is no longer the product's
        current one, so that an old vector never replaces a newer one. Skips zero rows, because
        they have no direction.
        """
        ...
