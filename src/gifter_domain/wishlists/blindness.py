"""Decides who may not see claims: the people the wishes are for, until the reveal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ListOfWish:
    """A list that shows a wish, with everything that decides who is blind to its claims.

    The wishes are the owner's own if `for_id` is the owner's id. `recipient_user_ids` has every
    account that the list's recipient ever had, friends or not. `joint_owner_ids` includes former
    joint owners.
    """

    owner_id: str
    for_id: str
    recipient_user_ids: frozenset[str]
    joint_owner_ids: frozenset[str]
    reveal_at: datetime | None


def beneficiaries(shown_on: ListOfWish) -> frozenset[str]:
    """Returns the users the list's wishes are for.

    For a list of the owner's own wishes these are the owner and the joint owners. For a list kept
    for somebody else it is only that person, with all accounts they ever had; the list's keeper is
    then a giver like any other.
    """
    own = (
        {shown_on.owner_id, *shown_on.joint_owner_ids}
        if shown_on.for_id == shown_on.owner_id
        else set()
    )
    return shown_on.recipient_user_ids | own


def is_beneficiary(user_id: str, lists: Iterable[ListOfWish]) -> bool:
    """Returns whether a wish on these lists is the user's own, which they cannot claim."""
    return any(user_id in beneficiaries(wishlist) for wishlist in lists)


def is_blind(user_id: str, lists: Iterable[ListOfWish], now: datetime) -> bool:
    """Returns whether the claims of a wish on these lists are hidden from the user.

    One list is enough on which the wish is for the user and not revealed yet. `BLIND_SQL` is the
    same rule in SQL.
    """
    return is_beneficiary(
        user_id, (wishlist for wishlist in lists if not _is_revealed(wishlist, now))
    )


def is_claim_hidden(
    user_id: str, lists: Iterable[ListOfWish], claimed_at: datetime, now: datetime
) -> bool:
    """Returns whether a claim made at that time, on a wish of these lists, is hidden from the user.

    Every list on which the wish is for the user must have been revealed after the claim: a claim
    made after a reveal waits for the next reveal. `BLIND_SQL` and `SHOWN_UNTIL_SQL` are the same
    rule in SQL.
    """
    return is_beneficiary(
        user_id, (wishlist for wishlist in lists if not _has_revealed(wishlist, claimed_at, now))
    )


def _is_revealed(wishlist: ListOfWish, now: datetime) -> bool:
    return wishlist.reveal_at is not None and wishlist.reveal_at <= now


def _has_revealed(wishlist: ListOfWish, claimed_at: datetime, now: datetime) -> bool:
    return wishlist.reveal_at is not None and claimed_at <= wishlist.reveal_at <= now
