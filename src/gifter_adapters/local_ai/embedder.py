"""Static word embeddings of the wordllama package: 256 dimensions, about 0.1 ms a text."""

import asyncio
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from gifter_domain.ai.embedding import EmbeddingModel, EmbeddingProviderRefused, Vectors, unit_rows

_CONFIG = "l2_supercat"
_DIMS = 256
# A batch is padded to its longest text: without a limit one huge text would take gigabytes.
_MAX_CHARS = 4_000
_BATCH = 32
# So many characters take a tenth of a millisecond, less than a thread costs.
_EMBEDDED_AT_ONCE = 500


class LocalEmbedder:
    """Implements `Embedder`. The first use reads the weights (16 MB), in about a second."""

    model = EmbeddingModel("local", "wordllama-l2-supercat", _DIMS)

    def __init__(self) -> None:
        self._loading = Lock()
        self._loaded: Any = None  # wordllama has no types

    async def embed(self, texts: Sequence[str]) -> Vectors:
        short = [text.strip()[:_MAX_CHARS] for text in texts]
        if self._loaded is not None and sum(map(len, short)) <= _EMBEDDED_AT_ONCE:
            return self._embed(short)
        return await asyncio.to_thread(self._embed, short)

    def _embed(self, texts: list[str]) -> Vectors:
        rows = np.zeros((len(texts), _DIMS), np.float32)
        not_empty = [place for place, text in enumerate(texts) if text]
        if not_empty:
            rows[not_empty] = self._weights().embed(
                [texts[i] for i in not_empty], batch_size=_BATCH
            )
        return unit_rows(rows)

    def _weights(self) -> Any:
        with self._loading:
            if self._loaded is None:
                self._loaded = _load()
            return self._loaded


@cache  # the weights never change, so all embedders of a process share them
def _load() -> Any:
    """Loads the model from its own package.

    `cache_dir` points there, so that the library does not download anything.
    """
    try:
        import wordllama
    except ImportError as error:
        raise EmbeddingProviderRefused(
            "The local embedding model is not installed: install gifter[embedded], or set"
            " EMBEDDING_MODEL."
        ) from error
    package = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(_CONFIG, cache_dir=package, dim=_DIMS, disable_download=True)
