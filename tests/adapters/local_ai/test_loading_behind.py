"""A model that is loaded behind the start of its process is away until then."""

import asyncio
from collections.abc import Sequence

import pytest

from builders.ai.embedders import DIMS, CountingEmbedder
from gifter_adapters.local_ai.loading import LoadedBehind
from gifter_domain.ai.embedding import EmbeddingProviderRefused, EmbeddingUnavailable


async def test_a_model_is_unavailable_until_it_is_loaded() -> None:
    loaded = asyncio.Event()

    async def wait(_texts: Sequence[str]) -> None:
        await loaded.wait()

    embedder = LoadedBehind(CountingEmbedder(before=wait))
    await embedder.start()
    with pytest.raises(EmbeddingUnavailable):
        await embedder.embed(["tea"])

    loaded.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert (await embedder.embed(["tea"])).shape == (1, DIMS)


async def test_a_model_that_cannot_be_loaded_fails_as_it_does_without_this() -> None:
    async def refuse(_texts: Sequence[str]) -> None:
        raise EmbeddingProviderRefused("The package is missing.")

    embedder = LoadedBehind(CountingEmbedder(before=refuse))
    await embedder.start()
    await asyncio.sleep(0)

    with pytest.raises(EmbeddingProviderRefused):
        await embedder.embed(["tea"])
