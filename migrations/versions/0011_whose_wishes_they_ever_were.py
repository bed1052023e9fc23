"""every account that the recipient of a list has ever been linked to

Revision: 0011
After: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wishlist_for_user",
        sa.Column("wishlist_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_wishlist_for_user_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wishlist_id"],
            ["wishlist.id"],
            name=op.f("fk_wishlist_for_user_wishlist_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("wishlist_id", "user_id", name=op.f("pk_wishlist_for_user")),
    )
    op.create_index("ix_wishlist_for_user_user_id", "wishlist_for_user", ["user_id"])
    op.execute("""
        INSERT INTO wishlist_for_user (wishlist_id, user_id)
        SELECT l.id, r.user_id FROM wishlist l JOIN recipient r ON r.id = l.recipient_id
            WHERE r.user_id IS NOT NULL
        UNION SELECT id, for_user_id FROM wishlist WHERE for_user_id IS NOT NULL
    """)
    op.execute("DROP TRIGGER remember_whose_wishes ON recipient")
    op.execute("DROP FUNCTION remember_whose_wishes")
    op.drop_constraint(op.f("fk_wishlist_for_user_id"), "wishlist", type_="foreignkey")
    op.drop_column("wishlist", "for_user_id")
    _remember()


def _remember() -> None:
    # Lists and recipients change in many ways, also by merges. Triggers miss none of them. Each
    # trigger locks the recipient's row, so that of two simultaneous changes one sees the other.
    op.execute("""
        CREATE FUNCTION remember_whose_wishes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM FROM recipient WHERE id = NEW.recipient_id FOR SHARE;
            INSERT INTO wishlist_for_user (wishlist_id, user_id)
                SELECT NEW.id, user_id FROM recipient
                WHERE id = NEW.recipient_id AND user_id IS NOT NULL
                ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER remember_whose_wishes AFTER INSERT OR UPDATE OF recipient_id ON wishlist
        FOR EACH ROW WHEN (NEW.recipient_id IS NOT NULL) EXECUTE FUNCTION remember_whose_wishes()
    """)
    op.execute("""
        CREATE FUNCTION remember_who_wishes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO wishlist_for_user (wishlist_id, user_id)
                SELECT id, NEW.user_id FROM wishlist WHERE recipient_id = NEW.id
                ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER remember_who_wishes AFTER UPDATE OF user_id ON recipient
        FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION remember_who_wishes()
    """)


def downgrade() -> None:
    op.execute("DROP TRIGGER remember_who_wishes ON recipient")
    op.execute("DROP FUNCTION remember_who_wishes")
    op.execute("DROP TRIGGER remember_whose_wishes ON wishlist")
    op.execute("DROP FUNCTION remember_whose_wishes")
    op.add_column("wishlist", sa.Column("for_user_id", sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f("fk_wishlist_for_user_id"),
        "wishlist",
        "user_account",
        ["for_user_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.execute("""
        UPDATE wishlist l SET for_user_id = (
            SELECT min(f.user_id) FROM wishlist_for_user f
            WHERE f.wishlist_id = l.id AND NOT EXISTS (
                SELECT FROM recipient r WHERE r.id = l.recipient_id AND r.user_id = f.user_id
            )
        )
    """)
    op.drop_table("wishlist_for_user")
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
