"""friends, blocks, invite codes, look-ups and recipients

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "friendship",
        sa.Column("low_id", sa.Text(), nullable=False),
        sa.Column("high_id", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), server_default="APART", nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "is_open",
            sa.Boolean(),
            sa.Computed("standing = 'REQUESTED' OR standing = 'FRIENDS'", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "num_nulls(request_id, asked_by, asked_at, changed_at)"
            " = CASE standing WHEN 'APART' THEN 4 ELSE 0 END",
            name=op.f("ck_friendship_request"),
        ),
        sa.CheckConstraint(
            "standing IN ('APART', 'REQUESTED', 'FRIENDS', 'DECLINED')",
            name=op.f("ck_friendship_standing"),
        ),
        sa.CheckConstraint("asked_by IN (low_id, high_id)", name=op.f("ck_friendship_asked_by")),
        sa.CheckConstraint('low_id < high_id COLLATE "C"', name=op.f("ck_friendship_order")),
        sa.ForeignKeyConstraint(
            ["high_id"], ["user_account.id"], name=op.f("fk_friendship_high_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["low_id"], ["user_account.id"], name=op.f("fk_friendship_low_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("low_id", "high_id", name=op.f("pk_friendship")),
        sa.UniqueConstraint("low_id", "high_id", "is_open", name="uq_friendship_open"),
        sa.UniqueConstraint("request_id", name=op.f("uq_friendship_request_id")),
    )
    op.create_index("ix_friendship_high_id", "friendship", ["high_id"], unique=False)
    op.create_table(
        "invite_code",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_invite_code_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_invite_code")),
        sa.UniqueConstraint("code", name=op.f("uq_invite_code_code")),
    )
    op.create_table(
        "lookup_window",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("window_start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_lookup_window_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_lookup_window")),
    )
    op.create_table(
        "user_block",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("blocker_id", sa.Text(), nullable=False),
        sa.Column("blocked_id", sa.Text(), nullable=False),
        sa.Column(
            "low_id",
            sa.Text(),
            sa.Computed('LEAST(blocker_id, blocked_id COLLATE "C")', persisted=True),
            nullable=False,
        ),
        sa.Column(
            "high_id",
            sa.Text(),
            sa.Computed('GREATEST(blocker_id, blocked_id COLLATE "C")', persisted=True),
            nullable=False,
        ),
        sa.Column(
            "pair_is_open", sa.Boolean(), sa.Computed("false", persisted=True), nullable=False
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["low_id", "high_id", "pair_is_open"],
            ["friendship.low_id", "friendship.high_id", "friendship.is_open"],
            name="fk_user_block_pair_not_open",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_block")),
        sa.UniqueConstraint("blocker_id", "blocked_id", name="uq_user_block_direction"),
    )
    op.create_index("ix_user_block_blocker_id", "user_block", ["blocker_id", "id"], unique=False)
    op.create_index("ix_user_block_pair", "user_block", ["low_id", "high_id"], unique=False)
    op.add_column(
        "user_account",
        sa.Column("email_verified", sa.Boolean(), server_default="false", nullable=False),
    )
    op.create_index(
        "ix_user_account_verified_email",
        "user_account",
        [sa.literal_column("lower(email)"), "id"],
        unique=False,
        postgresql_where=sa.text("email_verified"),
    )
    op.create_table(
        "recipient",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("relationship", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.SmallInteger(), nullable=True),
        sa.Column("birth_month", sa.SmallInteger(), nullable=True),
        sa.Column("birth_day", sa.SmallInteger(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("avatar_url", sa.Text(), nullable=True),
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
        sa.CheckConstraint(
            "num_nulls(birth_month, birth_day) <> 1", name=op.f("ck_recipient_birthday_whole")
        ),
        sa.CheckConstraint(
            "birth_year IS NULL OR birth_month IS NOT NULL",
            name=op.f("ck_recipient_birth_year_of_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_recipient_owner_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_recipient_user_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("owner_id", "user_id", name="uq_recipient_user"),
    )
    op.create_index("ix_recipient_owner_id", "recipient", ["owner_id", "id"], unique=False)
    op.create_index("ix_recipient_user_id", "recipient", ["user_id"], unique=False)
    op.create_index(
        "ix_recipient_expires_at",
        "recipient",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("expires_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("recipient")
    op.drop_index(
        "ix_user_account_verified_email",
        table_name="user_account",
        postgresql_where=sa.text("email_verified"),
    )
    op.drop_column("user_account", "email_verified")
    op.drop_index("ix_user_block_pair", table_name="user_block")
    op.drop_index("ix_user_block_blocker_id", table_name="user_block")
    op.drop_table("user_block")
    op.drop_table("lookup_window")
    op.drop_table("invite_code")
    op.drop_index("ix_friendship_high_id", table_name="friendship")
    op.drop_table("friendship")
