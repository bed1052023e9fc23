"""The contract of `LanguageModel`, for its adapter against a real endpoint on loopback."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from builders.servers.chat import ChatEndpoint
from gifter_adapters.openai.language_model import OpenAILanguageModel
from gifter_domain.ai.language_model import (
    Completion,
    LanguageModelRefused,
    LanguageModelUnavailable,
    Prompt,
    Purpose,
    Usage,
)

KEY = "sk-very-secret"
PROMPT = Prompt(
    "greeting_v1", Purpose.EXPLANATIONS, "Greet.", "in French", {"type": "object"}, max_tokens=80
)


@pytest.fixture
def endpoint() -> Iterator[ChatEndpoint]:
    endpoint = ChatEndpoint('{"hello": "salut"}')
    yield endpoint
    endpoint.close()


def client(endpoint: ChatEndpoint, timeout_s: float = 10.0) -> OpenAILanguageModel:
    return OpenAILanguageModel(
        api_key=KEY, base_url=endpoint.url, name="parrot", timeout_s=timeout_s
    )


@pytest.fixture
async def model(endpoint: ChatEndpoint) -> AsyncIterator[OpenAILanguageModel]:
    model = client(endpoint)
    yield model
    await model.close()


async def test_an_answer_counts_its_tokens_in_classes_that_do_not_overlap(
    model: OpenAILanguageModel,
) -> None:
    used = Usage(input=60, cached_input=40, output=30, reasoning=20)

    answer = await model.complete(PROMPT)

    assert answer == Completion('{"hello": "salut"}', used, model="parrot")


async def test_a_request_separates_instructions_and_data_and_limits_the_answer(
    endpoint: ChatEndpoint, model: OpenAILanguageModel
) -> None:
    await model.complete(PROMPT)

    [asked] = endpoint.requests
    assert asked["messages"] == [
        {"role": "system", "content": "Greet."},
        {"role": "user", "content": "in French"},
    ]
    assert asked["max_completion_tokens"] == 80
    assert asked["response_format"]["json_schema"]["schema"] == {"type": "object"}


async def test_an_answer_without_a_token_count_is_accepted(
    endpoint: ChatEndpoint, model: OpenAILanguageModel
) -> None:
    endpoint.change = lambda answer: answer | {"usage": None}

    assert (await model.complete(PROMPT)).usage == Usage()


async def test_a_busy_provider_is_tried_again(
    endpoint: ChatEndpoint, model: OpenAILanguageModel
) -> None:
    endpoint.failures = [(429, {"retry-after-ms": "1"})]

    assert (await model.complete(PROMPT)).text


@pytest.mark.parametrize(
    ("status", "meaning"),
    [(500, LanguageModelUnavailable), (401, LanguageModelRefused), (400, LanguageModelRefused)],
)
async def test_the_error_of_a_failure_does_not_contain_the_key(
    endpoint: ChatEndpoint, model: OpenAILanguageModel, status: int, meaning: type[Exception]
) -> None:
    endpoint.failures = [(status, {"retry-after-ms": "1"})] * 3

    with pytest.raises(meaning) as raised:
        await model.complete(PROMPT)
    assert KEY not in str(raised.value)


async def test_a_hanging_provider_is_unavailable(endpoint: ChatEndpoint) -> None:
    slow = client(endpoint, timeout_s=0.05)
    with endpoint.hold_from(1), pytest.raises(LanguageModelUnavailable):
        await slow.complete(PROMPT)
    await slow.close()


@pytest.mark.parametrize("answer", ["<html>", {"choices": []}, {"choices": None}])
async def test_a_body_that_is_no_completion_is_an_error(
    endpoint: ChatEndpoint, model: OpenAILanguageModel, answer: Any
) -> None:
    endpoint.change = lambda _: answer

    with pytest.raises(LanguageModelUnavailable):
        await model.complete(PROMPT)


def test_openai_itself_needs_a_key() -> None:
    with pytest.raises(LanguageModelRefused, match="LLM_API_KEY"):
        OpenAILanguageModel(api_key=None, base_url=None, name="parrot", timeout_s=1)
