"""Model runs as they are stored."""

from datetime import datetime

from gifter_domain.ai.language_model import Purpose, Usage
from gifter_domain.ai.model_run import ModelRun, RunStatus


def a_run(run_id: str, created_at: datetime) -> ModelRun:
    """Returns a run that succeeded, with a prompt and a response."""
    return ModelRun(
        id=run_id,
        purpose=Purpose.ONBOARDING_QUESTIONS,
        provider="openai",
        model="m-1",
        answered_by="m-1",
        prompt_key="onboarding_questions_v1",
        prompt_digest="",
        trace_id=None,
        status=RunStatus.SUCCEEDED,
        usage=Usage(1, 2, 3, 4),
        latency_ms=5,
        input="{}",
        output="{}",
        error=None,
        created_at=created_at,
    )
