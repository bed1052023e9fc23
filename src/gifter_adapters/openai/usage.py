"""Reads the used tokens from the reports of providers, each of which counts in its own way."""

from collections.abc import Mapping

from gifter_domain.ai.language_model import Usage

Report = Mapping[str, object]


def usage_of(report: Report) -> Usage:
    """Returns the tokens in classes that do not overlap.

    Knows the reports of OpenAI (chat and responses), Gemini (its own and the compatible one),
    Anthropic and DeepSeek. Missing numbers count as 0.

    - Cached input is a part of the input, except in Anthropic's report, where it stands beside it.
    - Reasoning is a part of the output, unless input, output and reasoning together give the
      total: then it stands beside the output.
    """
    if "cache_read_input_tokens" in report:
        return _anthropic(report)
    read = _first(report, "prompt_tokens", "input_tokens", "promptTokenCount")
    cached = min(_cached(report), read)
    written = _first(report, "completion_tokens", "output_tokens", "candidatesTokenCount")
    reasoning = _reasoning(report)
    total = _first(report, "total_tokens", "totalTokenCount")
    beside = reasoning > 0 and (total == read + written + reasoning or reasoning > written)
    output = written if beside else written - reasoning
    return Usage(read - cached, cached, output, reasoning)


def _anthropic(report: Report) -> Usage:
    read = _first(report, "input_tokens") + _first(report, "cache_creation_input_tokens")
    cached = _first(report, "cache_read_input_tokens")
    return Usage(read, cached, _first(report, "output_tokens"), 0)


def _cached(report: Report) -> int:
    details = _part(report, "prompt_tokens_details", "input_tokens_details")
    return _first(details, "cached_tokens") or _first(
        report, "prompt_cache_hit_tokens", "cachedContentTokenCount"
    )


def _reasoning(report: Report) -> int:
    details = _part(report, "completion_tokens_details", "output_tokens_details")
    return _first(details, "reasoning_tokens") or _first(
        report, "thoughtsTokenCount", "reasoning_tokens"
    )


def _part(report: Report, *names: str) -> Report:
    parts = (report.get(name) for name in names)
    return next((part for part in parts if isinstance(part, Mapping)), {})


def _first(report: Report, *names: str) -> int:
    """Returns the first number of these names that is a count, or 0."""
    for name in names:
        value = report.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
    return 0
