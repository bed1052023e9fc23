"""An embedding model that is loaded while its process answers requests already."""

import asyncio
from collections.abc import Sequence

from gifter_domain.ai.embedding import Embedder, EmbeddingUnavailable, Vectors
from gifter_domain.shared.errors import GifterError


class LoadedBehind:
    """Implements `Embedder`. Until the model is loaded it is unavailable, as if it were away."""

    def __init__(self, embedder: Embedder) -> None:
        self.model = embedder.model
        self._embedder = embedder
        self._loading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins to load the model, and returns at once."""
        self._loading = asyncio.create_task(self._load())

    async def _load(self) -> None:
        try:
            await self._embedder.embed(["a gift"])
        except GifterError:  # the next use tells what is wrong
            return

    async def embed(self, texts: Sequence[str]) -> Vectors:
        if self._loading is None or not self._loading.done():
            raise EmbeddingUnavailable("The embedding model is being loaded.")
        return await self._embedder.embed(texts)
