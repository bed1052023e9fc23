"""Tables of reminder policies, notification preferences, and the schedule of reminders."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from gifter_adapters.postgres.core.tables import (
    created_at,
    id_column,
    instant,
    metadata,
    updated_at,
)


def _user_id(name: str = "user_id", *, primary_key: bool = False) -> Column[str]:
    account = ForeignKey("user_account.id", ondelete="CASCADE")
    return Column(name, Text, account, nullable=False, primary_key=primary_key)


# The users' own policies. Those of the system are in code, so no foreign key refers to a policy.
reminder_policy = Table(
    "reminder_policy",
    metadata,
    id_column(),
    _user_id("owner_id"),
    Column("name", Text, nullable=False),
    Column("offsets", JSONB, nullable=False),
    Column("channels", ARRAY(Text), nullable=False),
    created_at(),
    updated_at(),
    Index("ix_reminder_policy_owner_id", "owner_id", "id"),
)

# One row for each user who changed something. All others have the defaults.
notification_preference = Table(
    "notification_preference",
    metadata,
    _user_id(primary_key=True),
    Column("push", Boolean, nullable=False),
    Column("email", Boolean, nullable=False),
    Column("quiet_from_local", Time),
    Column("quiet_to_local", Time),
    Column("quiet_days", ARRAY(SmallInteger)),
    Column("default_policy_id", Text, nullable=False),
    Column("digest", Boolean, nullable=False),
    created_at(),
    updated_at(),
    CheckConstraint(
        "num_nulls(quiet_from_local, quiet_to_local, quiet_days) IN (0, 3)", name="quiet_hours"
    ),
)

# One row for each user with occasions: the day and the edition of the time-zone database with which
# their reminders were planned. The day is -infinity if a change has outdated the plan: until they
# are planned for again, dispatch leaves them out. A trigger does this when the status of an account
# changes. The version of the row (xmin) is the version of the plan.
reminder_plan = Table(
    "reminder_plan",
    metadata,
    _user_id(primary_key=True),
    Column("planned_on", Date, nullable=False),
    Column("tz_version", Text, nullable=False),
    Index("ix_reminder_plan_planned_on", "planned_on"),
    Index("ix_reminder_plan_tz_version", "tz_version"),
)

# `occasion_id` is no foreign key, since sent reminders stay when their occasion is removed.
notification_schedule = Table(
    "notification_schedule",
    metadata,
    id_column(),
    _user_id(),
    Column("occasion_id", Text, nullable=False),
    Column("occurrence_on", Date, nullable=False),
    Column("days_before", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    instant("scheduled_for"),
    instant("useful_until"),
    Column("rule", Text, nullable=False),
    Column("status", Text, nullable=False, server_default="QUEUED"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    instant("run_after"),
    instant("leased_until", nullable=True),
    Column("lease_id", Text),
    Column("notice_id", Text),  # the notice that it is sent in; null before the first attempt
    Column("last_error", Text),
    Column("reason", Text),
    instant("sent_at", nullable=True),  # when it first reached a device or address
    instant("withdrawn_at", nullable=True),  # when planning withdrew it during an attempt
    created_at(),
    updated_at(),
    UniqueConstraint(
        "occasion_id",
        "occurrence_on",
        "days_before",
        "channel",
        name="uq_notification_schedule_key",
    ),
    CheckConstraint(
        "status IN ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'SKIPPED', 'CANCELLED')", name="status"
    ),
    CheckConstraint(
        "(status = 'SENDING') = (leased_until IS NOT NULL) "
        "AND (leased_until IS NULL) = (lease_id IS NULL)",
        name="lease",
    ),
    CheckConstraint("withdrawn_at IS NULL OR status = 'SENDING'", name="withdrawn"),
    Index("ix_notification_schedule_user_id", "user_id", "occurrence_on"),
    Index(
        "ix_notification_schedule_due",
        "run_after",
        "id",
        postgresql_where=text("status = 'QUEUED'"),
    ),
    Index(
        "ix_notification_schedule_waiting",
        "user_id",
        "run_after",
        postgresql_where=text("status = 'QUEUED'"),
    ),
    Index(
        "ix_notification_schedule_leased",
        "leased_until",
        postgresql_where=text("status = 'SENDING'"),
    ),
)

# The outcome of a reminder at each device or address. A retry skips those that have it already.
# The products that a reminder by mail shows, best first, and a reason for each. A worker chooses
# them before the reminder is due.
reminder_gifts = Table(
    "reminder_gifts",
    metadata,
    Column(
        "schedule_id",
        Text,
        ForeignKey("notification_schedule.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("product_ids", ARRAY(Text), nullable=False),
    Column("reasons", ARRAY(Text), nullable=False),
    instant("chosen_at"),
)

reminder_delivery = Table(
    "reminder_delivery",
    metadata,
    Column(
        "schedule_id",
        Text,
        ForeignKey("notification_schedule.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("target", Text, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("reason", Text),
    instant("delivered_at"),
)
