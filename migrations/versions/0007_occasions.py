"""occasions, calendar feeds, and the occasion of a recommendation request

Revision: 0007
After: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "occasion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("recipient_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("year", sa.SmallInteger(), nullable=True),
        sa.Column("month", sa.SmallInteger(), nullable=True),
        sa.Column("day", sa.SmallInteger(), nullable=True),
        sa.Column("follows_birthday", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("holiday", sa.Text(), nullable=True),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("at_local", sa.Time(), nullable=True),
        sa.Column("recurrence", sa.Text(), nullable=False),
        sa.Column("reminder_policy_id", sa.Text(), nullable=True),
        _instant("created_at"),
        _instant("updated_at"),
        sa.CheckConstraint(
            "type IN ('BIRTHDAY', 'ANNIVERSARY', 'HOUSEWARMING', 'WEDDING', 'BABY_SHOWER',"
            " 'THANK_YOU', 'JUST_BECAUSE', 'OTHER', 'HOLIDAY')",
            name=op.f("ck_occasion_type"),
        ),
        sa.CheckConstraint("recurrence IN ('NONE', 'YEARLY')", name=op.f("ck_occasion_recurrence")),
        sa.CheckConstraint("num_nulls(month, day) <> 1", name=op.f("ck_occasion_day_whole")),
        sa.CheckConstraint(
            "year IS NULL OR month IS NOT NULL", name=op.f("ck_occasion_year_of_a_day")
        ),
        sa.CheckConstraint(
            "recurrence = 'YEARLY' OR year IS NOT NULL", name=op.f("ck_occasion_once_in_a_year")
        ),
        sa.CheckConstraint(
            "num_nonnulls(month, holiday, NULLIF(follows_birthday, false)) = 1",
            name=op.f("ck_occasion_one_day"),
        ),
        sa.CheckConstraint(
            "(type = 'HOLIDAY') = (holiday IS NOT NULL)", name=op.f("ck_occasion_holiday")
        ),
        sa.CheckConstraint(
            "type = 'BIRTHDAY' OR NOT follows_birthday", name=op.f("ck_occasion_birthday")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_occasion_owner_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
            name=op.f("fk_occasion_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasion")),
        sa.UniqueConstraint("recipient_id", "holiday", name="uq_occasion_holiday"),
    )
    op.create_index(
        "uq_occasion_birthday",
        "occasion",
        ["recipient_id"],
        unique=True,
        postgresql_where=sa.text("follows_birthday"),
    )
    op.create_index("ix_occasion_owner_id", "occasion", ["owner_id", "id"], unique=False)
    op.create_table(
        "calendar_feed",
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        _instant("created_at"),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_calendar_feed_owner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    _add_to_recommendations("recipient_id", "recipient")
    _add_to_recommendations("occasion_id", "occasion")
    op.execute("""
        UPDATE recommendation_request SET recipient_id = recipient.id FROM recipient
        WHERE recipient.id = recommendation_request.wish -> 'asked' ->> 'recipient_id'
    """)


def downgrade() -> None:
    for column in ("occasion_id", "recipient_id"):
        op.drop_index(f"ix_recommendation_request_{column}", table_name="recommendation_request")
        op.drop_column("recommendation_request", column)
    op.drop_table("calendar_feed")
    op.drop_table("occasion")


def _instant(name: str) -> "sa.Column[object]":
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def _add_to_recommendations(column: str, table: str) -> None:
    op.add_column("recommendation_request", sa.Column(column, sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f(f"fk_recommendation_request_{column}"),
        "recommendation_request",
        table,
        [column],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(
        f"ix_recommendation_request_{column}", "recommendation_request", [column], unique=False
    )
