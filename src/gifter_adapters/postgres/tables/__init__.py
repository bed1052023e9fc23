"""All tables, one module for each context; `metadata` is what migrations are compared with."""

from gifter_adapters.postgres.tables import (
    ai,
    catalogue,
    idempotency,
    identity,
    jobs,
    notifications,
    occasions,
    people,
    recommendations,
    reminders,
    taste,
    wishlists,
)
from gifter_adapters.postgres.tables.base import metadata

__all__ = [
    "ai",
    "catalogue",
    "idempotency",
    "identity",
    "jobs",
    "metadata",
    "notifications",
    "occasions",
    "people",
    "recommendations",
    "reminders",
    "taste",
    "wishlists",
]
