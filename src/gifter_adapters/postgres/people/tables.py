"""Tables of friendships, blocks, invite codes, look-ups and recipients."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gifter_adapters.postgres.core.tables import (
    created_at,
    id_column,
    instant,
    metadata,
    updated_at,
)


def _user_id(name: str, *, primary_key: bool = False) -> Column[str]:
    account = ForeignKey("user_account.id", ondelete="CASCADE")
    return Column(name, Text, account, nullable=False, primary_key=primary_key)


def _always(name: str, kind: type[Text | Boolean], expression: str) -> Column[object]:
    return Column(name, kind, Computed(expression, persisted=True), nullable=False)


# One row for two users, from their first friend request or block on. Every change locks it.
friendship = Table(
    "friendship",
    metadata,
    _user_id("low_id", primary_key=True),
    _user_id("high_id", primary_key=True),
    Column("standing", Text, nullable=False, server_default="APART"),
    Column("request_id", Text, unique=True),
    Column("asked_by", Text),
    instant("asked_at", nullable=True),
    instant("changed_at", nullable=True),
    _always("is_open", Boolean, "standing = 'REQUESTED' OR standing = 'FRIENDS'"),
    CheckConstraint('low_id < high_id COLLATE "C"', name="order"),
    CheckConstraint("standing IN ('APART', 'REQUESTED', 'FRIENDS', 'DECLINED')", name="standing"),
    CheckConstraint(
        "num_nulls(request_id, asked_by, asked_at, changed_at)"
        " = CASE standing WHEN 'APART' THEN 4 ELSE 0 END",
        name="request",
    ),
    CheckConstraint("asked_by IN (low_id, high_id)", name="asked_by"),
    UniqueConstraint("low_id", "high_id", "is_open", name="uq_friendship_open"),
    Index("ix_friendship_high_id", "high_id"),
)

# The foreign key requires a friendship that is not open: while one user blocks the other, they are
# no friends and have no open friend request.
user_block = Table(
    "user_block",
    metadata,
    id_column(),
    Column("blocker_id", Text, nullable=False),
    Column("blocked_id", Text, nullable=False),
    _always("low_id", Text, 'LEAST(blocker_id, blocked_id COLLATE "C")'),
    _always("high_id", Text, 'GREATEST(blocker_id, blocked_id COLLATE "C")'),
    _always("pair_is_open", Boolean, "false"),
    created_at(),
    UniqueConstraint("blocker_id", "blocked_id", name="uq_user_block_direction"),
    ForeignKeyConstraint(
        ["low_id", "high_id", "pair_is_open"],
        ["friendship.low_id", "friendship.high_id", "friendship.is_open"],
        name="fk_user_block_pair_not_open",
        ondelete="CASCADE",
    ),
    Index("ix_user_block_blocker_id", "blocker_id", "id"),
    Index("ix_user_block_pair", "low_id", "high_id"),
)

invite_code = Table(
    "invite_code",
    metadata,
    _user_id("user_id", primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    created_at(),
)

lookup_window = Table(
    "lookup_window",
    metadata,
    _user_id("user_id", primary_key=True),
    instant("window_start_at"),
    Column("used", Integer, nullable=False),
)

# Users whose profile is empty have no row.
user_profile = Table(
    "user_profile",
    metadata,
    _user_id("user_id", primary_key=True),
    Column("birth_year", SmallInteger),
    Column("birth_month", SmallInteger),
    Column("birth_day", SmallInteger),
    Column("bio", Text),
    Column("location", Text),
    Column("interests", ARRAY(Text), nullable=False),
    Column("birthday_visibility", Text, nullable=False),
    Column("bio_visibility", Text, nullable=False),
    Column("location_visibility", Text, nullable=False),
    Column("interests_visibility", Text, nullable=False),
    created_at(),
    updated_at(),
    CheckConstraint("num_nulls(birth_month, birth_day) <> 1", name="birthday_whole"),
    CheckConstraint("birth_year IS NULL OR birth_month IS NOT NULL", name="birth_year_of_a_day"),
)

# `user_id` is the person's account. It is shown only if they are the owner or the owner's friend.
recipient = Table(
    "recipient",
    metadata,
    id_column(),
    _user_id("owner_id"),
    Column("user_id", Text, ForeignKey("user_account.id", ondelete="SET NULL")),
    Column("name", Text),
    Column("name_key", Text, nullable=False),
    Column("relationship", Text),
    Column("birth_year", SmallInteger),
    Column("birth_month", SmallInteger),
    Column("birth_day", SmallInteger),
    Column("notes", Text),
    Column("avatar_url", Text),
    instant("expires_at", nullable=True),
    created_at(),
    updated_at(),
    CheckConstraint("num_nulls(birth_month, birth_day) <> 1", name="birthday_whole"),
    CheckConstraint("birth_year IS NULL OR birth_month IS NOT NULL", name="birth_year_of_a_day"),
    UniqueConstraint("owner_id", "user_id", name="uq_recipient_user"),
    Index("ix_recipient_owner_id", "owner_id", "id"),
    Index(
        "ix_recipient_birthday",
        "owner_id",
        text("(birth_month * 100 + birth_day)"),
        postgresql_where=text("birth_month IS NOT NULL"),
    ),
    Index("ix_recipient_user_id", "user_id"),
    Index("ix_recipient_expires_at", "expires_at", postgresql_where=text("expires_at IS NOT NULL")),
)
