"""Cursors: every key survives a round trip, and any other text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_app.http.pagination import cursor_of, key_of
from gifter_domain.shared.errors import InvalidInput

# Keys are texts that PostgreSQL can store: without NUL.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
keys = st.lists(texts, min_size=1, max_size=3).map(tuple)


@given(key=keys)
def test_a_key_survives_a_round_trip(key: tuple[str, ...]) -> None:
    assert key_of(cursor_of(key)) == key


@given(text=st.text(max_size=24) | keys.map(cursor_of).map(lambda cursor: cursor[:-1]))
def test_any_other_text_is_refused(text: str) -> None:
    try:
        key = key_of(text)
    except InvalidInput:
        return
    assert cursor_of(key) == text


@pytest.mark.parametrize("cursor", ["", "W10", "WzFd", "e30", "ImEi", "WyJhIl0=", "WyJcdTAwMDAiXQ"])
def test_json_of_another_shape_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput):
        key_of(cursor)
