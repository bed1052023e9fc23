"""reminder policies, notification preferences, and the schedule of reminders

Revision: 0008
After: 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _changed() -> list[sa.Column[object]]:
    return [
        sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
        for name in ("created_at", "updated_at")
    ]


def _of_user(table: str, column: str = "user_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["user_account.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "reminder_policy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("offsets", postgresql.JSONB(), nullable=False),
        sa.Column("channels", postgresql.ARRAY(sa.Text()), nullable=False),
        *_changed(),
        _of_user("reminder_policy", "owner_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_policy")),
    )
    op.create_index("ix_reminder_policy_owner_id", "reminder_policy", ["owner_id", "id"])
    op.create_table(
        "notification_preference",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("push", sa.Boolean(), nullable=False),
        sa.Column("email", sa.Boolean(), nullable=False),
        sa.Column("quiet_from_local", sa.Time(), nullable=True),
        sa.Column("quiet_to_local", sa.Time(), nullable=True),
        sa.Column("quiet_days", postgresql.ARRAY(sa.SmallInteger()), nullable=True),
        sa.Column("default_policy_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        *_changed(),
        sa.CheckConstraint(
            "num_nulls(quiet_from_local, quiet_to_local, quiet_days) IN (0, 3)",
            name=op.f("ck_notification_preference_quiet_hours"),
        ),
        _of_user("notification_preference"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_notification_preference")),
    )
    op.create_table(
        "reminder_plan",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("tz_version", sa.Text(), nullable=False),
        _of_user("reminder_plan"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_reminder_plan")),
    )
    op.create_index("ix_reminder_plan_planned_on", "reminder_plan", ["planned_on"])
    op.create_index("ix_reminder_plan_tz_version", "reminder_plan", ["tz_version"])
    # Accounts are disabled and enabled in many ways. The trigger makes the plan outdated at once.
    # So a worker finds it without a comparison of all accounts with all plans.
    op.execute("""
        CREATE FUNCTION outdate_reminder_plan() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE reminder_plan SET planned_on = '-infinity' WHERE user_id = NEW.id;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER outdate_reminder_plan AFTER UPDATE OF status ON user_account
        FOR EACH ROW WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION outdate_reminder_plan()
    """)
    _create_schedule()


def _create_schedule() -> None:
    op.create_table(
        "notification_schedule",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("occasion_id", sa.Text(), nullable=False),
        sa.Column("occurrence_on", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("scheduled_for", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useful_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="QUEUED", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_id", sa.Text(), nullable=True),
        sa.Column("notice_id", sa.Text(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        *_changed(),
        sa.CheckConstraint(
            "status IN ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'SKIPPED', 'CANCELLED')",
            name=op.f("ck_notification_schedule_status"),
        ),
        sa.CheckConstraint(
            "(status = 'SENDING') = (leased_until IS NOT NULL) "
            "AND (leased_until IS NULL) = (lease_id IS NULL)",
            name=op.f("ck_notification_schedule_lease"),
        ),
        _of_user("notification_schedule"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_schedule")),
        sa.UniqueConstraint(
            "occasion_id",
            "occurrence_on",
            "days_before",
            "channel",
            name="uq_notification_schedule_key",
        ),
    )
    op.create_index(
        "ix_notification_schedule_user_id", "notification_schedule", ["user_id", "occurrence_on"]
    )
    op.create_index(
        "ix_notification_schedule_due",
        "notification_schedule",
        ["run_after", "id"],
        postgresql_where=sa.text("status = 'QUEUED'"),
    )
    op.create_index(
        "ix_notification_schedule_waiting",
        "notification_schedule",
        ["user_id", "run_after"],
        postgresql_where=sa.text("status = 'QUEUED'"),
    )
    op.create_index(
        "ix_notification_schedule_leased",
        "notification_schedule",
        ["leased_until"],
        postgresql_where=sa.text("status = 'SENDING'"),
    )
    op.create_table(
        "reminder_delivery",
        sa.Column("schedule_id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["notification_schedule.id"],
            name=op.f("fk_reminder_delivery_schedule_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("schedule_id", "target", name=op.f("pk_reminder_delivery")),
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER outdate_reminder_plan ON user_account")
    op.execute("DROP FUNCTION outdate_reminder_plan")
    for table in ("reminder_delivery", "notification_schedule", "reminder_plan"):
        op.drop_table(table)
    op.drop_table("notification_preference")
    op.drop_table("reminder_policy")
