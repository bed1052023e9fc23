"""A new order must have exactly the items of the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.wishlists.wishlist import checked_order


@given(st.lists(st.sampled_from("abcd"), unique=True), st.lists(st.sampled_from("abcde")))
def test_an_order_is_accepted_if_it_has_each_item_once(
    present: list[str], wanted: list[str]
) -> None:
    if len(wanted) == len(present) and set(wanted) == set(present):
        assert checked_order(present, wanted) == wanted
    else:
        with pytest.raises(InvalidInput):
            checked_order(present, wanted)
