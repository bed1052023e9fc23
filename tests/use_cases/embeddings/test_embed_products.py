"""Embedding jobs call the model once for new texts, and not for others."""

from collections.abc import Sequence

import pytest

from builders.ai.embedders import CountingEmbedder
from builders.ai.embedding_jobs import embedded_products, enqueue_embedding, job_states
from builders.ai.products_to_embed import put_products
from gifter_app.container import Container


@pytest.fixture
def embedder(container: Container) -> CountingEmbedder:
    embedder = CountingEmbedder()
    container.embedder.override(embedder)
    return embedder


async def test_ten_jobs_of_one_product_are_one_call_with_one_text(
    container: Container, embedder: CountingEmbedder
) -> None:
    await put_products(container.database(), {"a": "tea"})
    for _ in range(10):
        await enqueue_embedding(container, "a")

    await container.workers().run_due_jobs.execute()

    assert embedder.calls == [["tea"]]
    assert await embedded_products(container) == ["a"]


async def test_an_unchanged_text_is_not_embedded_again(
    container: Container, embedder: CountingEmbedder
) -> None:
    await put_products(container.database(), {"a": "tea", "b": "mug"})
    for change in ({}, {"b": "green mug"}, {}):
        await put_products(container.database(), {"a": "tea", **change})
        await enqueue_embedding(container, "a", "b")
        await container.workers().run_due_jobs.execute()

    assert embedder.calls == [["tea", "mug"], ["green mug"]]


async def test_a_hidden_or_deleted_product_is_not_embedded(
    container: Container, embedder: CountingEmbedder
) -> None:
    await put_products(container.database(), {"hidden": "tea"}, status="draft")
    await enqueue_embedding(container, "hidden", "gone")

    await container.workers().run_due_jobs.execute()

    assert embedder.calls == []
    assert await job_states(container) == {"hidden": "SUCCEEDED", "gone": "SUCCEEDED"}


async def test_a_text_that_changes_during_the_call_gets_the_vector_of_the_new_text(
    container: Container,
) -> None:
    async def change(texts: Sequence[str]) -> None:
        if texts == ["old"]:
            await put_products(container.database(), {"a": "new"})
            await enqueue_embedding(container, "a")

    embedder = CountingEmbedder(before=change)
    container.embedder.override(embedder)
    await put_products(container.database(), {"a": "old"})
    await enqueue_embedding(container, "a")

    await container.workers().run_due_jobs.execute()

    assert embedder.calls == [["old"], ["new"]]
    assert await container.catalogue().embed_products().count() == (1, 0)


async def test_a_model_for_titles_embeds_the_same_products_too(
    container: Container, embedder: CountingEmbedder
) -> None:
    titles = CountingEmbedder("titles")
    container.title_embedder.override(titles)
    await put_products(container.database(), {"a": "tea"})
    await enqueue_embedding(container, "a")

    await container.workers().run_due_jobs.execute()

    assert (embedder.calls, titles.calls) == ([["tea"]], [["tea"]])
