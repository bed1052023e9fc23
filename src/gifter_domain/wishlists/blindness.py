"""Who may not learn of claims: the people the wishes are for, until the day they are revealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ListOfWish:
    """A list that holds a wish, with all that decides who is blind to its claims.

    Its wishes are the owner's own where `for_id` is the owner's id. `recipient_user_ids` are all
    accounts that the recipient it belongs to ever was, friends at present or not, and
    `joint_owner_ids` are also those who own it no more.
    """

    owner_id: str
    for_id: str
    recipient_user_ids: frozenset[str]
    joint_owner_ids: frozenset[str]
    reveal_at: datetime | None


def beneficiaries(held: ListOfWish) -> frozenset[str]:
    """The people the list's wishes are for.

    The owner and joint owners of a list of their own; of a list kept for somebody else, only that
    one, and whoever that was before: whoever keeps it is a giver like others.
    """
    own = {held.owner_id, *held.joint_owner_ids} if held.for_id == held.owner_id else set()
    return held.recipient_user_ids | own


def is_beneficiary(user_id: str, lists: Iterable[ListOfWish]) -> bool:
    """Whether a wish on these lists is the user's own, which they cannot claim."""
    return any(user_id in beneficiaries(held) for held in lists)


def is_blind(user_id: str, lists: Iterable[ListOfWish], now: datetime) -> bool:
    """Whether the claims of a wish on these lists are kept from the user.

    One list is enough, on which the wish is for them and not yet revealed. The same in SQL:
    `BLIND_SQL`.
    """
    return is_beneficiary(user_id, (held for held in lists if not _is_revealed(held, now)))


def is_claim_hidden(
    user_id: str, lists: Iterable[ListOfWish], claimed_at: datetime, now: datetime
) -> bool:
    """Whether a claim of that time, of a wish on these lists, is kept from the user.

    Each list on which the wish is for them must have been revealed since the claim: what is claimed
    after a reveal is for the next one. The same in SQL: `BLIND_SQL`, else `SHOWN_UNTIL_SQL`.
    """
    return is_beneficiary(
        user_id, (held for held in lists if not _has_revealed(held, claimed_at, now))
    )


def _is_revealed(held: ListOfWish, now: datetime) -> bool:
    return held.reveal_at is not None and held.reveal_at <= now


def _has_revealed(held: ListOfWish, claimed_at: datetime, now: datetime) -> bool:
    return held.reveal_at is not None and claimed_at <= held.reveal_at <= now
