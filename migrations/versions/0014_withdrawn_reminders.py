"""reminders that planning withdraws while they are being sent

Revision: 0014
After: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "notification_schedule",
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_check_constraint(
        op.f("ck_notification_schedule_withdrawn"),
        "notification_schedule",
        "withdrawn_at IS NULL OR status = 'SENDING'",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_notification_schedule_withdrawn"), "notification_schedule")
    op.drop_column("notification_schedule", "withdrawn_at")
