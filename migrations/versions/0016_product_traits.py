"""product traits: what a product contains, judged from its text

Revision: 0016
After: 0015
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "product_trait",
        sa.Column("product_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Double(), nullable=False),
        sa.Column("ages", postgresql.ARRAY(sa.Integer())),
        sa.Column("evidence", postgresql.JSONB(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "value IN ('yes', 'possible', 'free_of')", name=op.f("ck_product_trait_value")
        ),
        sa.CheckConstraint(
            "provenance IN ('EDITOR', 'BRAND', 'LANGUAGE_MODEL', 'RULES', 'NEIGHBOURS')",
            name=op.f("ck_product_trait_provenance"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product_mirror.id"],
            name=op.f("fk_product_trait_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "product_id", "code", "value", "provenance", name=op.f("pk_product_trait")
        ),
    )
    op.add_column(
        "product_mirror",
        sa.Column(
            "traits", postgresql.ARRAY(sa.Text()), server_default="{unjudged}", nullable=False
        ),
    )
    op.add_column("product_mirror", sa.Column("facts_hash", sa.Text()))
    op.add_column("product_mirror", sa.Column("judged", sa.Text()))
    op.create_index(
        "ix_product_mirror_traits", "product_mirror", ["traits"], postgresql_using="gin"
    )


def downgrade() -> None:
    op.drop_index("ix_product_mirror_traits", table_name="product_mirror")
    for column in ("judged", "facts_hash", "traits"):
        op.drop_column("product_mirror", column)
    op.drop_table("product_trait")
