"""Tables of the mirror of Payload's catalogue, of webhook deliveries and of product vectors.

`source_ts` is the time of the source event that a row's content comes from. Older content never
replaces newer content. The domain computes the columns under "derived" from the content.
"""

from pgvector.sqlalchemy import VECTOR
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Double,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

from gifter_adapters.postgres.core.tables import (
    changed,
    created_at,
    id_column,
    instant,
    metadata,
    updated_at,
)


def _texts(name: str) -> Column[list[str]]:
    return Column(name, ARRAY(Text), nullable=False, server_default="{}")


brand_mirror = Table(
    "brand_mirror",
    metadata,
    id_column(),
    Column("payload_brand_id", Text, nullable=False),
    instant("source_ts"),
    Column("name", Text, nullable=False),
    Column("slug", Text),
    Column("status", Text, nullable=False),
    Column("country", Text),
    Column("base_currency", Text),
    Column("logo_url", Text),
    Column("cover_image_url", Text),
    Column("gift_fit", Text),
    _texts("style_tags"),
    Column("stripe_connect_account_id", Text),
    Column("stripe_onboarding_status", Text),
    created_at(),
    updated_at(),
    changed(),
    UniqueConstraint("payload_brand_id"),
)

# A product that is known only by its deletion has no content yet: source_ts and title are null.
product_mirror = Table(
    "product_mirror",
    metadata,
    id_column(),
    Column("payload_product_id", Text(collation="C"), nullable=False),  # one order on all servers
    Column("brand_id", Text, ForeignKey("brand_mirror.id")),
    instant("source_ts", nullable=True),
    instant("deleted_ts", nullable=True),
    Column("title", Text),
    Column("slug", Text),
    Column("url", Text),
    Column("status", Text, nullable=False, server_default="draft"),
    Column("visible_to_gifter", Boolean, nullable=False, server_default="false"),
    Column("is_featured", Boolean, nullable=False, server_default="false"),
    Column("short_description", Text),
    Column("description", Text),
    Column("specs", Text),
    Column("primary_image_url", Text),
    _texts("gallery_image_urls"),
    Column("default_price", BigInteger),
    Column("default_currency", Text),
    Column("category", Text),
    _texts("gift_tags"),
    _texts("occasion_fit"),
    _texts("style_tags"),
    # derived
    Column(
        "listed",
        Boolean,
        Computed(
            "title IS NOT NULL AND status = 'published' AND visible_to_gifter"
            " AND (deleted_ts IS NULL OR deleted_ts < source_ts)",
            persisted=True,
        ),
        nullable=False,
    ),
    Column("price_minor", BigInteger),
    Column("price_currency", Text),
    Column("in_stock", Boolean, nullable=False, server_default="false"),
    Column("embedding_text", Text),
    Column("text_hash", Text),
    Column("search", TSVECTOR),
    Column("traits", ARRAY(Text), nullable=False, server_default="{unjudged}"),
    Column("facts_hash", Text),  # of the text that traits are judged from
    Column("judged", Text),  # the judge and the text that it judged
    created_at(),
    updated_at(),
    changed(),
    UniqueConstraint("payload_product_id"),
    CheckConstraint("source_ts IS NOT NULL OR deleted_ts IS NOT NULL", name="has_source"),
    CheckConstraint("(title IS NULL) = (source_ts IS NULL)", name="content"),
    Index("ix_product_mirror_brand_id", "brand_id"),
    Index("ix_product_mirror_search", "search", postgresql_using="gin"),
    Index("ix_product_mirror_traits", "traits", postgresql_using="gin"),
    Index(
        "ix_product_mirror_listed_price",
        "price_currency",
        "price_minor",
        postgresql_include=["in_stock", "brand_id"],
        postgresql_where=text("listed"),
    ),
    Index("ix_product_mirror_listed_id", "id", postgresql_where=text("listed")),
)

product_trait = Table(
    "product_trait",
    metadata,
    Column(
        "product_id",
        Text,
        ForeignKey("product_mirror.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("code", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("provenance", Text, primary_key=True),
    Column("certainty", Double, nullable=False),
    Column("ages", ARRAY(Integer)),
    Column("evidence", JSONB, nullable=False),
    Column("judge", Text, nullable=False),
    created_at(),
    CheckConstraint("value IN ('yes', 'possible', 'free_of')", name="value"),
    CheckConstraint(
        "provenance IN ('EDITOR', 'BRAND', 'LANGUAGE_MODEL', 'RULES', 'NEIGHBOURS')",
        name="provenance",
    ),
)

# Decisions of editors: who stated which fact, when and why. Rows are never changed.
trait_decision = Table(
    "trait_decision",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("product_id", Text, ForeignKey("product_mirror.id", ondelete="CASCADE"), nullable=False),
    Column("code", Text, nullable=False),
    Column("has", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    instant("decided_at"),
    Index("ix_trait_decision_product_id", "product_id"),
)

trait_report = Table(
    "trait_report",
    metadata,
    Column(
        "product_id", Text, ForeignKey("product_mirror.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("user_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True),
    Column("code", Text, primary_key=True),
    instant("reported_at"),
    instant("closed_at", nullable=True),  # when an editor decided
    Index("ix_trait_report_user_id", "user_id"),
    Index("ix_trait_report_open", "code", postgresql_where=text("closed_at IS NULL")),
)

variant_mirror = Table(
    "variant_mirror",
    metadata,
    id_column(),
    Column("payload_variant_id", Text, nullable=False),
    Column("product_id", Text, ForeignKey("product_mirror.id"), nullable=False),
    instant("source_ts"),
    Column("presence", Text, nullable=False),
    Column("sku", Text),
    Column("option_values", JSONB, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("stock", Integer),
    Column("stripe_price_id", Text),
    created_at(),
    updated_at(),
    UniqueConstraint("payload_variant_id"),
    CheckConstraint("presence IN ('LIVE', 'UNCONFIRMED', 'REMOVED')", name="presence"),
    Index("ix_variant_mirror_product_id", "product_id"),
    Index(
        "ix_variant_mirror_unconfirmed",
        "product_id",
        postgresql_where=text("presence = 'UNCONFIRMED'"),
    ),
)

embedding_model = Table(
    "embedding_model",
    metadata,
    Column("id", SmallInteger, Identity(always=True), primary_key=True),
    Column("provider", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("dims", Integer, nullable=False),
    created_at(),
    UniqueConstraint("provider", "name", "dims"),
    CheckConstraint("dims BETWEEN 1 AND 2000", name="dims"),
)

# There are vectors of several models, so `embedding` has no fixed size. The code that registers a
# model creates its partial HNSW index (`hnsw_product_embedding_<model id>`).
product_embedding = Table(
    "product_embedding",
    metadata,
    Column(
        "product_id",
        Text,
        ForeignKey("product_mirror.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("model_id", SmallInteger, ForeignKey("embedding_model.id"), primary_key=True),
    Column("text_hash", Text, nullable=False),
    Column("embedding", VECTOR(), nullable=False),
    created_at(),
    changed(),
    Index("ix_product_embedding_model_id", "model_id"),
)

webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    id_column(),
    Column("event", Text, nullable=False),
    Column("body_sha256", Text, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("outcome", Text, nullable=False),
    instant("received_at"),
    UniqueConstraint("body_sha256"),
    Index("ix_webhook_delivery_received_at", "received_at"),
)
