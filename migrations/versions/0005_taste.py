"""taste profiles

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import VECTOR
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taste_profile",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("recipient_id", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("facets", postgresql.JSONB(), nullable=False),
        sa.Column("embedding_text", sa.Text(), nullable=True),
        sa.Column("model_id", sa.SmallInteger(), nullable=True),
        sa.Column("vector", VECTOR(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "mode IN ('self', 'recipient', 'quick')", name=op.f("ck_taste_profile_mode")
        ),
        sa.CheckConstraint(
            "mode <> 'self' OR recipient_id IS NULL",
            name=op.f("ck_taste_profile_self_is_no_recipient"),
        ),
        sa.CheckConstraint(
            "num_nulls(model_id, vector) <> 1", name=op.f("ck_taste_profile_vector_of_a_model")
        ),
        sa.CheckConstraint(
            "vector IS NULL OR embedding_text IS NOT NULL",
            name=op.f("ck_taste_profile_vector_of_a_text"),
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["embedding_model.id"], name=op.f("fk_taste_profile_model_id")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_taste_profile_owner_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
            name=op.f("fk_taste_profile_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taste_profile")),
    )
    op.create_index("ix_taste_profile_owner_id", "taste_profile", ["owner_id", "id"])
    op.create_index(
        "ix_taste_profile_recipient_id", "taste_profile", ["recipient_id", "completed_at"]
    )
    op.create_index(
        "ix_taste_profile_expires_at",
        "taste_profile",
        ["expires_at"],
        postgresql_where=sa.text("expires_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("taste_profile")
