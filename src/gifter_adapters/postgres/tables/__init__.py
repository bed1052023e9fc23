"""All tables, one module for each context; `metadata` is what migrations are compared with."""

from gifter_adapters.postgres.tables import (
    catalogue,
    identity,
    jobs,
    notifications,
    occasions,
    people,
    recommendations,
    reminders,
)
from gifter_adapters.postgres.tables.base import metadata

__all__ = [
    "catalogue",
    "identity",
    "jobs",
    "metadata",
    "notifications",
    "occasions",
    "people",
    "recommendations",
    "reminders",
]
