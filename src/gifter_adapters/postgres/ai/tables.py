"""Tables of model runs, of the prices of models, and of what was spent on them."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, Integer, Table, Text, text

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
    Column("answered_by", Text),
    Column("prompt_key", Text, nullable=False),
    Column("prompt_digest", Text, nullable=False),
    Column("trace_id", Text),
    Column("status", Text, nullable=False),
    _tokens("input_tokens"),
    _tokens("cached_input_tokens"),
    _tokens("output_tokens"),
    _tokens("reasoning_tokens"),
    Column("latency_ms", Integer, nullable=False),
    Column("cost_micro_usd", BigInteger),
    Column("input", Text),
    Column("output", Text),
    Column("error", Text),
    created_at(),
    CheckConstraint("status IN ('SUCCEEDED', 'REPAIRED', 'INVALID', 'FAILED')", name="status"),
    Index("ix_model_run_purpose", "purpose", "created_at"),
    Index("ix_model_run_created_at", "created_at"),
    Index("ix_model_run_trace_id", "trace_id"),
    Index(
        "ix_model_run_texts",
        "created_at",
        postgresql_where=text("input IS NOT NULL OR output IS NOT NULL"),
    ),
)

# In millionths of a US dollar for a million tokens.
model_price = Table(
    "model_price",
    metadata,
    Column("model", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("input", BigInteger, nullable=False),
    Column("cached_input", BigInteger, nullable=False),
    Column("output", BigInteger, nullable=False),
)

# What is spent and reserved on a day, in millionths of a US dollar. `scope` is the name of a
# budget, or `user:` and the id of a user.
model_spending = Table(
    "model_spending",
    metadata,
    Column("day", Date, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("micro_usd", BigInteger, nullable=False),
)
