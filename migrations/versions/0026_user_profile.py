"""user profile: store what users say about themselves, and their telephone number

Revision: 0026
After: 0025
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE user_account ADD COLUMN phone text")
    op.execute("""
        CREATE TABLE user_profile (
            user_id text NOT NULL
                CONSTRAINT fk_user_profile_user_id REFERENCES user_account (id) ON DELETE CASCADE,
            birth_year smallint,
            birth_month smallint,
            birth_day smallint,
            bio text,
            location text,
            interests text[] NOT NULL,
            birthday_visibility text NOT NULL,
            bio_visibility text NOT NULL,
            location_visibility text NOT NULL,
            interests_visibility text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_user_profile PRIMARY KEY (user_id),
            CONSTRAINT ck_user_profile_birthday_whole
                CHECK (num_nulls(birth_month, birth_day) <> 1),
            CONSTRAINT ck_user_profile_birth_year_of_a_day
                CHECK (birth_year IS NULL OR birth_month IS NOT NULL)
        )
    """)


def downgrade() -> None:
    op.execute("DROP TABLE user_profile")
    op.execute("ALTER TABLE user_account DROP COLUMN phone")
