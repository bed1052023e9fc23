"""Tables of gift requests, of their recommendations and feedback, and of exchange rates."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from gifter_adapters.postgres.core.tables import created_at, id_column, instant, metadata

recommendation_request = Table(
    "recommendation_request",
    metadata,
    id_column(),
    Column("user_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    Column("recipient_id", Text, ForeignKey("recipient.id", ondelete="SET NULL")),
    Column("occasion_id", Text, ForeignKey("occasion.id", ondelete="SET NULL")),
    Column("wish", JSONB, nullable=False),
    Column("pipeline", JSONB, nullable=False),
    created_at(),
    Index("ix_recommendation_request_user_id", "user_id", "created_at"),
    Index("ix_recommendation_request_recipient_id", "recipient_id"),
    Index("ix_recommendation_request_occasion_id", "occasion_id"),
)

recommendation_item = Table(
    "recommendation_item",
    metadata,
    Column(
        "request_id",
        Text,
        ForeignKey("recommendation_request.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("rank", Integer, primary_key=True),
    Column("product_id", Text, ForeignKey("product_mirror.id"), nullable=False),
    Column("score", Double, nullable=False),
    Column("explanation", Text, nullable=False),
    Column("badges", ARRAY(Text), nullable=False),
    Column("why", JSONB, nullable=False),
    UniqueConstraint("request_id", "product_id"),
    Index("ix_recommendation_item_product_id", "product_id"),
)

# `for_id` is the person that the request was for: the id of a recipient, who may have been removed
# since, or the user's id for a request without one. Feedback on the feed has no request.
recommendation_event = Table(
    "recommendation_event",
    metadata,
    Column("user_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True),
    Column("client_event_id", Text, primary_key=True),
    Column("request_id", Text, ForeignKey("recommendation_request.id", ondelete="CASCADE")),
    Column("for_id", Text, nullable=False),
    Column("product_id", Text, ForeignKey("product_mirror.id"), nullable=False),
    Column("action", Text, nullable=False),
    Column("props", JSONB, nullable=False),
    instant("happened_at"),
    created_at(),
    CheckConstraint(
        "action IN ('IMPRESSION', 'CLICK', 'LIKE', 'DISLIKE', 'SAVE', 'HIDE', 'BOUGHT',"
        " 'ALREADY_HAS')",
        name="action",
    ),
    Index("ix_recommendation_event_for_id", "for_id", "happened_at"),
    Index(
        "ix_recommendation_event_final",
        "user_id",
        "for_id",
        "product_id",
        postgresql_where=text("action IN ('HIDE', 'BOUGHT', 'ALREADY_HAS')"),
    ),
    Index("ix_recommendation_event_request_id", "request_id"),
    Index("ix_recommendation_event_product_id", "product_id"),
)

# The items of a feed, each with the ids of its product, recipient and occasion, and the date.
feed_session = Table(
    "feed_session",
    metadata,
    id_column(),
    Column("user_id", Text, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    Column("items", JSONB, nullable=False),
    created_at(),
    instant("expires_at"),
    Index("ix_feed_session_user_id", "user_id"),
    Index("ix_feed_session_expires_at", "expires_at"),
)

# A row for each process that serves. `most_behind_s` is the age of the oldest state of the index
# that it has used lately.
index_process = Table(
    "index_process",
    metadata,
    id_column(),
    instant("refreshed_at"),
    Column("products", Integer, nullable=False),
    Column("most_behind_s", Double, nullable=False),
)

exchange_rate = Table(
    "exchange_rate",
    metadata,
    Column("day", Date, primary_key=True),
    Column("currency", Text, primary_key=True),
    Column("per_euro", Numeric, nullable=False),
)
