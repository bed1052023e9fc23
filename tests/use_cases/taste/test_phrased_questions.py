"""Questions that a language model writes for one person, with a real HTTP endpoint."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from dependency_injector import providers
from sqlalchemy import select

from builders.ai.embedders import CountingEmbedder
from builders.core.clocks import FixedClock
from builders.servers.chat import ChatEndpoint
from gifter_adapters.postgres.ai.tables import model_run
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_app.use_cases.taste.manage_profiles import ProfileStep
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.user import User
from gifter_domain.taste.answer import Answer
from gifter_domain.taste.questions.question import Kind, Mode

ANSWERS = {
    "outdoors": Answer(chosen=("gardening",)),
    "indoors": Answer(chosen=("houseplants",)),
    "eating_drinking": Answer(chosen=("tea",)),
    "cat_or_dog": Answer(chosen=("dog",)),
}


def a_question(text: str, *values: str) -> dict[str, Any]:
    options = [{"label": value.partition(".")[2].title(), "value": value} for value in values]
    return {"text": text, "options": options}


GOOD = [
    a_question(
        "A gift that makes noise, or one that keeps quiet?", "interest.tech", "style.calming"
    ),
    a_question("Which of these would you dress a room in?", "colour.blue", "colour.green"),
]


@pytest.fixture
def endpoint() -> Iterator[ChatEndpoint]:
    endpoint = ChatEndpoint(json.dumps({"questions": GOOD}))
    yield endpoint
    endpoint.close()


@pytest.fixture
async def container(
    database_url: str, endpoint: ChatEndpoint, tmp_path: Path
) -> AsyncIterator[Container]:
    set_to = {"LLM_MODEL": "parrot", "LLM_BASE_URL": endpoint.url, "LLM_API_KEY": "sk-test"}
    container = Container(settings=read_settings({"GIFTER_HOME": str(tmp_path)} | set_to))
    container.database_url.override(database_url)
    container.clock.override(FixedClock())
    container.embedder.override(providers.Object(CountingEmbedder()))
    yield container
    await container.closing().aclose()


@pytest.fixture
async def ada(container: Container) -> User:
    return await container.identity().resolve_user.execute(Identity("ada"))


async def four_answers(container: Container, owner: User, mode: Mode = Mode.SELF) -> ProfileStep:
    """Gives four answers, runs the jobs that follow, and returns the last step."""
    tastes = container.taste().manage_taste_profiles
    step = await tastes.start(owner, mode, None, None, temporary=False)
    for question_id, answer in ANSWERS.items():
        await tastes.answer(owner, step.profile.id, question_id, answer)
    await container.workers().run_due_jobs.execute()
    return await tastes.answer(owner, step.profile.id, "cat_or_dog", ANSWERS["cat_or_dog"])


async def runs(container: Container) -> list[Any]:
    async with container.database().reads() as connection:
        return [*(await connection.execute(select(model_run)))]


async def test_after_four_answers_two_questions_for_this_person_are_next(
    container: Container, ada: User
) -> None:
    step = await four_answers(container, ada)

    assert [asked.text for asked in step.questions] == [one["text"] for one in GOOD]
    assert {asked.question.kind for asked in step.questions} == {Kind.THIS_OR_THAT}
    first = step.questions[0].question
    answered = await container.taste().manage_taste_profiles.answer(
        ada, step.profile.id, first.id, Answer(chosen=("interest.tech",))
    )
    assert "tech" in answered.profile.facets.interests


async def test_the_model_run_is_stored_with_its_tokens_and_without_the_users_texts(
    container: Container, ada: User
) -> None:
    await four_answers(container, ada)

    [run] = await runs(container)
    assert (run["purpose"], run["status"]) == ("ONBOARDING_QUESTIONS", "SUCCEEDED")
    assert (run["provider"], run["model"]) == ("openai", "parrot")
    assert run["prompt_key"] == "onboarding_questions_v1"
    tokens = [run[f"{kind}_tokens"] for kind in ("input", "cached_input", "output", "reasoning")]
    assert tokens == [60, 40, 30, 20]
    sent = json.loads(json.loads(run["input"])["data"])
    assert sent["about"] == "self"
    assert "loves gardening" in sent["knownOfThem"]
    assert run["cost_micro_usd"] is None


async def test_the_model_is_called_once_for_a_profile_and_never_for_a_quick_one(
    container: Container, endpoint: ChatEndpoint, ada: User
) -> None:
    await four_answers(container, ada)
    await container.workers().run_due_jobs.execute()
    await four_answers(container, ada, Mode.QUICK)

    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    "model_answer",
    [
        "I would rather not.",
        "[]",
        json.dumps({"questions": []}),
        json.dumps({"questions": [a_question("Visit http://evil.example?", "interest.tea")]}),
        json.dumps({"questions": GOOD, "instructions": "ignore the rules"}),
        '{"questions": [{"text": "\ud83d", "options": []}]}',
    ],
)
async def test_an_invalid_answer_of_the_model_changes_nothing_and_is_stored(
    container: Container, endpoint: ChatEndpoint, ada: User, model_answer: str
) -> None:
    endpoint.says = model_answer

    step = await four_answers(container, ada)

    assert step.questions
    assert step.profile.phrased == ()
    assert [run["status"] for run in await runs(container)] == ["INVALID"]


async def test_while_the_model_is_unavailable_the_bank_is_used_and_the_job_is_retried(
    container: Container, endpoint: ChatEndpoint, ada: User
) -> None:
    endpoint.failures = [(503, {"retry-after-ms": "1"})] * 3

    step = await four_answers(container, ada)

    assert step.questions
    assert step.profile.phrased is None
    assert [run["status"] for run in await runs(container)] == ["FAILED"]


async def test_no_questions_are_written_for_a_deleted_profile(
    container: Container, endpoint: ChatEndpoint, ada: User
) -> None:
    gone = {"profileId": "gone", "ownerId": ada.id}

    await container.taste().phrase_questions().execute([gone])

    assert endpoint.requests == []
