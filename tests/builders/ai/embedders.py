"""An embedder for tests that counts its calls, and waits or fails if the test wants it to."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence

import numpy as np

from gifter_domain.ai.embedding import EmbeddingModel, Vectors, unit_rows

DIMS = 8


class CountingEmbedder:
    """Returns a deterministic vector for each text.

    `before` is awaited first. It may wait or raise.
    """

    def __init__(
        self,
        name: str = "counting",
        before: Callable[[Sequence[str]], Awaitable[None]] | None = None,
    ) -> None:
        self.model = EmbeddingModel("test", name, DIMS)
        self.calls: list[list[str]] = []
        self._before = before

    async def embed(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(list(texts))
        if self._before:
            await self._before(texts)
        return unit_rows(np.array([_numbers(text) for text in texts]).reshape(-1, DIMS))


def _numbers(text: str) -> list[float]:
    return [byte + 1.0 for byte in hashlib.sha256(text.encode()).digest()[:DIMS]]
