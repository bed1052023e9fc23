"""Unsubscribe links: only our own are valid, and each for one user."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.notifications.unsubscribe import UnsubscribeLinkInvalid, UnsubscribeLinks

API = "https://api.example.com"
LINKS = UnsubscribeLinks(["s3cret"], API)


def token_of(link: str) -> str:
    return parse_qs(urlsplit(link).query)["token"][0]


@given(user_id=st.text(min_size=1))
def test_a_link_gives_the_id_of_its_user(user_id: str) -> None:
    assert LINKS.user_of(token_of(LINKS.link(user_id))) == user_id


def test_a_users_link_is_always_the_same_address_of_this_api() -> None:
    link = LINKS.link("u1")

    assert link.startswith("https://api.example.com/v1/unsubscribe?token=u1.")
    assert UnsubscribeLinks(["s3cret"], f"{API}/").link("u1") == link


@given(token=st.text())
def test_a_changed_token_is_refused(token: str) -> None:
    with pytest.raises(UnsubscribeLinkInvalid):
        LINKS.user_of(token)


def test_the_signature_of_one_user_is_invalid_for_another() -> None:
    _, proof = token_of(LINKS.link("u1")).split(".")

    with pytest.raises(UnsubscribeLinkInvalid):
        LINKS.user_of(f"u2.{proof}")


def test_old_links_stay_valid_while_their_secret_is_kept() -> None:
    replacing = UnsubscribeLinks(["new", "s3cret"], API)

    assert replacing.user_of(token_of(LINKS.link("u1"))) == "u1"
    with pytest.raises(UnsubscribeLinkInvalid):
        LINKS.user_of(token_of(replacing.link("u1")))
