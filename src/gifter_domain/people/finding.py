"""Limits how often a user may look people up, so that addresses and codes cannot be guessed."""

from datetime import datetime, timedelta

from gifter_domain.shared.errors import LimitReached

LOOKUPS_PER_WINDOW = 30
WINDOW = timedelta(hours=1)
_EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def window_start(now: datetime) -> datetime:
    """Returns the start of the window that contains `now`.

    Windows follow each other without gaps.
    """
    return now - (now - _EPOCH) % WINDOW


def refuse_beyond_limit(used: int, now: datetime) -> None:
    """Raises `LimitReached` if `used`, which includes this look-up, is above the limit.

    The error says how many whole seconds are left until the next window.
    """
    if used > LOOKUPS_PER_WINDOW:
        left = window_start(now) + WINDOW - now
        raise LimitReached(
            "You have looked up too many people. Try again later.",
            {"retryAfterS": -(-left // timedelta(seconds=1))},
        )
