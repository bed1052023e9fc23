"""changed products: number the transaction that last changed what a search reads

Revision: 0020
After: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_TABLES = ("brand_mirror", "product_mirror", "product_embedding")


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION number_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.changed := pg_current_xact_id()::text::bigint;
            RETURN NEW;
        END $$
    """)
    for table in _TABLES:
        op.add_column(
            table, sa.Column("changed", sa.BigInteger(), nullable=False, server_default="0")
        )
        op.execute(
            f"CREATE TRIGGER number_change BEFORE INSERT OR UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION number_change()"
        )
        op.create_index(f"ix_{table}_changed", table, ["changed"])


def downgrade() -> None:
    for table in _TABLES:
        op.execute(f"DROP TRIGGER number_change ON {table}")
        op.drop_column(table, "changed")
    op.execute("DROP FUNCTION number_change()")
