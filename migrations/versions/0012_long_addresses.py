"""long addresses of wishes: the index has a hash of the key

Revision: 0012
After: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _index(sa.text("md5(url_key)"))


def downgrade() -> None:
    # An index of the keys themselves has no room for long ones. They become
    # hashes, so that their wishes are no longer found by address.
    op.execute("UPDATE wish SET url_key = md5(url_key) WHERE octet_length(url_key) > 2000")
    _index("url_key")


def _index(key: sa.TextClause | str) -> None:
    op.drop_index("uq_wish_url", "wish")
    op.create_index(
        "uq_wish_url",
        "wish",
        ["owner_id", "for_id", key],
        unique=True,
        postgresql_where=sa.text("url_key IS NOT NULL"),
    )
