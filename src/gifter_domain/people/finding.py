"""Finding people: how often one may look, so that addresses and codes cannot be tried out."""

from datetime import datetime, timedelta

from gifter_domain.shared.errors import LimitReached

LOOKUPS_PER_WINDOW = 30
WINDOW = timedelta(hours=1)
_EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def window_start(now: datetime) -> datetime:
    """The beginning of the window that `now` is in: windows follow each other without a gap."""
    return now - (now - _EPOCH) % WINDOW


def refuse_beyond_limit(used: int, now: datetime) -> None:
    """Raises `LimitReached`, with the whole seconds until the next window, if `used`, this look-up
    included, is more than one may."""
    if used > LOOKUPS_PER_WINDOW:
        left = window_start(now) + WINDOW - now
        raise LimitReached(
            "You have looked for too many people; try again later.",
            {"retryAfterS": -(-left // timedelta(seconds=1))},
        )
