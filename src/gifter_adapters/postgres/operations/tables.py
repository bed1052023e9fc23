"""Tables of jobs, and of the stored responses of requests with an idempotency key."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.core.tables import (
    created_at,
    id_column,
    instant,
    metadata,
    updated_at,
)

job = Table(
    "job",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    Column("dedupe_key", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("state", Text, nullable=False, server_default="QUEUED"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    instant("run_after"),
    instant("leased_until", nullable=True),
    Column("last_error", Text),
    instant("started_at", nullable=True),
    instant("finished_at", nullable=True),
    created_at(),
    updated_at(),
    CheckConstraint(
        "state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')", name="state"
    ),
    Index(
        "uq_job_waiting",
        "kind",
        "dedupe_key",
        unique=True,
        postgresql_where=text("state = 'QUEUED'"),
    ),
    Index("ix_job_due", "kind", "run_after", "id", postgresql_where=text("state = 'QUEUED'")),
    Index("ix_job_leased", "leased_until", postgresql_where=text("state = 'RUNNING'")),
    Index("ix_job_finished", "finished_at", postgresql_where=text("finished_at IS NOT NULL")),
)

idempotency_key = Table(
    "idempotency_key",
    metadata,
    Column("user_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True),
    Column("target_sha256", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request_sha256", Text, nullable=False),
    instant("begun_at"),
    Column("status", Integer),
    Column("headers", JSONB),
    Column("body", LargeBinary),
    CheckConstraint("num_nulls(status, headers, body) IN (0, 3)", name="answer"),
    Index("ix_idempotency_key_begun_at", "begun_at"),
)
