"""The rule for things that end at an instant: temporary rows, reservations, links, leases."""

from datetime import datetime


def is_expired(expires_at: datetime | None, now: datetime) -> bool:
    """Returns whether something has expired: from `expires_at` on, or never if that is None.

    The database applies the same rule in SQL: `not_expired` and `expired` of
    `gifter_adapters.postgres.core.expiry`.
    """
    return expires_at is not None and expires_at <= now
