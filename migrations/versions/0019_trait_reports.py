"""trait reports: users say that a product contains something

Revision: 0019
After: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trait_report",
        sa.Column("product_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product_mirror.id"],
            name=op.f("fk_trait_report_product_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_trait_report_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("product_id", "user_id", "code", name=op.f("pk_trait_report")),
    )
    op.create_index("ix_trait_report_user_id", "trait_report", ["user_id"])
    op.create_index(
        "ix_trait_report_open",
        "trait_report",
        ["code"],
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("trait_report")
