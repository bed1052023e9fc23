"""The lock of the catalogue, which belongs to a transaction."""

from sqlalchemy import text

# One writer at a time, over all processes; see docs/decisions/0003.
CATALOGUE_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('gifter.catalogue'))")
