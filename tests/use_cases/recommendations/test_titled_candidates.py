"""Candidates with the similarity of their titles, by a second model."""

from collections.abc import Sequence

import pytest

from builders.ai.embedders import CountingEmbedder
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from gifter_app.container import Container
from gifter_app.use_cases.recommendations.titled_candidates import TitledCandidates
from gifter_domain.recommendations.candidates import CandidateQuery, Constraints

TEA = CandidateQuery("tea", None, None, Constraints())


@pytest.fixture
async def stocked(container: Container) -> Container:
    await put_catalogue(container.database(), [{"id": "a", "title": "tea"}])
    return container


async def test_each_candidate_gets_the_cosine_of_its_title_to_the_text(stocked: Container) -> None:
    titles = CountingEmbedder("titles")
    embeddings = stocked.catalogue().product_embeddings
    await embed_all(embeddings, titles)
    await put_catalogue(stocked.database(), [{"id": "b", "title": "mug"}])  # has no vector yet

    found = await TitledCandidates(stocked.candidates(), titles, embeddings).find(TEA)

    similarities = {c.product.id: c.title_similarity for c in found.candidates}
    assert similarities == {"a": pytest.approx(1, abs=1e-6), "b": None}


async def test_without_a_text_the_model_is_not_called(stocked: Container) -> None:
    titles = CountingEmbedder("titles")
    source = TitledCandidates(stocked.candidates(), titles, stocked.catalogue().product_embeddings)

    found = await source.find(CandidateQuery("", None, None, Constraints()))

    assert titles.calls == []
    assert len(found.candidates) == 1


async def test_if_the_model_fails_the_candidates_are_found_all_the_same(
    stocked: Container,
) -> None:
    async def fail(texts: Sequence[str]) -> None:
        raise RuntimeError("no weights")

    source = TitledCandidates(
        stocked.candidates(),
        CountingEmbedder("titles", before=fail),
        stocked.catalogue().product_embeddings,
    )

    found = await source.find(TEA)

    assert [c.title_similarity for c in found.candidates] == [None]


async def test_a_configured_model_for_titles_is_used_by_the_recommendations(
    container: Container,
) -> None:
    titles = CountingEmbedder("titles")
    container.title_embedder.override(titles)

    assert isinstance(container.candidates(), TitledCandidates)
