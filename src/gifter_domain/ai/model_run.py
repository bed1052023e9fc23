"""Model runs: what a language model was asked for, what it took, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from gifter_domain.ai.language_model import Json, Usage


class Purpose(StrEnum):
    ONBOARDING_QUESTIONS = "ONBOARDING_QUESTIONS"


class RunStatus(StrEnum):
    """INVALID: the model answered, but not what it was asked for; nothing of it was used."""

    SUCCEEDED = "SUCCEEDED"
    INVALID = "INVALID"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class ModelRun:
    """One call. `input` and `output` hold no names, notes or words of people.

    `cost_micro_usd` is null while the model's price is not known, which is not zero.
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
        """Keeps a run, in the caller's transaction."""
        ...
