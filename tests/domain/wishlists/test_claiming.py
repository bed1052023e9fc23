"""Claims of a wish: in any order of claims and releases, no more is claimed than is wished for."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import Money
from gifter_domain.wishlists.claims.rules import (
    Claimable,
    ClaimBook,
    ItemFullyClaimed,
    OtherCurrency,
    Part,
    Taken,
    WishHasNoPrice,
    availability,
    checked_part,
    remaining,
    with_claim,
    without_claim,
)

PRICE = Money(999, "GBP")
WISH = Claimable("wish", quantity=3, price=PRICE)
ENDLESS = replace(WISH, quantity=None)

parts = st.builds(Part, units=st.integers(1, 4)) | st.builds(
    Part, share_minor=st.integers(1, 4_000)
)
wishes = st.builds(
    Claimable,
    st.sampled_from(["wish", "other"]),
    st.none() | st.integers(1, 6),
    st.builds(Money, st.integers(1, 1_500), st.just("GBP")),
)


def after(wish: Claimable, wanted: list[Part]) -> tuple[ClaimBook, list[Part]]:
    """Returns the book after every claim that fits, and the parts of those claims."""
    book, had = ClaimBook(), []
    for part in wanted:
        try:
            book = with_claim(book, wish, part)
        except ItemFullyClaimed:
            continue
        had.append(part)
    return book, had


@given(wishes, st.lists(parts))
def test_claims_never_exceed_the_wish_and_add_up_to_the_book(
    wish: Claimable, wanted: list[Part]
) -> None:
    book, had = after(wish, wanted)

    assert book.units == sum(part.units for part in had)
    assert book.shared_minor == sum(part.share_minor for part in had)
    if wish.quantity is None:
        assert had == wanted
    else:
        assert wish.price is not None
        assert book.units + Fraction(book.shared_minor, wish.price.minor) <= wish.quantity
        assert book.claimed <= (book.capacity or 0) or not had


@given(wishes, st.lists(parts), parts)
def test_a_claim_succeeds_exactly_if_enough_remains(
    wish: Claimable, wanted: list[Part], one: Part
) -> None:
    book, _ = after(wish, wanted)
    left = remaining(book, wish)
    fits = (left.units is None or one.units <= left.units) and (
        left.minor is None or one.share_minor <= left.minor
    )

    if fits:
        assert with_claim(book, wish, one).wish_id == wish.id
    else:
        with pytest.raises(ItemFullyClaimed) as refused:
            with_claim(book, wish, one)
        told = {"remaining": left.units, "remainingMinor": left.minor, "currency": "GBP"}
        assert refused.value.details == told


@given(wishes, st.lists(parts), st.randoms())
def test_the_whole_wish_is_free_again_after_all_claims_are_released_in_any_order(
    wish: Claimable, wanted: list[Part], chance: object
) -> None:
    book, had = after(wish, wanted)
    chance.shuffle(had)  # type: ignore[attr-defined]
    for part in had:
        assert book.wish_id == wish.id
        book = without_claim(book, part)

    assert replace(book, capacity=None) == ClaimBook()
    assert availability(book, wish) is Taken.FREE


@given(st.lists(parts, min_size=1), parts)
def test_alternatives_cannot_be_claimed_while_the_wish_is_claimed(
    wanted: list[Part], one: Part
) -> None:
    other = replace(WISH, id="other", quantity=None)
    book, _ = after(WISH, [Part(units=1), *wanted])

    assert availability(book, other) is Taken.TAKEN
    with pytest.raises(ItemFullyClaimed):
        with_claim(book, other, one)


@given(st.integers(1, 6), st.lists(parts), st.none() | st.integers(1, 6))
def test_nothing_remains_after_the_owner_lowers_the_quantity_below_the_claims(
    quantity: int, wanted: list[Part], lowered: int | None
) -> None:
    book, _ = after(replace(WISH, quantity=quantity), wanted)
    now = replace(WISH, quantity=lowered)
    left = remaining(book, now)

    if lowered is not None and lowered <= book.claimed:
        assert left.units == 0
        with pytest.raises(ItemFullyClaimed):
            with_claim(book, now, Part(units=1))
    else:
        assert with_claim(book, now, Part(units=1)).units == book.units + 1


def test_the_first_share_fixes_the_price_until_the_last_share_is_released() -> None:
    shared = with_claim(ClaimBook(), WISH, Part(share_minor=500))
    dearer = replace(WISH, price=Money(5_000, "EUR"))

    assert with_claim(shared, dearer, Part(share_minor=499)).share_price == PRICE
    assert without_claim(shared, Part(share_minor=500)).share_price is None
    assert with_claim(shared, dearer, Part(share_minor=1), "GBP").shared_minor == 501
    with pytest.raises(OtherCurrency) as refused:
        with_claim(shared, dearer, Part(share_minor=1), "EUR")
    assert refused.value.details == {"currency": "GBP"}


def test_a_unit_with_shares_cannot_be_claimed_whole() -> None:
    book = with_claim(with_claim(ClaimBook(), WISH, Part(units=2)), WISH, Part(share_minor=1))

    assert (book.claimed, remaining(book, WISH).units, remaining(book, WISH).minor) == (3, 0, 998)
    assert availability(book, WISH) is Taken.PARTLY
    full = with_claim(book, WISH, Part(share_minor=998))
    assert availability(full, WISH) is Taken.TAKEN


def test_a_wish_without_a_price_has_no_shares() -> None:
    for wish in (replace(WISH, price=None), replace(ENDLESS, price=None)):
        with pytest.raises(WishHasNoPrice):
            with_claim(ClaimBook(), wish, Part(share_minor=1))


def test_an_unlimited_wish_is_never_fully_taken() -> None:
    book = with_claim(
        with_claim(ClaimBook(), ENDLESS, Part(units=9_999)), ENDLESS, Part(share_minor=10**12)
    )

    assert availability(book, ENDLESS) is Taken.PARTLY
    assert book.capacity is None


def test_a_claim_has_either_units_or_a_share() -> None:
    assert checked_part(None, None) == Part(units=1)
    assert checked_part(None, 5) == Part(share_minor=5)
    with pytest.raises(InvalidInput):
        checked_part(1, 5)
