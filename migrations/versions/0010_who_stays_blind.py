"""users who stay blind: accounts of removed recipients, and joint owners who left

Revision: 0010
After: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("wishlist", sa.Column("for_user_id", sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f("fk_wishlist_for_user_id"),
        "wishlist",
        "user_account",
        ["for_user_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column("wishlist_owner", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    # Recipients are removed by their owner, by expiry and by merges. A trigger misses none of them.
    op.execute("""
        CREATE FUNCTION remember_whose_wishes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE wishlist SET for_user_id = OLD.user_id WHERE recipient_id = OLD.id;
            RETURN OLD;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER remember_whose_wishes BEFORE DELETE ON recipient
        FOR EACH ROW WHEN (OLD.user_id IS NOT NULL) EXECUTE FUNCTION remember_whose_wishes()
    """)


def downgrade() -> None:
    op.execute("DROP TRIGGER remember_whose_wishes ON recipient")
    op.execute("DROP FUNCTION remember_whose_wishes")
    op.execute("DELETE FROM wishlist_owner WHERE left_at IS NOT NULL")
    op.drop_column("wishlist_owner", "left_at")
    op.drop_constraint(op.f("fk_wishlist_for_user_id"), "wishlist", type_="foreignkey")
    op.drop_column("wishlist", "for_user_id")
