"""The port that turns texts into vectors, the identity of the model behind it, and its errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gifter_domain.shared.errors import InvalidInput, Unavailable

Vectors = NDArray[np.float32]


class EmbeddingUnavailable(Unavailable):
    """The provider is away, slow or over its limits; trying again later may work."""

    code = "embedding_unavailable"


class EmbeddingProviderRefused(Unavailable):
    """The provider refuses our key, our model or our settings; somebody must change them."""

    code = "embedding_provider_refused"


class EmbeddingAnswerInvalid(Unavailable):
    """The provider answered something else than one finite vector of the right size a text."""

    code = "embedding_answer_invalid"


class EmbeddingTextRefused(InvalidInput):
    """The provider takes none of our texts' kind: too long, or not what it accepts."""

    code = "embedding_text_refused"


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """Which model made a vector. Vectors of different models are never compared."""

    provider: str
    name: str
    dims: int

    @property
    def key(self) -> str:
        """`provider/name/dims`, the identity under which vectors are stored."""
        return f"{self.provider}/{self.name}/{self.dims}"


class Embedder(Protocol):
    @property
    def model(self) -> EmbeddingModel: ...

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length (float32) for each text: shape (len(texts), dims).

        An empty or meaningless text gives a zero row; of a long one only the beginning counts.
        The same text gives the same row up to the provider's own noise. Raises
        `EmbeddingUnavailable` when the provider stays away after retries,
        `EmbeddingProviderRefused`, `EmbeddingAnswerInvalid` and `EmbeddingTextRefused` at once.
        """
        ...


def unit_rows(rows: NDArray[np.float32] | NDArray[np.float64]) -> Vectors:
    """The rows as float32, each brought to length one; a zero row stays zero."""
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1, keepdims=True)
    units: Vectors = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return units
