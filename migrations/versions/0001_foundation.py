"""the catalogue mirror, users, jobs and recommendations

Revision: 0001
After: None
"""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import VECTOR
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    op.create_table(
        "brand_mirror",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("payload_brand_id", sa.Text(), nullable=False),
        sa.Column("source_ts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("base_currency", sa.Text(), nullable=True),
        sa.Column("logo_url", sa.Text(), nullable=True),
        sa.Column("cover_image_url", sa.Text(), nullable=True),
        sa.Column("gift_fit", sa.Text(), nullable=True),
        sa.Column("style_tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("stripe_connect_account_id", sa.Text(), nullable=True),
        sa.Column("stripe_onboarding_status", sa.Text(), nullable=True),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_mirror")),
        sa.UniqueConstraint("payload_brand_id", name=op.f("uq_brand_mirror_payload_brand_id")),
    )
    op.create_table(
        "embedding_model",
        sa.Column("id", sa.SmallInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("dims", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("dims BETWEEN 1 AND 2000", name=op.f("ck_embedding_model_dims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embedding_model")),
        sa.UniqueConstraint(
            "provider", "name", "dims", name=op.f("uq_embedding_model_provider_name_dims")
        ),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), server_default="QUEUED", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
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
            "state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')",
            name=op.f("ck_job_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(
        "ix_job_due",
        "job",
        ["kind", "run_after", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'QUEUED'"),
    )
    op.create_index(
        "ix_job_finished",
        "job",
        ["finished_at"],
        unique=False,
        postgresql_where=sa.text("finished_at IS NOT NULL"),
    )
    op.create_index(
        "ix_job_leased",
        "job",
        ["leased_until"],
        unique=False,
        postgresql_where=sa.text("state = 'RUNNING'"),
    )
    op.create_index(
        "uq_job_waiting",
        "job",
        ["kind", "dedupe_key"],
        unique=True,
        postgresql_where=sa.text("state = 'QUEUED'"),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="ACTIVE", nullable=False),
        sa.Column("auth_provider", sa.Text(), nullable=False),
        sa.Column("auth_user_id", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("display_name", sa.Text(), nullable=True),
        sa.Column("avatar_url", sa.Text(), nullable=True),
        sa.Column("timezone", sa.Text(), server_default="Europe/London", nullable=False),
        sa.Column("default_currency", sa.Text(), server_default="GBP", nullable=False),
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
            "status IN ('ACTIVE', 'DISABLED', 'DELETED')", name=op.f("ck_user_account_status")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("auth_provider", "auth_user_id", name="uq_user_account_identity"),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("body_sha256", sa.Text(), nullable=False),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
        sa.UniqueConstraint("body_sha256", name=op.f("uq_webhook_delivery_body_sha256")),
    )
    op.create_index(
        "ix_webhook_delivery_received_at", "webhook_delivery", ["received_at"], unique=False
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("app_version", sa.Text(), nullable=True),
        sa.Column("build_number", sa.Text(), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_device_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("token", name=op.f("uq_device_token")),
    )
    op.create_index("ix_device_user_id", "device", ["user_id"], unique=False)
    op.create_table(
        "product_mirror",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("payload_product_id", sa.Text(collation="C"), nullable=False),
        sa.Column("brand_id", sa.Text(), nullable=True),
        sa.Column("source_ts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_ts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="draft", nullable=False),
        sa.Column("visible_to_gifter", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_featured", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("short_description", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("specs", sa.Text(), nullable=True),
        sa.Column("primary_image_url", sa.Text(), nullable=True),
        sa.Column(
            "gallery_image_urls", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("default_price", sa.BigInteger(), nullable=True),
        sa.Column("default_currency", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("gift_tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("occasion_fit", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("style_tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column(
            "listed",
            sa.Boolean(),
            sa.Computed(
                "title IS NOT NULL AND status = 'published' AND visible_to_gifter"
                " AND (deleted_ts IS NULL OR deleted_ts < source_ts)",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("price_currency", sa.Text(), nullable=True),
        sa.Column("in_stock", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("embedding_text", sa.Text(), nullable=True),
        sa.Column("text_hash", sa.Text(), nullable=True),
        sa.Column("search", postgresql.TSVECTOR(), nullable=True),
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
            "(title IS NULL) = (source_ts IS NULL)", name=op.f("ck_product_mirror_content")
        ),
        sa.CheckConstraint(
            "source_ts IS NOT NULL OR deleted_ts IS NOT NULL",
            name=op.f("ck_product_mirror_has_source"),
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand_mirror.id"], name=op.f("fk_product_mirror_brand_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_mirror")),
        sa.UniqueConstraint(
            "payload_product_id", name=op.f("uq_product_mirror_payload_product_id")
        ),
    )
    op.create_index("ix_product_mirror_brand_id", "product_mirror", ["brand_id"], unique=False)
    op.create_index(
        "ix_product_mirror_listed_id",
        "product_mirror",
        ["id"],
        unique=False,
        postgresql_where=sa.text("listed"),
    )
    op.create_index(
        "ix_product_mirror_listed_price",
        "product_mirror",
        ["price_currency", "price_minor"],
        unique=False,
        postgresql_include=["in_stock", "brand_id"],
        postgresql_where=sa.text("listed"),
    )
    op.create_index(
        "ix_product_mirror_search",
        "product_mirror",
        ["search"],
        unique=False,
        postgresql_using="gin",
    )
    op.create_table(
        "recommendation_request",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("wish", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("pipeline", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_recommendation_request_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_request")),
    )
    op.create_index(
        "ix_recommendation_request_user_id",
        "recommendation_request",
        ["user_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "product_embedding",
        sa.Column("product_id", sa.Text(), nullable=False),
        sa.Column("model_id", sa.SmallInteger(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("embedding", VECTOR(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["embedding_model.id"], name=op.f("fk_product_embedding_model_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product_mirror.id"],
            name=op.f("fk_product_embedding_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("product_id", "model_id", name=op.f("pk_product_embedding")),
    )
    op.create_index(
        "ix_product_embedding_model_id", "product_embedding", ["model_id"], unique=False
    )
    op.create_table(
        "recommendation_item",
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("badges", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("why", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_mirror.id"], name=op.f("fk_recommendation_item_product_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["recommendation_request.id"],
            name=op.f("fk_recommendation_item_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("request_id", "rank", name=op.f("pk_recommendation_item")),
        sa.UniqueConstraint(
            "request_id", "product_id", name=op.f("uq_recommendation_item_request_id_product_id")
        ),
    )
    op.create_index(
        "ix_recommendation_item_product_id", "recommendation_item", ["product_id"], unique=False
    )
    op.create_table(
        "variant_mirror",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("payload_variant_id", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=False),
        sa.Column("source_ts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("presence", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=True),
        sa.Column("option_values", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=True),
        sa.Column("stripe_price_id", sa.Text(), nullable=True),
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
            "presence IN ('LIVE', 'UNCONFIRMED', 'REMOVED')",
            name=op.f("ck_variant_mirror_presence"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_mirror.id"], name=op.f("fk_variant_mirror_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variant_mirror")),
        sa.UniqueConstraint(
            "payload_variant_id", name=op.f("uq_variant_mirror_payload_variant_id")
        ),
    )
    op.create_index("ix_variant_mirror_product_id", "variant_mirror", ["product_id"], unique=False)
    op.create_index(
        "ix_variant_mirror_unconfirmed",
        "variant_mirror",
        ["product_id"],
        unique=False,
        postgresql_where=sa.text("presence = 'UNCONFIRMED'"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_variant_mirror_unconfirmed",
        table_name="variant_mirror",
        postgresql_where=sa.text("presence = 'UNCONFIRMED'"),
    )
    op.drop_index("ix_variant_mirror_product_id", table_name="variant_mirror")
    op.drop_table("variant_mirror")
    op.drop_index("ix_recommendation_item_product_id", table_name="recommendation_item")
    op.drop_table("recommendation_item")
    op.drop_index("ix_product_embedding_model_id", table_name="product_embedding")
    op.drop_table("product_embedding")
    op.drop_index("ix_recommendation_request_user_id", table_name="recommendation_request")
    op.drop_table("recommendation_request")
    op.drop_index("ix_product_mirror_search", table_name="product_mirror", postgresql_using="gin")
    op.drop_index(
        "ix_product_mirror_listed_price",
        table_name="product_mirror",
        postgresql_include=["in_stock", "brand_id"],
        postgresql_where=sa.text("listed"),
    )
    op.drop_index(
        "ix_product_mirror_listed_id",
        table_name="product_mirror",
        postgresql_where=sa.text("listed"),
    )
    op.drop_index("ix_product_mirror_brand_id", table_name="product_mirror")
    op.drop_table("product_mirror")
    op.drop_index("ix_device_user_id", table_name="device")
    op.drop_table("device")
    op.drop_index("ix_webhook_delivery_received_at", table_name="webhook_delivery")
    op.drop_table("webhook_delivery")
    op.drop_table("user_account")
    op.drop_index("uq_job_waiting", table_name="job", postgresql_where=sa.text("state = 'QUEUED'"))
    op.drop_index("ix_job_leased", table_name="job", postgresql_where=sa.text("state = 'RUNNING'"))
    op.drop_index(
        "ix_job_finished", table_name="job", postgresql_where=sa.text("finished_at IS NOT NULL")
    )
    op.drop_index("ix_job_due", table_name="job", postgresql_where=sa.text("state = 'QUEUED'"))
    op.drop_table("job")
    op.drop_table("embedding_model")
    op.drop_table("brand_mirror")
    op.execute("DROP EXTENSION vector")
