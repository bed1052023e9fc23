"""product url: store the address at which a product is bought

Revision: 0023
After: 0022
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE product_mirror ADD COLUMN url text")


def downgrade() -> None:
    op.execute("ALTER TABLE product_mirror DROP COLUMN url")
