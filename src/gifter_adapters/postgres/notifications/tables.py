"""The table of notifications."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.core.tables import created_at, id_column, instant, metadata

notification = Table(
    "notification",
    metadata,
    id_column(),
    Column("user_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    Column("dedupe_key", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("data", JSONB, nullable=False),
    instant("read_at", nullable=True),
    created_at(),
    UniqueConstraint("user_id", "dedupe_key", name="uq_notification_once"),
    Index("ix_notification_user_id", "user_id", "id"),
    Index("ix_notification_unread", "user_id", "id", postgresql_where=text("read_at IS NULL")),
)
