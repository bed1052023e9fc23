"""The address of a guest, by which reservations are limited."""

import pytest

from builders.core.clocks import FixedClock
from gifter_app.http.pages.guest_limit import MOST_RESERVATIONS, GuestLimit, client_address
from gifter_domain.wishlists.claims.rules import TooManyReservations


@pytest.mark.parametrize(
    ("forwarded_for", "proxies", "address"),
    [
        ("", 0, "10.0.0.1"),
        ("198.51.100.7", 0, "10.0.0.1"),
        ("198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", 2, "203.0.113.9"),
        ("", 2, "10.0.0.1"),
    ],
)
def test_only_entries_of_trusted_proxies_count(
    forwarded_for: str, proxies: int, address: str
) -> None:
    assert client_address("10.0.0.1", forwarded_for, proxies) == address


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_addresses_of_one_ipv6_network_count_together(
    first: str, second: str, is_same: bool
) -> None:
    limit, refused = GuestLimit(FixedClock().now), False
    for _ in range(MOST_RESERVATIONS):
        limit.count(first, "list")

    try:
        limit.count(second, "list")
    except TooManyReservations:
        refused = True

    assert refused is is_same
