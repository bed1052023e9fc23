"""The requests that carried a key, and what was answered to them."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.tables.base import instant, metadata

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
