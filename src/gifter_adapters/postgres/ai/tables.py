"""The table of model runs: prompts, answers and costs of language models."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.core.tables import created_at, id_column, metadata


def _tokens(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


model_run = Table(
    "model_run",
    metadata,
    id_column(),
    Column("purpose", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("prompt_key", Text, nullable=False),
    Column("status", Text, nullable=False),
    _tokens("input_tokens"),
    _tokens("cached_input_tokens"),
    _tokens("output_tokens"),
    _tokens("reasoning_tokens"),
    Column("latency_ms", Integer, nullable=False),
    Column("cost_micro_usd", BigInteger),
    Column("input", JSONB),
    Column("output", JSONB),
    Column("error", Text),
    created_at(),
    CheckConstraint("status IN ('SUCCEEDED', 'INVALID', 'FAILED')", name="status"),
    Index("ix_model_run_purpose", "purpose", "created_at"),
)
