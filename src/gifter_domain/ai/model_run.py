"""Model runs: the log of calls to language models, with their cost and outcome."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from gifter_domain.ai.language_model import Json, Usage


class Purpose(StrEnum):
    ONBOARDING_QUESTIONS = "ONBOARDING_QUESTIONS"


class RunStatus(StrEnum):
    """The outcome of a run. INVALID: the response was not of the requested form and was dropped."""

    SUCCEEDED = "SUCCEEDED"
    INVALID = "INVALID"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class ModelRun:
    """One call of a model. `input` and `output` contain no names, notes or words of people.

    `cost_micro_usd` is in millionths of a US dollar, and None (not 0) if the price is unknown.
    """

    id: str
    purpose: Purpose
    provider: str
    model: str
    prompt_key: str
    status: RunStatus
    usage: Usage
    latency_ms: int
    input: Json
    output: Json
    error: str | None
    created_at: datetime
    cost_micro_usd: int | None = None


class ModelRuns(Protocol):
    async def add(self, run: ModelRun) -> None:
        """Stores a run in the caller's transaction."""
        ...
