"""Tables of wishlists, their wishes, joint owners and links, and of claims."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
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

from gifter_adapters.postgres.core.tables import (
    created_at,
    id_column,
    instant,
    metadata,
    updated_at,
)


def _user_id(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[str]:
    account = ForeignKey("user_account.id", ondelete="CASCADE")
    return Column(name, Text, account, nullable=nullable, primary_key=primary_key)


def _wishlist_id(*, primary_key: bool = False) -> Column[str]:
    wishlist = ForeignKey("wishlist.id", ondelete="CASCADE")
    return Column("wishlist_id", Text, wishlist, nullable=False, primary_key=primary_key)


# `for_id` is the person whose wishes they were at the beginning: the owner's id, or the id of a
# recipient, who may have been removed or merged since. It separates the wishes of one person from
# another's. A list follows its occasion until an owner sets when claims are revealed.
wishlist = Table(
    "wishlist",
    metadata,
    id_column(),
    _user_id("owner_id"),
    Column("for_id", Text, nullable=False),
    Column("recipient_id", Text, ForeignKey("recipient.id", ondelete="SET NULL")),
    Column("occasion_id", Text, ForeignKey("occasion.id", ondelete="SET NULL")),
    Column("follows_occasion", Boolean, nullable=False, server_default="true"),
    Column("title", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("description", Text),
    Column("visibility", Text, nullable=False),
    instant("reveal_at", nullable=True),
    created_at(),
    updated_at(),
    CheckConstraint("visibility IN ('PRIVATE', 'FRIENDS', 'PUBLIC')", name="visibility"),
    Index("ix_wishlist_owner_id", "owner_id", "id"),
    Index("ix_wishlist_recipient_id", "recipient_id"),
    Index("ix_wishlist_occasion_id", "occasion_id"),
    Index("ix_wishlist_public", "id", postgresql_where=text("visibility = 'PUBLIC'")),
)

# Joint owners. They count only while they are a friend of the owner. A joint owner who has left
# stays blind, since the wishes were theirs too.
wishlist_owner = Table(
    "wishlist_owner",
    metadata,
    _wishlist_id(primary_key=True),
    _user_id("user_id", primary_key=True),
    instant("left_at", nullable=True),
    created_at(),
    Index("ix_wishlist_owner_user_id", "user_id", "wishlist_id"),
)

# Every account that was ever linked to a list's recipient. Triggers write it, and nothing deletes
# it: even if the recipient is linked to another account or removed, the wishes were theirs too.
wishlist_for_user = Table(
    "wishlist_for_user",
    metadata,
    _wishlist_id(primary_key=True),
    _user_id("user_id", primary_key=True),
    Index("ix_wishlist_for_user_user_id", "user_id"),
)

# One valid link of each kind. A new link replaces the old one.
wishlist_share = Table(
    "wishlist_share",
    metadata,
    _wishlist_id(primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    instant("expires_at", nullable=True),
    created_at(),
    CheckConstraint("kind IN ('GUEST', 'OWNER')", name="kind"),
)

# The total of all claims on a wish and its alternatives. Every change locks this row. Claims refer
# to the chosen wish, so that only one of several alternatives can be claimed.
claim_book = Table(
    "claim_book",
    metadata,
    id_column(),
    Column("chosen_wish_id", Text),
    Column("capacity", Integer),
    Column("claimed_units", Integer, nullable=False, server_default="0"),
    Column("shared_minor", BigInteger, nullable=False, server_default="0"),
    Column("share_price_minor", BigInteger),
    Column("share_currency", Text),
    UniqueConstraint("id", "chosen_wish_id", name="uq_claim_book_chosen"),
    CheckConstraint("claimed_units >= 0 AND shared_minor >= 0", name="not_negative"),
    CheckConstraint(
        "CASE WHEN shared_minor > 0 THEN num_nulls(share_price_minor, share_currency) = 0"
        " AND share_price_minor > 0 ELSE num_nulls(share_price_minor, share_currency) = 2 END",
        name="share_price",
    ),
    # claimed_units + ceil(shared_minor / share_price_minor) <= capacity, without rounding.
    CheckConstraint(
        "capacity IS NULL OR (claimed_units <= capacity AND shared_minor"
        " <= (capacity - claimed_units)::bigint * COALESCE(share_price_minor, 0))",
        name="not_oversold",
    ),
)

# A wish, on any number of the owner's lists. `title` is the name from when it was added, even if
# the product changes. `url_key` is the part that two addresses of one thing have in common. A wish
# that was removed from its last list stays invisibly, so that it has its claims if it is added
# again.
wish = Table(
    "wish",
    metadata,
    id_column(),
    _user_id("owner_id"),
    Column("for_id", Text, nullable=False),
    Column("book_id", Text, ForeignKey("claim_book.id"), nullable=False),
    Column("product_id", Text, ForeignKey("product_mirror.id")),
    Column("title", Text, nullable=False),
    Column("external_url", Text),
    Column("url_key", Text),
    Column("image_url", Text),
    Column("desired_price_minor", BigInteger),
    Column("desired_currency", Text),
    Column("quantity", Integer),
    created_at(),
    updated_at(),
    CheckConstraint("num_nonnulls(product_id, external_url) <= 1", name="one_thing"),
    CheckConstraint("(external_url IS NULL) = (url_key IS NULL)", name="url_key"),
    CheckConstraint("(desired_price_minor IS NULL) = (desired_currency IS NULL)", name="price"),
    CheckConstraint("desired_price_minor > 0", name="price_positive"),
    CheckConstraint("quantity > 0", name="quantity"),
    Index(
        "uq_wish_product",
        "owner_id",
        "for_id",
        "product_id",
        unique=True,
        postgresql_where=text("product_id IS NOT NULL"),
    ),
    Index(
        "uq_wish_url",
        "owner_id",
        "for_id",
        text("md5(url_key)"),  # an index has no room for a long one
        unique=True,
        postgresql_where=text("url_key IS NOT NULL"),
    ),
    Index("ix_wish_owner_id", "owner_id", "id"),
    Index("ix_wish_book_id", "book_id"),
    Index("ix_wish_product_id", "product_id"),
)

# The place of a wish on a list.
wishlist_item = Table(
    "wishlist_item",
    metadata,
    id_column(),
    _wishlist_id(),
    Column("wish_id", Text, ForeignKey("wish.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("notes", Text),
    Column("priority", SmallInteger),
    created_at(),
    updated_at(),
    UniqueConstraint("wishlist_id", "wish_id", name="uq_wishlist_item_once"),
    Index("ix_wishlist_item_wish_id", "wish_id"),
)

# Claims stay when their wish is deleted. They have a copy of it, and refer only to the book.
wish_claim = Table(
    "wish_claim",
    metadata,
    id_column(),
    Column("book_id", Text, nullable=False),
    Column("wish_id", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    _user_id("giver_id", nullable=True),
    Column("guest_name", Text),
    Column("undo_token_hash", Text, unique=True),
    Column("units", Integer),
    Column("share_minor", BigInteger),
    Column("currency", Text),
    Column("status", Text, nullable=False),
    Column("note", Text),
    instant("expires_at", nullable=True),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("image_url", Text),
    Column("price_minor", BigInteger),
    Column("price_currency", Text),
    Column("wishlist_id", Text, nullable=False),
    Column("list_title", Text, nullable=False),
    Column("owner_id", Text, nullable=False),
    Column("owner_name", Text),
    instant("changed_at", nullable=True),
    instant("gone_at", nullable=True),
    created_at(),
    updated_at(),
    ForeignKeyConstraint(
        ["book_id", "wish_id"],
        ["claim_book.id", "claim_book.chosen_wish_id"],
        name="fk_wish_claim_chosen",
    ),
    CheckConstraint("status IN ('RESERVED', 'BOUGHT')", name="status"),
    CheckConstraint("num_nonnulls(units, share_minor) = 1", name="units_or_share"),
    CheckConstraint("units > 0", name="units"),
    CheckConstraint("share_minor > 0", name="share"),
    CheckConstraint("(share_minor IS NULL) = (currency IS NULL)", name="share_currency"),
    CheckConstraint(
        "num_nonnulls(giver_id, guest_name) = 1"
        " AND (guest_name IS NULL) = (undo_token_hash IS NULL)",
        name="one_giver",
    ),
    CheckConstraint("(status = 'BOUGHT') = (expires_at IS NULL)", name="lapse"),
    Index("ix_wish_claim_book_id", "book_id"),
    Index("ix_wish_claim_wish_id", "wish_id"),
    Index("ix_wish_claim_giver_id", "giver_id", "wishlist_id", "id"),
    Index(
        "ix_wish_claim_expires_at",
        "expires_at",
        postgresql_where=text("expires_at IS NOT NULL"),
    ),
)
