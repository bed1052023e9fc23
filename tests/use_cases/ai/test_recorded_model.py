"""The ledger and the budgets of model calls, with a real endpoint and a real database."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dependency_injector import providers
from sqlalchemy import select, text

from builders.core.clocks import NOON, FixedClock
from builders.servers.chat import ChatEndpoint
from gifter_adapters.postgres.ai.tables import model_run
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_app.use_cases.ai.replay_run import prompt_of
from gifter_app.use_cases.operations.diagnose import Verdict
from gifter_domain.ai.budgets import ModelBudgetSpent
from gifter_domain.ai.language_model import LanguageModelUnavailable, Prompt, Purpose
from gifter_domain.ai.model_run import RunStatus
from gifter_domain.ai.prompts import INSTRUCTIONS, ONBOARDING_QUESTIONS
from gifter_domain.shared.errors import Unavailable

# The endpoint counts 60 input, 40 cached input, 30 output and 20 reasoning tokens.
PRICES = "model,from,input,cached_input,output\nm-1,2026-01-01,2,1,10\n"
COST = 60 * 2 + 40 * 1 + 50 * 10
PROMPT = Prompt(
    ONBOARDING_QUESTIONS,
    Purpose.ONBOARDING_QUESTIONS,
    INSTRUCTIONS[ONBOARDING_QUESTIONS],
    '{"about": "self"}',
    {"type": "object"},
    max_tokens=50,
)
MOST = PROMPT.most_input_tokens * 2 + 50 * 10

Containers = Callable[..., Container]


@pytest.fixture
def endpoint() -> Iterator[ChatEndpoint]:
    endpoint = ChatEndpoint('{"questions": []}')
    yield endpoint
    endpoint.close()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
async def containers(
    database_url: str, endpoint: ChatEndpoint, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[Containers]:
    """Yields a function that starts a process with these budgets and model."""
    async with AsyncExitStack() as stack:

        def started(budgets: str = "", model: str = "m-1") -> Container:
            set_to = {"LLM_MODEL": model, "LLM_BASE_URL": endpoint.url, "LLM_BUDGETS": budgets}
            container = Container(settings=read_settings({"GIFTER_HOME": str(tmp_path)} | set_to))
            container.database_url.override(database_url)
            container.clock.override(providers.Object(clock))
            stack.push_async_callback(lambda: container.closing().aclose())
            return container

        yield started


def asking(number: int, user_id: str | None = None) -> Prompt:
    """Returns a prompt of its own, since the same one is answered from memory."""
    return replace(PROMPT, data=f'{{"about": "{number:04}"}}', user_id=user_id)


async def runs(container: Container) -> list[Any]:
    query = select(model_run).order_by(model_run.c.id)
    async with container.database().reads() as connection:
        return [*(await connection.execute(query))]


async def spent(container: Container) -> dict[str, int]:
    async with container.database().reads() as connection:
        rows = await connection.execute(text("SELECT scope, micro_usd FROM model_spending"))
    return {row.scope: row.micro_usd for row in rows}


async def test_a_call_is_stored_with_its_tokens_cost_and_prompt(containers: Containers) -> None:
    container = containers()
    await container.ai().load_prices.execute(PRICES)

    answer = await container.language_model().complete(PROMPT)

    assert answer.run_id is not None
    run = await container.ai().model_run_reads.run(answer.run_id)
    assert (run.status, run.cost_micro_usd, run.usage.total) == (RunStatus.SUCCEEDED, COST, 150)
    assert prompt_of(run) == PROMPT
    assert run.output == '{"questions": []}'


async def test_the_same_prompt_is_sent_once_and_counted_once(
    containers: Containers, endpoint: ChatEndpoint
) -> None:
    model = containers().language_model()

    first, second = [await model.complete(PROMPT) for _ in range(2)]

    assert first.text == second.text
    assert (len(endpoint.requests), second.usage.total, second.run_id) == (1, 0, None)


async def test_a_dated_snapshot_costs_what_its_model_costs(
    containers: Containers, endpoint: ChatEndpoint
) -> None:
    container = containers()
    await container.ai().load_prices.execute(PRICES)
    endpoint.change = lambda answer: answer | {"model": "m-1-2026-04-23"}

    await container.language_model().complete(PROMPT)

    [run] = await runs(container)
    assert (run.model, run.answered_by, run.cost_micro_usd) == ("m-1", "m-1-2026-04-23", COST)


async def test_an_answer_of_an_unknown_model_is_unpriced_and_counts_as_much_as_was_reserved(
    containers: Containers, endpoint: ChatEndpoint
) -> None:
    container = containers("questions=1")
    await container.ai().load_prices.execute(PRICES)
    endpoint.change = lambda answer: answer | {"model": "m-9"}

    await container.language_model().complete(PROMPT)

    [run] = await runs(container)
    assert (run.answered_by, run.cost_micro_usd) == ("m-9", None)
    found = (await container.diagnose().execute())["language model"]
    assert (found.verdict, found.detail) == (Verdict.BROKEN, "no price for m-9")
    assert await spent(container) == {"questions": MOST}


async def test_a_model_with_a_budget_but_no_price_is_not_called(
    containers: Containers, endpoint: ChatEndpoint
) -> None:
    container = containers("all=1", model="m-1-mini")
    await container.ai().load_prices.execute(PRICES)

    with pytest.raises(ModelBudgetSpent):
        await container.language_model().complete(PROMPT)

    assert endpoint.requests == []


async def test_200_concurrent_callers_in_two_processes_never_exceed_a_budget(
    containers: Containers, endpoint: ChatEndpoint
) -> None:
    fits = 7
    budget = f"all={fits * COST / 1e6 + MOST / 1e6:f}"
    processes = [containers(budget), containers(budget)]
    await processes[0].ai().load_prices.execute(PRICES)

    answers = await asyncio.gather(
        *(processes[n % 2].language_model().complete(asking(n)) for n in range(200)),
        return_exceptions=True,
    )

    refused = [one for one in answers if isinstance(one, ModelBudgetSpent)]
    assert 200 - len(refused) == len(endpoint.requests) == len(await runs(processes[0]))
    total = (await spent(processes[0]))["all"]
    assert total == len(endpoint.requests) * COST <= fits * COST + MOST


async def test_each_user_has_a_budget_of_their_own(
    containers: Containers, endpoint: ChatEndpoint
) -> None:
    container = containers(f"user={MOST / 1e6:f}")
    await container.ai().load_prices.execute(PRICES)
    model = container.language_model()

    await model.complete(asking(1, "ada"))
    with pytest.raises(ModelBudgetSpent):
        await model.complete(asking(2, "ada"))
    await model.complete(asking(3, "bob"))

    assert await spent(container) == {"user:ada": COST, "user:bob": COST}


async def test_a_call_that_the_budget_of_all_refuses_reserves_nothing_for_its_purpose(
    containers: Containers,
) -> None:
    container = containers("all=0,questions=1")
    await container.ai().load_prices.execute(PRICES)

    with pytest.raises(ModelBudgetSpent):
        await container.language_model().complete(PROMPT)

    assert await spent(container) == {}


async def test_what_a_killed_process_reserved_stays_reserved_for_the_day(
    containers: Containers,
) -> None:
    container = containers(f"all={MOST / 1e6:f}")
    await container.ai().load_prices.execute(PRICES)
    scopes = container.ai().budgets.scopes(PROMPT)
    await container.ai().spending.reserve(NOON.date(), scopes, MOST)  # and never settles

    with pytest.raises(ModelBudgetSpent):
        await container.language_model().complete(PROMPT)
    assert await container.ai().spending.reserve(date(2026, 11, 22), scopes, MOST)


async def test_a_failed_call_is_stored_and_costs_nothing(
    containers: Containers, endpoint: ChatEndpoint
) -> None:
    container = containers("all=1")
    await container.ai().load_prices.execute(PRICES)
    endpoint.failures = [(503, {"retry-after-ms": "1"})] * 3

    with pytest.raises(LanguageModelUnavailable):
        await container.language_model().complete(PROMPT)

    [run] = await runs(container)
    assert (run.status, run.cost_micro_usd, run.output) == ("FAILED", None, None)
    assert await spent(container) == {"all": 0}


async def test_after_five_failures_the_model_is_left_alone_for_a_while(
    containers: Containers, endpoint: ChatEndpoint
) -> None:
    model = containers().language_model()
    endpoint.failures = [(400, {})] * 5
    for number in range(8):
        with pytest.raises(Unavailable):
            await model.complete(asking(number))

    assert len(endpoint.requests) == 5


async def test_texts_are_removed_after_30_days_and_spending_after_a_week(
    containers: Containers, clock: FixedClock
) -> None:
    container = containers("all=1")
    await container.ai().load_prices.execute(PRICES)
    await container.language_model().complete(PROMPT)
    [sweep] = container.ai().background.sweeps

    clock.move(timedelta(days=8))
    await sweep()
    assert await spent(container) == {}
    assert (await runs(container))[0].output is not None
    clock.move(timedelta(days=23))
    await sweep()
    [run] = await runs(container)

    assert (run.input, run.output, run.cost_micro_usd) == (None, None, COST)
