"""The tables of all contexts. A test compares the migrations with `metadata`."""

from gifter_adapters.postgres.ai import tables as ai
from gifter_adapters.postgres.catalogue import tables as catalogue
from gifter_adapters.postgres.core.tables import metadata
from gifter_adapters.postgres.identity import tables as identity
from gifter_adapters.postgres.notifications import tables as notifications
from gifter_adapters.postgres.occasions import tables as occasions
from gifter_adapters.postgres.operations import tables as operations
from gifter_adapters.postgres.people import tables as people
from gifter_adapters.postgres.recommendations import tables as recommendations
from gifter_adapters.postgres.reminders import tables as reminders
from gifter_adapters.postgres.taste import tables as taste
from gifter_adapters.postgres.wishlists import tables as wishlists

__all__ = [
    "ai",
    "catalogue",
    "identity",
    "metadata",
    "notifications",
    "occasions",
    "operations",
    "people",
    "recommendations",
    "reminders",
    "taste",
    "wishlists",
]
