"""The port that turns texts into vectors, and the identity of the model behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


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

        An empty or meaningless text gives a zero row. The same text gives the same row up to
        the provider's own noise. Raises `Unavailable` when the provider stays away after retries.
        """
        ...
