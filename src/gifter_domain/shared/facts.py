"""What can be told of the database without looking into anybody's data."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """Counts are zero, and `pgvector_version` None, before the first migration."""

    server_version: str
    pgvector_version: str | None
    products: int = 0
    jobs_waiting: int = 0
    jobs_failed: int = 0
    last_job_error: str | None = None


class DatabaseFactsReader(Protocol):
    async def read(self) -> DatabaseFacts: ...
