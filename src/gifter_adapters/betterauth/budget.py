"""A budget of rare actions: some at once, then one in an interval."""

from collections.abc import Callable


class Budget:
    """Allows `burst` actions at once, and one more in every `interval_s` (a token bucket)."""

    def __init__(self, burst: int, interval_s: float, monotonic: Callable[[], float]) -> None:
        self._burst = burst
        self._interval_s = interval_s
        self._monotonic = monotonic
        self._left = float(burst)
        self._counted_at = monotonic()

    def take(self) -> bool:
        """Returns whether an action may run now, and counts it if so."""
        now = self._monotonic()
        earned = (now - self._counted_at) / self._interval_s
        self._left, self._counted_at = min(self._left + earned, self._burst), now
        if self._left < 1:
            return False
        self._left -= 1
        return True
