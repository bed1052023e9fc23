"""Repeated requests with an idempotency key: some run, some get the stored response."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.clocks import NOON
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.idempotency import (
    LEASE,
    RETENTION,
    IdempotencyInProgress,
    IdempotencyKeyReused,
    KeyedRequest,
    StoredRequest,
    StoredResponse,
    keyed_request,
    response_to_repeat,
)

MADE = StoredResponse(201, {"content-type": "application/json"}, b'{"id":"1"}')
A_MOMENT = timedelta(microseconds=1)
visible = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=255)
paths = st.text().map("/v1/".__add__)
requests = st.tuples(st.sampled_from(["POST", "PUT"]), paths, st.binary(), st.binary())


def a_request(
    key: str = "k", path: str = "/v1/recipients", query: bytes = b"", body: bytes = b"{}"
) -> KeyedRequest:
    return keyed_request("ada", key, "POST", path, query, body)


def stored(request: KeyedRequest, answer: StoredResponse | None = MADE) -> StoredRequest:
    return StoredRequest(request.request_sha256, NOON, answer)


@given(visible)
def test_a_key_is_any_visible_ascii_text(key: str) -> None:
    assert a_request(key).key == key


@given(st.text().filter(lambda key: not (key.isascii() and key.isprintable()) or " " in key))
def test_other_characters_are_refused_in_a_key(key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_request(key)

    assert refused.value.details["fields"] == [
        {"path": "Idempotency-Key", "message": "must be 1 to 255 visible ASCII characters"}
    ]


@pytest.mark.parametrize("key", ["", "k" * 256, "a key", "k\n"])
def test_a_key_must_not_be_empty_or_too_long_or_contain_spaces(key: str) -> None:
    with pytest.raises(InvalidInput):
        a_request(key)


@given(requests, requests)
def test_requests_are_the_same_if_all_their_parts_are_the_same(
    one: tuple[str, str, bytes, bytes], other: tuple[str, str, bytes, bytes]
) -> None:
    first, second = keyed_request("ada", "k", *one), keyed_request("ada", "k", *other)

    assert (first.request_sha256 == second.request_sha256) is (one == other)
    assert (first.target_sha256 == second.target_sha256) is (one[:2] == other[:2])


def test_text_moved_from_the_query_to_the_body_makes_another_request() -> None:
    moved = a_request(query=b"a", body=b"bc")

    assert a_request(query=b"ab", body=b"c").request_sha256 != moved.request_sha256


@given(st.timedeltas(timedelta(), RETENTION - A_MOMENT))
def test_a_repeat_gets_the_first_response_for_a_day(later: timedelta) -> None:
    assert response_to_repeat(a_request(), stored(a_request()), NOON + later) == MADE


@given(st.timedeltas(timedelta(), RETENTION - A_MOMENT), st.sampled_from([MADE, None]))
def test_another_body_is_refused_for_a_day(later: timedelta, answer: StoredResponse | None) -> None:
    with pytest.raises(IdempotencyKeyReused):
        response_to_repeat(a_request(body=b"[]"), stored(a_request(), answer), NOON + later)


@given(st.sampled_from([MADE, None]), st.sampled_from([b"{}", b"[]"]))
def test_a_key_can_be_used_again_after_a_day(answer: StoredResponse | None, body: bytes) -> None:
    assert (
        response_to_repeat(a_request(body=body), stored(a_request(), answer), NOON + RETENTION)
        is None
    )


def test_a_repeat_is_refused_while_the_first_request_runs_and_runs_after_its_lease() -> None:
    running = stored(a_request(), None)

    with pytest.raises(IdempotencyInProgress) as refused:
        response_to_repeat(a_request(), running, NOON + LEASE - A_MOMENT)

    assert refused.value.details == {"retryAfterS": 2}
    assert response_to_repeat(a_request(), running, NOON + LEASE) is None


def test_a_slow_clock_does_not_make_a_request_run_twice() -> None:
    assert response_to_repeat(a_request(), stored(a_request()), NOON - timedelta(minutes=5)) == MADE
    with pytest.raises(IdempotencyInProgress):
        response_to_repeat(a_request(), stored(a_request(), None), NOON - timedelta(minutes=5))
