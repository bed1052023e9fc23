"""Identities read from the claims of a token."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.identity.identity import Identity, identity_from_claims
from gifter_domain.shared.errors import Unauthenticated


def test_betterauth_claims_become_an_identity() -> None:
    claims = {
        "sub": "a1",
        "email": "ada@example.com",
        "emailVerified": False,
        "name": "Ada",
        "image": "https://cdn.example.com/ada.png",
    }

    assert identity_from_claims(claims) == Identity(
        "a1", "ada@example.com", "Ada", "https://cdn.example.com/ada.png"
    )


@pytest.mark.parametrize(
    ("claims", "verified"),
    [
        ({"email": "a@x.example", "emailVerified": True}, True),
        ({"email": "a@x.example", "emailVerified": False}, False),
        ({"email": "a@x.example", "emailVerified": "true"}, False),
        ({"email": "a@x.example", "emailVerified": 1}, False),
        ({"email": "a@x.example"}, False),
        ({"emailVerified": True}, False),
        ({"email": " ", "emailVerified": True}, False),
    ],
)
def test_an_email_is_verified_only_if_the_provider_says_so(
    claims: dict[str, Any], verified: bool
) -> None:
    assert identity_from_claims({"sub": "a1"} | claims).email_verified is verified


def test_a_token_needs_only_a_subject() -> None:
    assert identity_from_claims({"sub": "a1", "image": None}) == Identity("a1")


def test_a_picture_claim_replaces_a_missing_image() -> None:
    assert identity_from_claims({"sub": "a1", "picture": "https://x.example/p"}).avatar_url


def test_a_long_name_is_cut() -> None:
    assert identity_from_claims({"sub": "a1", "name": "x" * 99 + " y" * 99}).name == "x" * 99


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("email", "x" * 321),
        ("email", "a\0@example.com"),
        ("email", "a@example.com\r\nBcc: all@example.com"),
        ("email", " "),
        ("email", ["a@example.com"]),
        ("name", "\ud800"),
        ("name", 7),
        ("image", "data:image/png;base64,AAAA"),
        ("image", "https://x.example/" + "x" * 2048),
    ],
)
def test_a_claim_that_cannot_be_stored_counts_as_absent(claim: str, value: Any) -> None:
    assert identity_from_claims({"sub": "a1", claim: value}) == Identity("a1")


@given(
    claims=st.dictionaries(
        st.sampled_from(["sub", "email", "name", "image", "picture"]),
        st.none() | st.integers() | st.text(st.characters(), max_size=400) | st.just("a"),
    )
)
def test_an_identity_can_always_be_stored(claims: dict[str, Any]) -> None:
    try:
        identity = identity_from_claims(claims)
    except Unauthenticated:
        return
    for text in (identity.subject, identity.email, identity.name, identity.avatar_url):
        assert text is None or (text.encode() and "\0" not in text and len(text) <= 2048)


def test_a_name_is_one_line_with_tidy_spaces() -> None:
    claims = {"sub": "a1", "name": " Ada\u2028Countess\u2029  of Lovelace "}

    assert identity_from_claims(claims).name == "Ada Countess of Lovelace"
