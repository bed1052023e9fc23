"""Counts and versions that can be read from the database without reading users' data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """Versions and counts.

    Before the first migration counts are 0 and `pgvector_version` is None. `index_products` are
    those of the smallest index of a process, `index_behind_s` is of the one most behind.
    `models_without_index` are the names of embedding models whose vectors have no usable index.
    """

    server_version: str
    pgvector_version: str | None
    products: int = 0
    jobs_waiting: int = 0
    jobs_failed: int = 0
    last_job_error: str | None = None
    index_processes: int = 0
    index_products: int = 0
    index_behind_s: float = 0.0
    models_without_index: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """The reason why a service cannot be used, with its setting and host, and the next step."""

    detail: str
    advice: str


class DatabaseFactsReader(Protocol):
    async def read(self) -> DatabaseFacts: ...
