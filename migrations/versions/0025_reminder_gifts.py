"""reminder gifts: store the products that a reminder by mail shows

Revision: 0025
After: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE reminder_gifts (
            schedule_id text PRIMARY KEY REFERENCES notification_schedule (id) ON DELETE CASCADE,
            product_ids text[] NOT NULL,
            reasons text[] NOT NULL,
            chosen_at timestamptz NOT NULL
        )
    """)


def downgrade() -> None:
    op.execute("DROP TABLE reminder_gifts")
