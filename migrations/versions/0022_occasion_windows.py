"""occasion windows: find the occasions of some days without reading the others

Revision: 0022
After: 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE INDEX ix_occasion_yearly ON occasion (owner_id, (month * 100 + day))"
        " WHERE recurrence = 'YEARLY' AND month IS NOT NULL"
    )
    op.execute(
        "CREATE INDEX ix_occasion_once ON occasion"
        " (owner_id, (year * 10000 + month * 100 + day)) WHERE recurrence = 'NONE'"
    )
    op.execute(
        "CREATE INDEX ix_occasion_holiday ON occasion (owner_id, holiday) WHERE holiday IS NOT NULL"
    )
    op.execute(
        "CREATE INDEX ix_recipient_birthday ON recipient"
        " (owner_id, (birth_month * 100 + birth_day)) WHERE birth_month IS NOT NULL"
    )


def downgrade() -> None:
    for name in ("recipient_birthday", "occasion_holiday", "occasion_once", "occasion_yearly"):
        op.execute(f"DROP INDEX ix_{name}")
