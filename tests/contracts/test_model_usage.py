"""Token counts in the reports of providers, each in the shape that its documentation shows."""

from typing import Any

import pytest

from gifter_adapters.openai.usage import usage_of
from gifter_domain.ai.language_model import Usage

REPORTS: dict[str, tuple[dict[str, Any], Usage, int]] = {
    "OpenAI chat: cached and reasoning are parts": (
        {
            "prompt_tokens": 1000,
            "completion_tokens": 300,
            "total_tokens": 1300,
            "prompt_tokens_details": {"cached_tokens": 600, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 200},
        },
        Usage(input=400, cached_input=600, output=100, reasoning=200),
        1300,
    ),
    "OpenAI responses": (
        {
            "input_tokens": 1000,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": 300,
            "output_tokens_details": {"reasoning_tokens": 200},
            "total_tokens": 1300,
        },
        Usage(input=1000, output=100, reasoning=200),
        1300,
    ),
    "Gemini: thoughts stand beside the candidates": (
        {
            "promptTokenCount": 1000,
            "candidatesTokenCount": 100,
            "thoughtsTokenCount": 200,
            "cachedContentTokenCount": 250,
            "totalTokenCount": 1300,
        },
        Usage(input=750, cached_input=250, output=100, reasoning=200),
        1300,
    ),
    "a compatible endpoint with reasoning beside the output": (
        {
            "prompt_tokens": 1000,
            "completion_tokens": 100,
            "total_tokens": 1300,
            "completion_tokens_details": {"reasoning_tokens": 200},
        },
        Usage(input=1000, output=100, reasoning=200),
        1300,
    ),
    "Anthropic: cache reads stand beside the input": (
        {
            "input_tokens": 300,
            "cache_creation_input_tokens": 100,
            "cache_read_input_tokens": 600,
            "output_tokens": 300,
        },
        Usage(input=400, cached_input=600, output=300),
        1300,
    ),
    "DeepSeek: hits and misses of the cache": (
        {
            "prompt_tokens": 1000,
            "prompt_cache_hit_tokens": 640,
            "prompt_cache_miss_tokens": 360,
            "completion_tokens": 300,
            "total_tokens": 1300,
            "completion_tokens_details": {"reasoning_tokens": 200},
        },
        Usage(input=360, cached_input=640, output=100, reasoning=200),
        1300,
    ),
    "Mistral: no details": (
        {"prompt_tokens": 1000, "completion_tokens": 300, "total_tokens": 1300},
        Usage(input=1000, output=300),
        1300,
    ),
    "reasoning beside the output and no total": (
        {
            "prompt_tokens": 1000,
            "completion_tokens": 100,
            "completion_tokens_details": {"reasoning_tokens": 200},
        },
        Usage(input=1000, output=100, reasoning=200),
        1300,
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_each_token_is_counted_in_one_class(name: str) -> None:
    report, usage, total = REPORTS[name]

    assert usage_of(report) == usage
    assert usage_of(report).total == total


@pytest.mark.parametrize(
    "report",
    [
        {},
        {"prompt_tokens": None, "completion_tokens": "many", "total_tokens": -3},
        {"prompt_tokens_details": None, "completion_tokens_details": [1]},
        {"prompt_tokens": True},
    ],
)
def test_what_is_no_count_is_nothing(report: dict[str, Any]) -> None:
    assert usage_of(report) == Usage()
