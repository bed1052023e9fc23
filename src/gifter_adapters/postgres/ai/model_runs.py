"""Writes model runs."""

from dataclasses import asdict

from sqlalchemy import insert

from gifter_adapters.postgres.ai.tables import model_run
from gifter_adapters.postgres.core.connection import Connection
from gifter_domain.ai.model_run import ModelRun

_ADD = insert(model_run)


class PostgresModelRuns:
    """Implements `ModelRuns`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, run: ModelRun) -> None:
        await self._connection.execute(_ADD, _to_row(run))


def _to_row(run: ModelRun) -> dict[str, object]:
    row = asdict(run)
    used = row.pop("usage")
    return row | {f"{name}_tokens": count for name, count in used.items()}
