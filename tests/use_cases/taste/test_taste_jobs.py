"""Background work for taste profiles: embedding, and removal of expired ones."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from dependency_injector import providers
from sqlalchemy import func, select

from builders.ai.embedders import CountingEmbedder
from builders.ai.embedding_jobs import job_states
from builders.core.clocks import FixedClock
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from gifter_adapters.postgres.taste.tables import taste_profile
from gifter_app.container import Container
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.user import User
from gifter_domain.recommendations.free_text import parse_text
from gifter_domain.recommendations.recommendation import GiftRequest
from gifter_domain.taste.answer import Answer, facets_of
from gifter_domain.taste.questions.question import Mode

TEXT = "loves gardening: garden, gardener, allotment, rose grower"
GARDEN, DOG = Answer(chosen=("gardening",)), Answer(chosen=("dog",))


@pytest.fixture
def clock(container: Container) -> FixedClock:
    clock = FixedClock()
    container.clock.override(clock)
    return clock


@pytest.fixture
def embedder(container: Container) -> CountingEmbedder:
    embedder = CountingEmbedder()
    container.embedder.override(providers.Object(embedder))
    return embedder


@pytest.fixture
async def ada(container: Container, clock: FixedClock) -> User:
    return await container.identity().resolve_user.execute(Identity("ada"))


async def start(container: Container, owner: User, *, temporary: bool = False) -> str:
    step = await container.taste().manage_taste_profiles.start(
        owner, Mode.SELF, None, None, temporary=temporary
    )
    return step.profile.id


async def completed(container: Container, owner: User) -> str:
    """Completes a profile of somebody who loves gardening, and returns its id."""
    profile_id = await start(container, owner)
    await container.taste().manage_taste_profiles.answer(owner, profile_id, "outdoors", GARDEN)
    await container.taste().manage_taste_profiles.complete(owner, profile_id)
    return profile_id


async def vector(container: Container, owner: User, profile_id: str) -> Any:
    model = container.embedder().model
    return await container.taste().taste_profile_reads.vector(owner.id, profile_id, model)


async def test_a_profile_is_embedded_when_it_is_completed_and_after_changes(
    container: Container, embedder: CountingEmbedder, ada: User
) -> None:
    profile_id = await completed(container, ada)
    assert await vector(container, ada, profile_id) is None
    await container.workers().run_due_jobs.execute()
    first = await vector(container, ada, profile_id)
    await container.taste().manage_taste_profiles.complete(ada, profile_id)
    await container.workers().run_due_jobs.execute()

    await container.taste().manage_taste_profiles.answer(ada, profile_id, "cat_or_dog", DOG)
    between = await vector(container, ada, profile_id)
    await container.taste().manage_taste_profiles.complete(ada, profile_id)
    await container.workers().run_due_jobs.execute()

    assert embedder.calls == [[TEXT], [f"{TEXT}\nloves dogs: dog"]]
    assert first is not None
    assert between is None
    assert (await vector(container, ada, profile_id) != first).any()


async def test_a_deleted_profile_or_one_without_likes_is_not_embedded(
    container: Container, embedder: CountingEmbedder, ada: User
) -> None:
    empty = await start(container, ada)
    gone = await completed(container, ada)
    await container.taste().manage_taste_profiles.complete(ada, empty)
    await container.taste().manage_taste_profiles.remove(ada, gone)

    await container.workers().run_due_jobs.execute()

    assert embedder.calls == []
    assert await vector(container, ada, empty) is None
    assert await job_states(container) == {empty: "SUCCEEDED", gone: "SUCCEEDED"}


async def test_an_answer_during_the_call_does_not_leave_an_outdated_vector(
    container: Container, clock: FixedClock, ada: User
) -> None:
    profile_id = ""

    async def change(_texts: Sequence[str]) -> None:
        await container.taste().manage_taste_profiles.answer(ada, profile_id, "cat_or_dog", DOG)

    container.embedder.override(providers.Object(CountingEmbedder(before=change)))
    profile_id = await completed(container, ada)

    await container.workers().run_due_jobs.execute()

    assert await vector(container, ada, profile_id) is None


async def test_the_vector_of_a_taste_is_a_feature_and_is_computed_again_for_another_model(
    container: Container, embedder: CountingEmbedder, ada: User
) -> None:
    await put_catalogue(
        container.database(), [{"id": f"p{n}", "title": f"Thing {n}"} for n in "123"]
    )
    await embed_all(container.catalogue().product_embeddings, embedder)
    profile_id = await completed(container, ada)
    request = GiftRequest(text="thing", taste_profile_id=profile_id)
    _, without = await container.recommendations().recommend_gifts.execute(ada, request)
    await container.workers().run_due_jobs.execute()
    _, found = await container.recommendations().recommend_gifts.execute(ada, request)

    async with container.database().transaction() as connection:
        await connection.execute(taste_profile.update().values(vector=None, model_id=None))
    await container.recommendations().recommend_gifts.execute(ada, request)
    await container.workers().run_due_jobs.execute()

    assert not any("taste" in item.why for item in without.items)
    assert any("taste" in item.why for item in found.items)
    assert await vector(container, ada, profile_id) is not None


async def test_a_worker_removes_expired_profiles(
    container: Container, clock: FixedClock, ada: User
) -> None:
    await start(container, ada, temporary=True)
    clock.move(timedelta(days=3))
    later, lasting = await start(container, ada, temporary=True), await start(container, ada)
    clock.move(timedelta(days=4))

    async def left() -> set[str]:
        async with container.database().reads() as connection:
            return {*(await connection.execute(select(taste_profile.c.id))).scalars()}

    assert len(await left()) == 3
    async with container.workers().worker.running():
        async with asyncio.timeout(10):
            while len(await left()) == 3:
                pass

    assert await left() == {later, lasting}


async def test_concurrent_answers_are_all_stored(
    container: Container, clock: FixedClock, ada: User
) -> None:
    profile_id = await start(container, ada)
    answers = {
        "cat_or_dog": "dog",
        "tea_or_coffee": "tea",
        "old_or_new": "old",
        "loud_or_quiet": "loud",
    }

    await asyncio.gather(
        *(
            container.taste().manage_taste_profiles.answer(
                ada, profile_id, question_id, Answer((chosen,))
            )
            for question_id, chosen in answers.items()
        )
    )

    kept = await container.taste().taste_profile_reads.profile(ada.id, profile_id)
    assert {key: given.chosen[0] for key, given in kept.answers.items() if given} == answers
    assert kept.facets == facets_of(kept.bank, kept.answers, parse_text)
    async with container.database().reads() as connection:
        assert await connection.scalar(select(func.count()).select_from(taste_profile)) == 1
