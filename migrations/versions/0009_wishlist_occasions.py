"""the occasion that a wishlist is for, which decides when its claims are revealed

Revision: 0009
After: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("wishlist", sa.Column("occasion_id", sa.Text(), nullable=True))
    op.add_column(
        "wishlist",
        sa.Column("follows_occasion", sa.Boolean(), server_default="true", nullable=False),
    )
    # Before this revision a list had a time only if its owner had set one.
    op.execute("UPDATE wishlist SET follows_occasion = false WHERE reveal_at IS NOT NULL")
    op.create_foreign_key(
        op.f("fk_wishlist_occasion_id"),
        "wishlist",
        "occasion",
        ["occasion_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index("ix_wishlist_occasion_id", "wishlist", ["occasion_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_wishlist_occasion_id", table_name="wishlist")
    op.drop_constraint(op.f("fk_wishlist_occasion_id"), "wishlist", type_="foreignkey")
    op.drop_column("wishlist", "follows_occasion")
    op.drop_column("wishlist", "occasion_id")
