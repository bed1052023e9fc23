"""A backfill gives every listed product its vector of the model, and does no work twice."""

from collections.abc import Sequence

import pytest

from builders.ai.embedders import CountingEmbedder
from builders.ai.embedding_jobs import embedded_products
from builders.ai.products_to_embed import put_products
from gifter_app.container import Container
from gifter_app.use_cases.catalogue.backfill_embeddings import BackfillProgress
from gifter_domain.ai.embedding import EmbeddingTextRefused, EmbeddingUnavailable

TEXTS = {f"{number:02}": f"text {number}" for number in range(10)}


async def test_a_stopped_backfill_continues_with_the_rest(container: Container) -> None:
    await put_products(container.database(), TEXTS)

    async def stop(texts: Sequence[str]) -> None:
        if "text 7" in texts:
            raise EmbeddingUnavailable("away")

    stopped, resumed = CountingEmbedder(before=stop), CountingEmbedder()
    reports: list[BackfillProgress] = []
    with pytest.raises(EmbeddingUnavailable):
        await container.catalogue().backfill_embeddings.execute(stopped, 3, reports.append)

    done = await container.catalogue().backfill_embeddings.execute(resumed, 3, reports.append)

    assert [text for call in resumed.calls for text in call] == [f"text {n}" for n in (6, 7, 8, 9)]
    assert [report.seen for report in reports] == [0, 3, 6, 0, 3, 4]
    assert done == BackfillProgress(outdated=4, seen=4, embedded=4)


async def test_vectors_of_two_models_are_kept(container: Container) -> None:
    await put_products(container.database(), {"a": "tea"})
    await put_products(container.database(), {"b": "hidden"}, status="draft")
    for name in ("one", "other"):
        await container.catalogue().backfill_embeddings.execute(
            CountingEmbedder(name), 10, lambda _: None
        )

    assert await embedded_products(container) == ["a", "a"]


async def test_a_text_that_the_provider_refuses_is_skipped(container: Container) -> None:
    await put_products(container.database(), TEXTS)

    async def refuse(texts: Sequence[str]) -> None:
        if "text 4" in texts:
            raise EmbeddingTextRefused("no")

    done = await container.catalogue().backfill_embeddings.execute(
        CountingEmbedder(before=refuse), 4, lambda _: None
    )

    assert done == BackfillProgress(outdated=10, seen=10, embedded=9, refused=1)
    assert await embedded_products(container) == [key for key in TEXTS if key != "04"]
