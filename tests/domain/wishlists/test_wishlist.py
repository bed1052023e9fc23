"""The checks of a wishlist's details and of its number of joint owners."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.clocks import NOON
from gifter_domain.wishlists.wishlist import (
    MAX_JOINT_OWNERS,
    TooManyOwners,
    WishlistDetails,
    check_joint_owner,
    checked_wishlist,
)

LATER = NOON + timedelta(days=1)
USERS = [f"u{n}" for n in range(MAX_JOINT_OWNERS + 2)]


@pytest.mark.parametrize("reveal_at", [LATER, None])
def test_a_list_stops_following_its_occasion_when_its_owners_set_the_reveal(
    reveal_at: datetime | None,
) -> None:
    details: WishlistDetails = {"reveal_at": reveal_at}

    assert checked_wishlist(details, NOON)["follows_occasion"] is False


def test_a_change_of_other_details_leaves_whether_a_list_follows_its_occasion() -> None:
    assert "follows_occasion" not in checked_wishlist({"title": "Xmas", "occasion_id": "o"}, NOON)


def test_checking_leaves_the_given_details_as_they_were() -> None:
    details: WishlistDetails = {"title": "  Xmas ", "reveal_at": LATER}

    assert checked_wishlist(details, NOON)["title"] == "Xmas"
    assert details == {"title": "  Xmas ", "reveal_at": LATER}


@given(st.sets(st.sampled_from(USERS), max_size=MAX_JOINT_OWNERS), st.sampled_from(USERS))
def test_a_list_never_gets_more_than_the_most_joint_owners(present: set[str], user: str) -> None:
    if len(present | {user}) > MAX_JOINT_OWNERS:
        with pytest.raises(TooManyOwners):
            check_joint_owner(present, user)
    else:
        check_joint_owner(present, user)
