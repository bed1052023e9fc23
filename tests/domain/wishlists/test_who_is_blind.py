"""Blindness: the viewers who may not see claims, until when, and the claims a reveal shows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders.core.clocks import NOON
from gifter_domain.wishlists.blindness import ListOfWish, is_blind, is_for_viewer, shown_until

_moments = st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours))
_lists = st.lists(
    st.builds(
        ListOfWish, st.booleans(), st.booleans(), st.booleans(), reveal_at=st.none() | _moments
    ),
    max_size=4,
)


def a_list(
    *, own: bool = True, owner: bool = False, recipient: bool = False, reveal_at: datetime | None
) -> ListOfWish:
    return ListOfWish(is_own=own, is_owner=owner, is_recipient=recipient, reveal_at=reveal_at)


def may_know(lists: Sequence[ListOfWish], claimed_at: datetime, now: datetime) -> bool:
    """Says of one claim what the module says of all: each list was revealed after it, by now."""
    return all(
        one.reveal_at is not None and claimed_at <= one.reveal_at <= now
        for one in lists
        if one.is_for_viewer
    )


def test_wishes_of_an_own_list_are_for_its_owners_and_no_giver() -> None:
    assert is_for_viewer([a_list(owner=True, reveal_at=None)])
    assert not is_for_viewer([a_list(reveal_at=None)])


def test_wishes_of_a_list_for_somebody_else_are_for_that_person_and_not_for_its_owners() -> None:
    assert is_for_viewer([a_list(own=False, recipient=True, reveal_at=None)])
    assert not is_for_viewer([a_list(own=False, owner=True, reveal_at=None)])


def test_a_viewer_is_blind_until_the_reveal_and_always_without_one() -> None:
    assert is_blind([a_list(owner=True, reveal_at=None)], NOON)
    assert is_blind([a_list(owner=True, reveal_at=NOON + timedelta(microseconds=1))], NOON)
    assert not is_blind([a_list(owner=True, reveal_at=NOON)], NOON)


def test_one_list_that_is_not_revealed_makes_blind() -> None:
    revealed, hidden = a_list(owner=True, reveal_at=NOON), a_list(recipient=True, reveal_at=None)

    assert is_blind([revealed, hidden], NOON)


@given(_lists, _moments)
def test_only_a_viewer_whom_the_wish_is_for_is_blind_or_sees_older_claims_only(
    lists: list[ListOfWish], now: datetime
) -> None:
    if not is_for_viewer(lists):
        assert not is_blind(lists, now)
        assert shown_until(lists) is None
    elif not is_blind(lists, now):
        assert shown_until(lists) is not None


@given(_lists, _moments, _moments)
def test_a_claim_shows_if_each_list_for_the_viewer_was_revealed_since(
    lists: list[ListOfWish], claimed_at: datetime, now: datetime
) -> None:
    until = shown_until(lists)
    shows = not is_blind(lists, now) and (until is None or claimed_at <= until)

    assert shows == may_know(lists, claimed_at, now)
