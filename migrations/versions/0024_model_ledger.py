"""model ledger: prices and spending of models, and the exact prompts of runs

Revision: 0024
After: 0023
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        ALTER TABLE model_run
            ADD COLUMN answered_by text,
            ADD COLUMN prompt_digest text NOT NULL DEFAULT '',
            ADD COLUMN trace_id text,
            ALTER COLUMN input TYPE text USING input::text,
            ALTER COLUMN output TYPE text USING output::text,
            DROP CONSTRAINT ck_model_run_status,
            ADD CONSTRAINT ck_model_run_status
                CHECK (status IN ('SUCCEEDED', 'REPAIRED', 'INVALID', 'FAILED'))
    """)
    op.execute("ALTER TABLE model_run ALTER COLUMN prompt_digest DROP DEFAULT")
    op.execute("CREATE INDEX ix_model_run_created_at ON model_run (created_at)")
    op.execute("CREATE INDEX ix_model_run_trace_id ON model_run (trace_id)")
    op.execute(
        "CREATE INDEX ix_model_run_texts ON model_run (created_at)"
        " WHERE input IS NOT NULL OR output IS NOT NULL"
    )
    op.execute("""
        CREATE TABLE model_price (
            model text NOT NULL,
            valid_from date NOT NULL,
            input bigint NOT NULL,
            cached_input bigint NOT NULL,
            output bigint NOT NULL,
            CONSTRAINT pk_model_price PRIMARY KEY (model, valid_from)
        )
    """)
    op.execute("""
        CREATE TABLE model_spending (
            day date NOT NULL,
            scope text NOT NULL,
            micro_usd bigint NOT NULL,
            CONSTRAINT pk_model_spending PRIMARY KEY (day, scope)
        )
    """)


def downgrade() -> None:
    op.execute("DROP TABLE model_spending")
    op.execute("DROP TABLE model_price")
    op.execute("UPDATE model_run SET status = 'INVALID' WHERE status = 'REPAIRED'")
    op.execute("DROP INDEX ix_model_run_texts, ix_model_run_trace_id, ix_model_run_created_at")
    op.execute("""
        ALTER TABLE model_run
            DROP COLUMN answered_by,
            DROP COLUMN prompt_digest,
            DROP COLUMN trace_id,
            ALTER COLUMN input TYPE jsonb USING to_jsonb(input),
            ALTER COLUMN output TYPE jsonb USING to_jsonb(output),
            DROP CONSTRAINT ck_model_run_status,
            ADD CONSTRAINT ck_model_run_status
                CHECK (status IN ('SUCCEEDED', 'INVALID', 'FAILED'))
    """)
