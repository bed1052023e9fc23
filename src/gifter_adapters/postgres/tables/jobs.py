"""The one durable job table, and every webhook delivery that was accepted."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.tables.base import (
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

webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    id_column(),
    Column("event", Text, nullable=False),
    Column("body_sha256", Text, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("outcome", Text, nullable=False),
    instant("received_at"),
    UniqueConstraint("body_sha256"),
    Index("ix_webhook_delivery_received_at", "received_at"),
)
