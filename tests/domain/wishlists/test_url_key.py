"""Addresses of the same page have the same key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.wishlists.item import url_key

SAME = [
    "https://shop.example.com/a?size=m&colour=red",
    "http://shop.example.com/a?size=m&colour=red",
    "https://www.Shop.Example.com:443/a/?colour=red&size=m",
    "https://shop.example.com/a?utm_source=mail&size=m&UTM_campaign=x&colour=red&gclid=1#top",
    "https://me@shop.example.com/a?size=m&colour=red&fbclid=2",
]
OTHERS = [
    "https://shop.example.com/A?size=m&colour=red",
    "https://shop.example.com/a?size=l&colour=red",
    "https://shop.example.com/a?size=m",
    "https://shop.example.com:8443/a?size=m&colour=red",
    "https://example.com/a?size=m&colour=red",
]


def test_addresses_of_one_page_share_a_key_that_other_pages_do_not_have() -> None:
    assert len({url_key(url) for url in SAME}) == 1
    assert len({url_key(url) for url in [SAME[0], *OTHERS]}) == 6


@given(st.permutations(["a=1", "b=2", "b=3", "utm_x=4", "c"]))
def test_the_order_of_parameters_does_not_matter(parameters: list[str]) -> None:
    url = "https://example.com/p?" + "&".join(parameters)

    assert url_key(url) == "example.com/p?a=1&b=2&b=3&c="


@pytest.mark.parametrize("url", ["", "example.com", "ftp://example.com", "http://[::1", "https://"])
def test_a_text_that_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput, match="externalUrl"):
        url_key(url)
