"""wishlists, wishes and their claims

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wishlist",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("for_id", sa.Text(), nullable=False),
        sa.Column("recipient_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("reveal_at", sa.DateTime(timezone=True), nullable=True),
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
            "visibility IN ('PRIVATE', 'FRIENDS', 'PUBLIC')", name=op.f("ck_wishlist_visibility")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_wishlist_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
            name=op.f("fk_wishlist_recipient_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wishlist")),
    )
    op.create_index("ix_wishlist_owner_id", "wishlist", ["owner_id", "id"], unique=False)
    op.create_index(
        "ix_wishlist_public",
        "wishlist",
        ["id"],
        unique=False,
        postgresql_where=sa.text("visibility = 'PUBLIC'"),
    )
    op.create_index("ix_wishlist_recipient_id", "wishlist", ["recipient_id"], unique=False)
    op.create_table(
        "wishlist_owner",
        sa.Column("wishlist_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_wishlist_owner_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wishlist_id"],
            ["wishlist.id"],
            name=op.f("fk_wishlist_owner_wishlist_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("wishlist_id", "user_id", name=op.f("pk_wishlist_owner")),
    )
    op.create_index(
        "ix_wishlist_owner_user_id", "wishlist_owner", ["user_id", "wishlist_id"], unique=False
    )
    op.create_table(
        "wishlist_share",
        sa.Column("wishlist_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("kind IN ('GUEST', 'OWNER')", name=op.f("ck_wishlist_share_kind")),
        sa.ForeignKeyConstraint(
            ["wishlist_id"],
            ["wishlist.id"],
            name=op.f("fk_wishlist_share_wishlist_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("wishlist_id", "kind", name=op.f("pk_wishlist_share")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_wishlist_share_token_hash")),
    )
    op.create_table(
        "claim_book",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("chosen_wish_id", sa.Text(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("claimed_units", sa.Integer(), server_default="0", nullable=False),
        sa.Column("shared_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("share_price_minor", sa.BigInteger(), nullable=True),
        sa.Column("share_currency", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN shared_minor > 0 THEN num_nulls(share_price_minor, share_currency) = 0"
            " AND share_price_minor > 0 ELSE num_nulls(share_price_minor, share_currency) = 2 END",
            name=op.f("ck_claim_book_share_price"),
        ),
        sa.CheckConstraint(
            "capacity IS NULL OR (claimed_units <= capacity AND shared_minor"
            " <= (capacity - claimed_units)::bigint * COALESCE(share_price_minor, 0))",
            name=op.f("ck_claim_book_not_oversold"),
        ),
        sa.CheckConstraint(
            "claimed_units >= 0 AND shared_minor >= 0", name=op.f("ck_claim_book_not_negative")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_book")),
        sa.UniqueConstraint("id", "chosen_wish_id", name="uq_claim_book_chosen"),
    )
    op.create_table(
        "wish",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("for_id", sa.Text(), nullable=False),
        sa.Column("book_id", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("external_url", sa.Text(), nullable=True),
        sa.Column("url_key", sa.Text(), nullable=True),
        sa.Column("image_url", sa.Text(), nullable=True),
        sa.Column("desired_price_minor", sa.BigInteger(), nullable=True),
        sa.Column("desired_currency", sa.Text(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
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
            "(desired_price_minor IS NULL) = (desired_currency IS NULL)", name=op.f("ck_wish_price")
        ),
        sa.CheckConstraint(
            "(external_url IS NULL) = (url_key IS NULL)", name=op.f("ck_wish_url_key")
        ),
        sa.CheckConstraint("desired_price_minor > 0", name=op.f("ck_wish_price_positive")),
        sa.CheckConstraint(
            "num_nonnulls(product_id, external_url) <= 1", name=op.f("ck_wish_one_thing")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_wish_quantity")),
        sa.ForeignKeyConstraint(["book_id"], ["claim_book.id"], name=op.f("fk_wish_book_id")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_wish_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_mirror.id"], name=op.f("fk_wish_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
    )
    op.create_index("ix_wish_book_id", "wish", ["book_id"], unique=False)
    op.create_index("ix_wish_owner_id", "wish", ["owner_id", "id"], unique=False)
    op.create_index("ix_wish_product_id", "wish", ["product_id"], unique=False)
    op.create_index(
        "uq_wish_product",
        "wish",
        ["owner_id", "for_id", "product_id"],
        unique=True,
        postgresql_where=sa.text("product_id IS NOT NULL"),
    )
    op.create_index(
        "uq_wish_url",
        "wish",
        ["owner_id", "for_id", "url_key"],
        unique=True,
        postgresql_where=sa.text("url_key IS NOT NULL"),
    )
    op.create_table(
        "wishlist_item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("wishlist_id", sa.Text(), nullable=False),
        sa.Column("wish_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("priority", sa.SmallInteger(), nullable=True),
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
            ["wish_id"], ["wish.id"], name=op.f("fk_wishlist_item_wish_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wishlist_id"],
            ["wishlist.id"],
            name=op.f("fk_wishlist_item_wishlist_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wishlist_item")),
        sa.UniqueConstraint("wishlist_id", "wish_id", name="uq_wishlist_item_once"),
    )
    op.create_index("ix_wishlist_item_wish_id", "wishlist_item", ["wish_id"], unique=False)
    op.create_table(
        "wish_claim",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("book_id", sa.Text(), nullable=False),
        sa.Column("wish_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("giver_id", sa.Text(), nullable=True),
        sa.Column("guest_name", sa.Text(), nullable=True),
        sa.Column("undo_token_hash", sa.Text(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("share_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("image_url", sa.Text(), nullable=True),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("price_currency", sa.Text(), nullable=True),
        sa.Column("wishlist_id", sa.Text(), nullable=False),
        sa.Column("list_title", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
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
            "(status = 'BOUGHT') = (expires_at IS NULL)", name=op.f("ck_wish_claim_lapse")
        ),
        sa.CheckConstraint("status IN ('RESERVED', 'BOUGHT')", name=op.f("ck_wish_claim_status")),
        sa.CheckConstraint(
            "(share_minor IS NULL) = (currency IS NULL)", name=op.f("ck_wish_claim_share_currency")
        ),
        sa.CheckConstraint(
            "num_nonnulls(giver_id, guest_name) = 1"
            " AND (guest_name IS NULL) = (undo_token_hash IS NULL)",
            name=op.f("ck_wish_claim_one_giver"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(units, share_minor) = 1", name=op.f("ck_wish_claim_units_or_share")
        ),
        sa.CheckConstraint("share_minor > 0", name=op.f("ck_wish_claim_share")),
        sa.CheckConstraint("units > 0", name=op.f("ck_wish_claim_units")),
        sa.ForeignKeyConstraint(
            ["book_id", "wish_id"],
            ["claim_book.id", "claim_book.chosen_wish_id"],
            name="fk_wish_claim_chosen",
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"],
            ["user_account.id"],
            name=op.f("fk_wish_claim_giver_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_claim")),
        sa.UniqueConstraint("undo_token_hash", name=op.f("uq_wish_claim_undo_token_hash")),
    )
    op.create_index("ix_wish_claim_book_id", "wish_claim", ["book_id"], unique=False)
    op.create_index("ix_wish_claim_wish_id", "wish_claim", ["wish_id"], unique=False)
    op.create_index(
        "ix_wish_claim_expires_at",
        "wish_claim",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("expires_at IS NOT NULL"),
    )
    op.create_index(
        "ix_wish_claim_giver_id", "wish_claim", ["giver_id", "wishlist_id", "id"], unique=False
    )


def downgrade() -> None:

    op.drop_table("wish_claim")
    op.drop_table("wishlist_item")
    op.drop_table("wish")
    op.drop_table("claim_book")
    op.drop_table("wishlist_share")
    op.drop_table("wishlist_owner")
    op.drop_table("wishlist")
