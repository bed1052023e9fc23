"""The table of taste profiles, with a vector of the likes after a profile was embedded."""

from pgvector.sqlalchemy import VECTOR
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, SmallInteger, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.core.tables import (
    created_at,
    id_column,
    instant,
    metadata,
    updated_at,
)

# `vector` is of the current `embedding_text` and made by one model; otherwise it is null. A profile
# is deleted with its recipient, since without one it would be about nobody.
taste_profile = Table(
    "taste_profile",
    metadata,
    id_column(),
    Column("owner_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    Column("recipient_id", Text, ForeignKey("recipient.id", ondelete="CASCADE")),
    Column("mode", Text, nullable=False),
    Column("name", Text),
    Column("answers", JSONB, nullable=False),
    Column("facets", JSONB, nullable=False),
    Column("phrased", JSONB),
    Column("embedding_text", Text),
    Column("model_id", SmallInteger, ForeignKey("embedding_model.id")),
    Column("vector", VECTOR()),
    instant("expires_at", nullable=True),
    created_at(),
    updated_at(),
    instant("completed_at", nullable=True),
    CheckConstraint("mode IN ('self', 'recipient', 'quick')", name="mode"),
    CheckConstraint("mode <> 'self' OR recipient_id IS NULL", name="self_is_no_recipient"),
    CheckConstraint("num_nulls(model_id, vector) <> 1", name="vector_of_a_model"),
    CheckConstraint("vector IS NULL OR embedding_text IS NOT NULL", name="vector_of_a_text"),
    Index("ix_taste_profile_owner_id", "owner_id", "id"),
    Index("ix_taste_profile_recipient_id", "recipient_id", "completed_at"),
    Index(
        "ix_taste_profile_expires_at", "expires_at", postgresql_where=text("expires_at IS NOT NULL")
    ),
)
