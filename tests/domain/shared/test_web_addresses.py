"""Web addresses have one normal form, by the rules of browsers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.web_addresses import (
    checked_secure_address,
    secure_address,
    web_address,
)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("  https://shop.example.com/a \n", "https://shop.example.com/a"),
        ("HTTPS://Shop.Example.com:443", "https://shop.example.com/"),
        ("https://münchen.example/tür?q=ü", "https://xn--mnchen-3ya.example/t%C3%BCr?q=%C3%BC"),
        ("https://shop.example.com/t%c3%bcr%7e", "https://shop.example.com/t%C3%BCr~"),
        ("https://shop.example.com/a b", "https://shop.example.com/a%20b"),
        ("https://shop.example.com/x/../a", "https://shop.example.com/a"),
        ("https:\\\\shop.example.com\\a", "https://shop.example.com/a"),
        ("https://x.example/a.png?b#c", "https://x.example/a.png?b#c"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("https://[::1]/a", "https://[::1]/a"),
        ("https://[2001:db8::0:1]:8443/", "https://[2001:db8::1]:8443/"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(written: str, address: str) -> None:
    assert web_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "javascript:alert(1)",
        "mailto:ada@example.com",
        "//shop.example.com",
        "https://",
        "https://a:b/",
        "x.example/a",
        "ftp://x.example",
        "https://[::1",
        "data:,x",
        "https://shop.example.com:0/",
        "https://exa<mple.com",
    ],
)
def test_anything_else_is_no_web_address(written: str) -> None:
    assert web_address(written) is None


@given(st.text(min_size=1, max_size=20))
def test_a_normal_form_stays_as_it_is(path: str) -> None:
    address = web_address(f"https://shop.example.com/{path}")

    assert address is None or web_address(address) == address


@pytest.mark.parametrize("written", ["http://example.com/a.png", "ftp://example.com", "a.png"])
def test_a_picture_of_a_person_needs_an_https_address(written: str) -> None:
    with pytest.raises(InvalidInput, match="avatarUrl: must be an https address"):
        checked_secure_address(written, "avatarUrl")

    assert secure_address(written) is None
    assert secure_address(" https://example.com/ä.png") == "https://example.com/%C3%A4.png"
