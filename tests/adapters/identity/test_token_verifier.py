"""The verifier accepts tokens signed with our keys, unchanged, in time, and for our audience."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.core.clocks import FixedClock
from builders.identity.tokens import (
    AUDIENCE,
    ISSUER,
    NOW,
    SigningKey,
    a_token,
    base64url,
    ed25519_key,
    es256_key,
    rs256_key,
    the_claims,
)
from gifter_adapters.betterauth.keys import FixedKeys
from gifter_adapters.betterauth.verifier import BetterAuthTokens
from gifter_domain.identity.identity import Identity
from gifter_domain.shared.errors import Unauthenticated

ED, ES, RS = ed25519_key(), es256_key(), rs256_key()
STRANGER = ed25519_key()
SHORT = rs256_key("short", bits=1024)
_SECONDS = int(NOW.timestamp())


def tokens(clock: FixedClock | None = None, *more: object) -> BetterAuthTokens:
    entries = [ED.jwk, ES.jwk, RS.jwk, SHORT.jwk, *more]
    return BetterAuthTokens(
        FixedKeys(entries), issuer=ISSUER, audience=AUDIENCE, clock=clock or FixedClock(NOW)
    )


GOOD: dict[str, Callable[[], str]] = {
    "as BetterAuth signs by default": lambda: a_token(ED),
    "ES256": lambda: a_token(ES),
    "RS256": lambda: a_token(RS),
    "with a typ": lambda: a_token(ED, header={"typ": "at+jwt"}),
    "without iat": lambda: a_token(ED, the_claims(iat=...)),
    "audience in a list": lambda: a_token(ED, the_claims(aud=["other", AUDIENCE])),
    "expired 9 s ago": lambda: a_token(ED, the_claims(exp=_SECONDS - 9)),
    "expires at a fraction of a second": lambda: a_token(ED, the_claims(exp=_SECONDS + 0.5)),
    "valid 9 s from now": lambda: a_token(ED, the_claims(nbf=_SECONDS + 9)),
    "issued 9 s from now": lambda: a_token(ED, the_claims(iat=_SECONDS + 9)),
}


@pytest.mark.parametrize("name", GOOD)
async def test_a_valid_token_is_accepted(name: str) -> None:
    identity = await tokens().verify(GOOD[name]())

    assert identity == Identity("ada")


def _hmac_token(secret: bytes, kid: str) -> str:
    def sign(signed: bytes) -> bytes:
        return hmac.digest(secret, signed, hashlib.sha256)

    return a_token(SigningKey({"alg": "HS256", "kid": kid}, sign))


def _with_signature(token: str, signature: bytes) -> str:
    return f"{token.rpartition('.')[0]}.{base64url(signature)}"


def _claims_text(text: str) -> str:
    """Returns the JSON of valid claims with `text` added."""
    return json.dumps(the_claims())[:-1] + f", {text}}}"


def _without(*claims: str) -> str:
    return a_token(ED, the_claims(**dict.fromkeys(claims, ...)))


REFUSED: dict[str, Callable[[], str]] = {
    # No token at all.
    "empty": str,
    "one word": lambda: "nonsense",
    "dots alone": lambda: "..",
    "not ASCII": lambda: "é.ü.ß",
    "two segments": lambda: a_token(ED).rpartition(".")[0],
    "four segments": lambda: a_token(ED) + ".AAAA",
    "spaces inside": lambda: a_token(ED).replace(".", ". "),
    "header is a list": lambda: "W10." + a_token(ED).partition(".")[2],
    "claims are a list": lambda: a_token(ED, "[1]"),
    "claims are text": lambda: a_token(ED, '"sub"'),
    "claims are no JSON": lambda: a_token(ED, "{"),
    "claims nested without end": lambda: a_token(ED, '{"a":' * 2000),
    "larger than any honest token": lambda: a_token(ED, the_claims(name="x" * 20_000)),
    # Signed with another key than the header names, or with none.
    "alg none": lambda: _with_signature(a_token(ED, header={"alg": "none"}), b""),
    "alg None": lambda: _with_signature(a_token(ED, header={"alg": "None"}), b""),
    "alg none without kid": lambda: a_token(ED, header={"alg": "none", "kid": ...}),
    "no alg": lambda: a_token(ED, header={"alg": ...}),
    "alg is a number": lambda: a_token(ED, header={"alg": 1}),
    "no signature": lambda: _with_signature(a_token(ED), b""),
    "no kid": lambda: a_token(ED, header={"kid": ...}),
    "unknown kid": lambda: a_token(ED, header={"kid": "made-up"}),
    "empty kid": lambda: a_token(ED, header={"kid": ""}),
    "kid is a path": lambda: a_token(ED, header={"kid": "../../dev/null"}),
    "kid is a number": lambda: a_token(ED, header={"kid": 1}),
    "kid is null": lambda: a_token(ED, header={"kid": None}),
    "kid is a list": lambda: a_token(ED, header={"kid": ["ed"]}),
    "a stranger's key under our kid": lambda: a_token(STRANGER),
    "the stranger's key sent along": lambda: a_token(STRANGER, header={"jwk": STRANGER.jwk}),
    "the stranger's address sent along": lambda: a_token(STRANGER, header={"jku": "http://x/"}),
    "another kid than the key's": lambda: a_token(ED, header={"kid": ES.kid}),
    "another algorithm than the key's": lambda: a_token(ED, header={"alg": "ES256"}),
    "another algorithm of the same key type": lambda: a_token(RS, header={"alg": "PS256"}),
    "HS256 with the public key's bytes": lambda: _hmac_token(ED.jwk["x"].encode(), ED.kid),
    "HS256 with the published entry": lambda: _hmac_token(json.dumps(RS.jwk).encode(), RS.kid),
    "HS256 with nothing": lambda: _hmac_token(b"", ED.kid),
    "HS256 with a published secret": lambda: _hmac_token(b"k" * 32, "symmetric"),
    "an RSA key that is too short": lambda: a_token(SHORT),
    "signature of zeros": lambda: _with_signature(a_token(ES), bytes(64)),
    "claims changed after signing": lambda: _swapped_claims(a_token(ED)),
    "another signature's": lambda: a_token(ED).rpartition(".")[0] + "." + a_token(ES)[-86:],
    # Extensions we do not know.
    "crit": lambda: a_token(ED, header={"crit": ["exp"]}),
    "crit of an unknown name": lambda: a_token(ED, header={"crit": ["x"], "x": 1}),
    "crit that is empty": lambda: a_token(ED, header={"crit": []}),
    "unencoded payload": lambda: a_token(ED, header={"b64": False, "crit": ["b64"]}),
    # Not in time.
    "expired 11 s ago": lambda: a_token(ED, the_claims(exp=_SECONDS - 11)),
    "expired exactly at the end of the leeway": lambda: a_token(ED, the_claims(exp=_SECONDS - 10)),
    "without exp": lambda: _without("exp"),
    "exp is null": lambda: a_token(ED, the_claims(exp=None)),
    "exp is text": lambda: a_token(ED, the_claims(exp=str(_SECONDS + 900))),
    "exp is true": lambda: a_token(ED, the_claims(exp=True)),
    "exp is infinite": lambda: a_token(ED, the_claims(exp=float("inf"))),
    "exp is not a number": lambda: a_token(ED, the_claims(exp=float("nan"))),
    "exp is beyond counting": lambda: a_token(ED, the_claims(exp=10**400)),
    "exp has too many digits to read": lambda: a_token(ED, '{"exp": ' + "9" * 5000 + "}"),
    "valid 11 s from now": lambda: a_token(ED, the_claims(nbf=_SECONDS + 11)),
    "nbf is text": lambda: a_token(ED, the_claims(nbf="0")),
    "issued 11 s from now": lambda: a_token(ED, the_claims(iat=_SECONDS + 11)),
    # From another issuer, for another audience, or without a user.
    "without iss": lambda: _without("iss"),
    "another issuer": lambda: a_token(ED, the_claims(iss="https://evil.example")),
    "the issuer with a slash": lambda: a_token(ED, the_claims(iss=ISSUER + "/")),
    "a list of issuers": lambda: a_token(ED, the_claims(iss=[ISSUER])),
    "without aud": lambda: _without("aud"),
    "another audience": lambda: a_token(ED, the_claims(aud="another-api")),
    "an audience that ours begins": lambda: a_token(ED, the_claims(aud=AUDIENCE + "-2")),
    "a list without our audience": lambda: a_token(ED, the_claims(aud=["a", "b"])),
    "an empty list of audiences": lambda: a_token(ED, the_claims(aud=[])),
    "audiences inside an object": lambda: a_token(ED, the_claims(aud={AUDIENCE: AUDIENCE})),
    "without sub": lambda: _without("sub"),
    "empty sub": lambda: a_token(ED, the_claims(sub="")),
    "blank sub": lambda: a_token(ED, the_claims(sub="  ")),
    "sub is a number": lambda: a_token(ED, the_claims(sub=7)),
    "sub with a NUL": lambda: a_token(ED, the_claims(sub="ada\0")),
    "sub with half a pair": lambda: a_token(ED, the_claims(sub="ada\ud800")),
    "sub without end": lambda: a_token(ED, the_claims(sub="x" * 256)),
    "sub twice": lambda: a_token(ED, _claims_text('"sub": "eve"')),
    "exp twice": lambda: a_token(ED, _claims_text('"exp": 9999999999')),
}


def _swapped_claims(token: str) -> str:
    header, _, signature = token.split(".")
    return f"{header}.{base64url(json.dumps(the_claims(sub='eve')).encode())}.{signature}"


@pytest.mark.parametrize("name", REFUSED)
async def test_an_invalid_token_is_refused_without_a_reason(name: str) -> None:
    secret = {"kty": "oct", "kid": "symmetric", "alg": "HS256", "k": base64url(b"k" * 32)}

    with pytest.raises(Unauthenticated) as refused:
        await tokens(None, secret).verify(REFUSED[name]())

    assert refused.value.message == "The bearer token is not valid."
    assert refused.value.details == {}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
claim_names = st.sampled_from(["iss", "aud", "sub", "exp", "nbf", "iat", "email", "name", "image"])


@given(changes=st.dictionaries(claim_names, json_values, min_size=1, max_size=4))
@settings(max_examples=100)
async def test_any_value_of_a_signed_claim_gives_an_identity_or_a_refusal(
    changes: dict[str, Any],
) -> None:
    try:
        identity = await tokens().verify(a_token(ED, the_claims(**changes)))
    except Unauthenticated:
        return
    assert identity.subject == changes.get("sub", "ada")
    assert changes.get("iss", ISSUER) == ISSUER


TOKEN = a_token(ED)


@given(at=st.integers(0, len(TOKEN) - 1), character=st.characters(max_codepoint=255))
@settings(max_examples=150)
async def test_a_token_with_any_character_changed_is_refused(at: int, character: str) -> None:
    changed = TOKEN[:at] + character + TOKEN[at + 1 :]
    if changed == TOKEN:
        return

    with pytest.raises(Unauthenticated):
        await tokens().verify(changed)


async def test_a_remembered_token_still_expires() -> None:
    clock = FixedClock(NOW)
    verifier = tokens(clock)
    token = a_token(ED, the_claims(exp=_SECONDS + 5))
    await verifier.verify(token)

    clock.move(timedelta(seconds=15))

    with pytest.raises(Unauthenticated):
        await verifier.verify(token)


class WithdrawableKeys(FixedKeys):
    """Keys that a test can withdraw."""

    def withdraw(self) -> None:
        self._keys = {}


async def test_a_token_is_remembered_for_a_minute_and_no_longer() -> None:
    clock, keys = FixedClock(NOW), WithdrawableKeys([ED.jwk])
    verifier = BetterAuthTokens(keys, issuer=ISSUER, audience=AUDIENCE, clock=clock)
    await verifier.verify(TOKEN)
    keys.withdraw()

    clock.move(timedelta(seconds=59))
    assert await verifier.verify(TOKEN) == Identity("ada")

    clock.move(timedelta(seconds=1))
    with pytest.raises(Unauthenticated):
        await verifier.verify(TOKEN)


def test_a_verifier_needs_an_issuer_and_an_audience() -> None:
    with pytest.raises(ValueError, match="issuer"):
        BetterAuthTokens(FixedKeys([]), issuer="", audience=AUDIENCE, clock=FixedClock())
