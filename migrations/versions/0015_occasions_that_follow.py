"""occasions that follow a day: no English title of a holiday, the same id when they are added again

Revision: 0015
After: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_NAMES = {
    "valentines_day": "Valentine's Day",
    "lunar_new_year": "Lunar New Year",
    "womens_day": "Women's Day",
    "nowruz": "Nowruz",
    "eid_al_fitr": "Eid al-Fitr",
    "mothers_day": "Mother's Day",
    "eid_al_adha": "Eid al-Adha",
    "childrens_day": "Children's Day",
    "fathers_day": "Father's Day",
    "raksha_bandhan": "Raksha Bandhan",
    "diwali": "Diwali",
    "hanukkah": "Hanukkah",
    "saint_nicholas_day": "Saint Nicholas Day",
    "christmas": "Christmas",
    "orthodox_christmas": "Orthodox Christmas",
    "epiphany": "Epiphany",
}
_UNNAME = sa.text("""
    UPDATE occasion SET title = NULL
    WHERE split_part(holiday, ':', 2) = :kind AND title = :name
""")
_NAME = sa.text("""
    UPDATE occasion SET title = :name
    WHERE split_part(holiday, ':', 2) = :kind AND title IS NULL
""")


def upgrade() -> None:
    op.create_table(
        "past_occasion",
        sa.Column("recipient_id", sa.Text(), nullable=False),
        sa.Column("follows", sa.Text(), nullable=False),
        sa.Column("occasion_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
            name=op.f("fk_past_occasion_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recipient_id", "follows", name=op.f("pk_past_occasion")),
    )
    for kind, name in _NAMES.items():
        op.execute(_UNNAME.bindparams(kind=kind, name=name))


def downgrade() -> None:
    for kind, name in _NAMES.items():
        op.execute(_NAME.bindparams(kind=kind, name=name))
    op.drop_table("past_occasion")
