"""Model runs: the ledger of calls to models, with their tokens, cost and outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from gifter_domain.ai.language_model import Purpose, Usage
from gifter_domain.shared.errors import NotFound


class ModelRunNotFound(NotFound):
    code = "model_run_not_found"


class RunStatus(StrEnum):
    """The outcome of a run.

    REPAIRED: a part of the response was unusable and was dropped. INVALID: all of it was.
    """

    SUCCEEDED = "SUCCEEDED"
    REPAIRED = "REPAIRED"
    INVALID = "INVALID"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class ModelRun:
    """One call of a model.

    `input` is the variable part of the prompt, and `output` the response; both are removed after
    some days. They contain no names, notes or words of people. `model` is the requested one,
    `answered_by` the one that the provider named. `cost_micro_usd` is in millionths of a US dollar,
    and None (not 0) if the price is unknown. `trace_id` is the id of the request that caused it.
    """

    id: str
    purpose: Purpose
    provider: str
    model: str
    answered_by: str | None
    prompt_key: str
    prompt_digest: str
    trace_id: str | None
    status: RunStatus
    usage: Usage
    latency_ms: int
    input: str | None
    output: str | None
    error: str | None
    created_at: datetime
    cost_micro_usd: int | None = None


class ModelRuns(Protocol):
    async def add(self, run: ModelRun) -> None:
        """Stores a run in the caller's transaction."""
        ...

    async def judge(self, run_id: str, status: RunStatus, why: str | None) -> None:
        """Stores what its response turned out to be worth. May be repeated."""
        ...

    async def clear_texts(self, before: datetime) -> int:
        """Removes inputs and outputs of runs before the instant. Returns of how many."""
        ...


@dataclass(frozen=True, slots=True)
class RunsOfGroup:
    """The sums of the runs of one group. `unpriced` is the number of runs without a price."""

    group: str
    runs: int
    failed: int
    unpriced: int
    usage: Usage
    cost_micro_usd: int
    mean_latency_ms: float


class ModelRunReads(Protocol):
    """Reads the ledger outside any transaction."""

    async def run(self, run_id: str) -> ModelRun:
        """Returns the run. Raises `ModelRunNotFound`."""
        ...

    async def report(self, since: datetime, by: str) -> Sequence[RunsOfGroup]:
        """Returns the sums by `purpose`, `model`, `day` or `prompt`, the dearest first."""
        ...

    async def unpriced_models(self, since: datetime) -> Sequence[str]:
        """Returns the models that answered without a price."""
        ...
