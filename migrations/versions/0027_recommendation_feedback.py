"""recommendation feedback: store what users do with products, and the order of a feed

Revision: 0027
After: 0026
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_INDEXES = (
    "ix_recommendation_event_for_id ON recommendation_event (for_id, happened_at)",
    """ix_recommendation_event_final ON recommendation_event (user_id, for_id, product_id)
    WHERE action IN ('HIDE', 'BOUGHT', 'ALREADY_HAS')""",
    "ix_recommendation_event_request_id ON recommendation_event (request_id)",
    "ix_recommendation_event_product_id ON recommendation_event (product_id)",
    "ix_feed_session_user_id ON feed_session (user_id)",
    "ix_feed_session_expires_at ON feed_session (expires_at)",
)


def upgrade() -> None:
    op.execute("""
        CREATE TABLE recommendation_event (
            user_id text NOT NULL,
            client_event_id text NOT NULL,
            request_id text,
            for_id text NOT NULL,
            product_id text NOT NULL,
            action text NOT NULL,
            props jsonb NOT NULL,
            happened_at timestamptz NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_recommendation_event PRIMARY KEY (user_id, client_event_id),
            CONSTRAINT fk_recommendation_event_user_id FOREIGN KEY (user_id)
                REFERENCES user_account (id) ON DELETE CASCADE,
            CONSTRAINT fk_recommendation_event_request_id FOREIGN KEY (request_id)
                REFERENCES recommendation_request (id) ON DELETE CASCADE,
            CONSTRAINT fk_recommendation_event_product_id FOREIGN KEY (product_id)
                REFERENCES product_mirror (id),
            CONSTRAINT ck_recommendation_event_action CHECK (action IN ('IMPRESSION', 'CLICK',
                'LIKE', 'DISLIKE', 'SAVE', 'HIDE', 'BOUGHT', 'ALREADY_HAS'))
        )
    """)
    op.execute("""
        CREATE TABLE feed_session (
            id text NOT NULL,
            user_id text NOT NULL,
            items jsonb NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            expires_at timestamptz NOT NULL,
            CONSTRAINT pk_feed_session PRIMARY KEY (id),
            CONSTRAINT fk_feed_session_user_id FOREIGN KEY (user_id)
                REFERENCES user_account (id) ON DELETE CASCADE
        )
    """)
    for index in _INDEXES:
        op.execute(f"CREATE INDEX {index}")


def downgrade() -> None:
    op.execute("DROP TABLE feed_session")
    op.execute("DROP TABLE recommendation_event")
