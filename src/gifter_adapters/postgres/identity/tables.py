"""Tables of users and their devices."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from gifter_adapters.postgres.core.tables import created_at, id_column, metadata, updated_at

user_account = Table(
    "user_account",
    metadata,
    id_column(),
    Column("status", Text, nullable=False, server_default="ACTIVE"),
    Column("auth_provider", Text, nullable=False),
    Column("auth_user_id", Text, nullable=False),
    Column("email", Text),
    Column("email_verified", Boolean, nullable=False, server_default="false"),
    Column("phone", Text),
    Column("display_name", Text),
    Column("avatar_url", Text),
    Column("timezone", Text, nullable=False, server_default="Europe/London"),
    Column("language", Text, nullable=False, server_default="en"),
    Column("default_currency", Text, nullable=False, server_default="GBP"),
    created_at(),
    updated_at(),
    UniqueConstraint("auth_provider", "auth_user_id", name="uq_user_account_identity"),
    CheckConstraint("status IN ('ACTIVE', 'DISABLED', 'DELETED')", name="status"),
)
Index(
    "ix_user_account_verified_email",
    func.lower(user_account.c.email),
    user_account.c.id,
    postgresql_where=text("email_verified"),
)

device = Table(
    "device",
    metadata,
    id_column(),
    Column("user_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    Column("platform", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("app_version", Text),
    Column("build_number", Text),
    created_at(),
    updated_at(),
    UniqueConstraint("token"),
    Index("ix_device_user_id", "user_id"),
)
