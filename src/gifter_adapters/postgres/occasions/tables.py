"""Tables of occasions, and of the tokens with which calendars read them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from gifter_adapters.postgres.core.tables import created_at, id_column, metadata, updated_at

# An occasion is on its own day, on its recipient's birthday, or on a holiday: one of the three.
occasion = Table(
    "occasion",
    metadata,
    id_column(),
    Column("owner_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    Column("recipient_id", Text, ForeignKey("recipient.id", ondelete="CASCADE"), nullable=False),
    Column("type", Text, nullable=False),
    Column("title", Text),
    Column("year", SmallInteger),
    Column("month", SmallInteger),
    Column("day", SmallInteger),
    Column("follows_birthday", Boolean, nullable=False, server_default="false"),
    Column("holiday", Text),
    Column("timezone", Text, nullable=False),
    Column("at_local", Time),
    Column("recurrence", Text, nullable=False),
    Column("reminder_policy_id", Text),
    created_at(),
    updated_at(),
    CheckConstraint(
        "type IN ('BIRTHDAY', 'ANNIVERSARY', 'HOUSEWARMING', 'WEDDING', 'BABY_SHOWER',"
        " 'THANK_YOU', 'JUST_BECAUSE', 'OTHER', 'HOLIDAY')",
        name="type",
    ),
    CheckConstraint("recurrence IN ('NONE', 'YEARLY')", name="recurrence"),
    CheckConstraint("num_nulls(month, day) <> 1", name="day_whole"),
    CheckConstraint("year IS NULL OR month IS NOT NULL", name="year_of_a_day"),
    CheckConstraint("recurrence = 'YEARLY' OR year IS NOT NULL", name="once_in_a_year"),
    CheckConstraint(
        "num_nonnulls(month, holiday, NULLIF(follows_birthday, false)) = 1", name="one_day"
    ),
    CheckConstraint("(type = 'HOLIDAY') = (holiday IS NOT NULL)", name="holiday"),
    CheckConstraint("type = 'BIRTHDAY' OR NOT follows_birthday", name="birthday"),
    UniqueConstraint("recipient_id", "holiday", name="uq_occasion_holiday"),
    Index(
        "uq_occasion_birthday",
        "recipient_id",
        unique=True,
        postgresql_where=text("follows_birthday"),
    ),
    Index("ix_occasion_owner_id", "owner_id", "id"),
    Index(
        "ix_occasion_yearly",
        "owner_id",
        text("(month * 100 + day)"),
        postgresql_where=text("recurrence = 'YEARLY' AND month IS NOT NULL"),
    ),
    Index(
        "ix_occasion_once",
        "owner_id",
        text("(year * 10000 + month * 100 + day)"),
        postgresql_where=text("recurrence = 'NONE'"),
    ),
    Index(
        "ix_occasion_holiday",
        "owner_id",
        "holiday",
        postgresql_where=text("holiday IS NOT NULL"),
    ),
)

# The ids of removed occasions, by recipient and the day that they followed. The next occasion on
# that day gets the same id, so that the schedule knows which reminders were sent already.
past_occasion = Table(
    "past_occasion",
    metadata,
    Column("recipient_id", Text, ForeignKey("recipient.id", ondelete="CASCADE"), primary_key=True),
    Column("follows", Text, primary_key=True),  # the code of a holiday, or "birthday"
    Column("occasion_id", Text, nullable=False),
)

calendar_feed = Table(
    "calendar_feed",
    metadata,
    Column("owner_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    created_at(),
)
