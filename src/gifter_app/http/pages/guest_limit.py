"""The rate limit of reservations by guests, who need no account and so could reserve everything."""

from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from litestar import Request

from gifter_domain.wishlists.claims.rules import TooManyReservations

MOST_RESERVATIONS = 20
WITHIN = timedelta(minutes=10)
_MOST_COUNTED = 10_000  # pairs of an address and a list
_IPV6_NETWORK = 64  # bits: one visitor has all addresses of such a network


class GuestLimit:
    """Counts reservations by address and list, in the memory of one process.

    Reservations that fail count too. Nothing is stored or logged, so that no address outlives the
    process.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._counted: OrderedDict[tuple[str, str], deque[datetime]] = OrderedDict()

    def count(self, address: str, token: str) -> None:
        """Counts a reservation; raises `TooManyReservations` if the address has made too many."""
        now, key = self._now(), (_network(address), token)
        times = self._counted.setdefault(key, deque(maxlen=MOST_RESERVATIONS))
        self._counted.move_to_end(key)
        if len(self._counted) > _MOST_COUNTED:
            self._counted.popitem(last=False)
        full = len(times) == MOST_RESERVATIONS
        wait = times[0] + WITHIN - now if full else timedelta()
        if wait > timedelta():
            raise TooManyReservations(
                "There were too many reservations from your network.",
                {"retryAfterS": -(-wait // timedelta(seconds=1))},
            )
        times.append(now)


class Reservations:
    """Counts the reservations that requests make."""

    def __init__(self, limit: GuestLimit, trusted_proxies: Callable[[], int]) -> None:
        self._limit = limit
        self._trusted_proxies = trusted_proxies

    # Any: a request of any user, authentication and state.
    def count(self, request: Request[Any, Any, Any], token: str) -> None:
        """Counts a reservation on the list; raises `TooManyReservations`."""
        peer = request.client.host if request.client else ""
        forwarded_for = request.headers.get("x-forwarded-for", "")
        self._limit.count(client_address(peer, forwarded_for, self._trusted_proxies()), token)


def client_address(peer: str, forwarded_for: str, trusted_proxies: int) -> str:
    """Returns the address of the visitor, behind as many proxies as the setting says.

    Each proxy appends the address that it sees to `X-Forwarded-For`; a visitor can only write
    entries before those.
    """
    hops = [*(part.strip() for part in forwarded_for.split(",") if part.strip()), peer]
    return hops[max(0, len(hops) - 1 - trusted_proxies)]


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((parsed, _IPV6_NETWORK), strict=False))
