"""Each wish has one place on a list, and a list has a limited number of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.wishlists.places import Place, place_of
from gifter_domain.wishlists.wishlist import MAX_ITEMS, WishlistFull

_positions = st.lists(st.integers(0, 1_000), unique=True, max_size=8).map(sorted)


def on_list(positions: list[int]) -> list[Place]:
    return [Place(f"i{n}", f"w{n}", position) for n, position in enumerate(positions)]


@given(_positions)
def test_a_new_wish_comes_last(positions: list[int]) -> None:
    place = place_of("new", on_list(positions), "item")

    assert (place.id, place.wish_id) == ("item", "new")
    assert all(place.position > position for position in positions)


@given(_positions.filter(bool), st.data())
def test_a_wish_keeps_the_place_it_has(positions: list[int], data: st.DataObject) -> None:
    kept = data.draw(st.sampled_from(on_list(positions)))

    assert place_of(kept.wish_id, on_list(positions), "item") == kept


def test_a_full_list_takes_no_more_wishes_but_keeps_the_places_of_those_it_has() -> None:
    full = on_list(list(range(MAX_ITEMS)))

    assert place_of("w7", full, "item").id == "i7"
    assert place_of("new", full[1:], "item").id == "item"
    with pytest.raises(WishlistFull):
        place_of("new", full, "item")
