"""The embedder port, which turns texts into vectors, with the model's identity and the errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gifter_domain.shared.errors import InvalidInput, Unavailable

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]


class EmbeddingUnavailable(Unavailable):
    """The provider is down, too slow or over its limits. A later retry may succeed."""

    code = "embedding_unavailable"


class EmbeddingProviderRefused(Unavailable):
    """The provider refuses our key, model or settings. A retry fails until they are changed."""

    code = "embedding_provider_refused"


class EmbeddingAnswerInvalid(Unavailable):
    """The provider's response is not one finite vector of the right size for each text."""

    code = "embedding_answer_invalid"


class EmbeddingTextRefused(InvalidInput):
    """The provider refuses a text, because it is too long or of a kind that it does not accept."""

    code = "embedding_text_refused"


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """The identity of an embedding model. Vectors of different models are never compared."""

    provider: str
    name: str
    dims: int

    @property
    def key(self) -> str:
        """Returns `provider/name/dims`, the key under which vectors are stored."""
        return f"{self.provider}/{self.name}/{self.dims}"


class Embedder(Protocol):
    @property
    def model(self) -> EmbeddingModel: ...

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns one row of unit length (float32) per text, of shape (len(texts), dims).

        An empty or meaningless text gives a zero row. Only the beginning of a long text counts.
        The same text gives the same row, except for the provider's own noise. Raises
        `EmbeddingUnavailable` after retries, and `EmbeddingProviderRefused`,
        `EmbeddingAnswerInvalid` and `EmbeddingTextRefused` without a retry.
        """
        ...


def unit_rows(rows: NDArray[np.float32] | NDArray[np.float64]) -> Vectors:
    """Scales each row to length one and returns float32. A zero row stays zero."""
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1, keepdims=True)
    units: Vectors = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return units
