"""Writes and reads model runs."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, insert, select, text, update

from gifter_adapters.postgres.ai.tables import model_run
from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_domain.ai.language_model import Purpose, Usage
from gifter_domain.ai.model_run import ModelRun, ModelRunNotFound, RunsOfGroup, RunStatus

_ADD = insert(model_run)
_JUDGE = (
    update(model_run)
    .where(model_run.c.id == bindparam("of_run"))
    .values(status=bindparam("new_status"), error=bindparam("why"))
)
_CLEAR_TEXTS = text("""
    UPDATE model_run SET input = NULL, output = NULL
    WHERE created_at < :before AND (input IS NOT NULL OR output IS NOT NULL)
""")
_RUN = select(model_run).where(model_run.c.id == bindparam("of_run"))
_CLASSES = ("input", "cached_input", "output", "reasoning")
_GROUPS = {
    "purpose": "purpose",
    "model": "coalesce(answered_by, model)",
    "day": "to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
    "prompt": "prompt_key",
}
_REPORTS = {
    name: text(f"""
        SELECT {group} AS name, count(*) AS runs,
            count(*) FILTER (WHERE status = 'FAILED') AS failed,
            count(*) FILTER (WHERE cost_micro_usd IS NULL AND status <> 'FAILED') AS unpriced,
            sum(input_tokens) AS input, sum(cached_input_tokens) AS cached_input,
            sum(output_tokens) AS output, sum(reasoning_tokens) AS reasoning,
            coalesce(sum(cost_micro_usd), 0) AS cost, avg(latency_ms)::float8 AS latency
        FROM model_run WHERE created_at >= :since
        GROUP BY 1 ORDER BY cost DESC, name
    """)
    for name, group in _GROUPS.items()
}
_UNPRICED = text("""
    SELECT DISTINCT coalesce(answered_by, model) AS name FROM model_run
    WHERE created_at >= :since AND cost_micro_usd IS NULL AND status <> 'FAILED' ORDER BY 1
""")


class PostgresModelRuns:
    """Implements `ModelRuns`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, run: ModelRun) -> None:
        await self._connection.execute(_ADD, _to_row(run))

    async def judge(self, run_id: str, status: RunStatus, why: str | None) -> None:
        params = {"of_run": run_id, "new_status": status, "why": why}
        await self._connection.execute(_JUDGE, params)

    async def clear_texts(self, before: datetime) -> int:
        return await self._connection.count(_CLEAR_TEXTS, {"before": before})


class PostgresModelRunReads:
    """Implements `ModelRunReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, run_id: str) -> ModelRun:
        async with self._database.reads() as connection:
            rows = await connection.execute(_RUN, {"of_run": run_id})
        if not rows:
            raise ModelRunNotFound("There is no such model run.")
        return _to_run(rows[0])

    async def report(self, since: datetime, by: str) -> Sequence[RunsOfGroup]:
        async with self._database.reads() as connection:
            rows = await connection.execute(_REPORTS[by], {"since": since})
        return [
            RunsOfGroup(
                row.name,
                row.runs,
                row.failed,
                row.unpriced,
                Usage(*(int(row[name]) for name in _CLASSES)),
                int(row.cost),
                row.latency,
            )
            for row in rows
        ]

    async def unpriced_models(self, since: datetime) -> Sequence[str]:
        async with self._database.reads() as connection:
            return [row.name for row in await connection.execute(_UNPRICED, {"since": since})]


def _to_row(run: ModelRun) -> dict[str, object]:
    row = asdict(run)
    used = row.pop("usage")
    texts = {name: _storable(row[name]) for name in ("input", "output", "error")}
    return row | texts | {f"{name}_tokens": count for name, count in used.items()}


def _to_run(row: Record) -> ModelRun:
    values = dict(row.items())
    usage = Usage(*(values.pop(f"{name}_tokens") for name in _CLASSES))
    purpose, status = Purpose(values.pop("purpose")), RunStatus(values.pop("status"))
    return ModelRun(**values, usage=usage, purpose=purpose, status=status)


def _storable(text: str | None) -> str | None:
    """Returns the text without lone surrogates and NUL, which PostgreSQL cannot store."""
    return text and text.encode(errors="replace").decode().replace("\x00", "")
