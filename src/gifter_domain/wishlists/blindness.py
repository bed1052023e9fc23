"""Decides who may not see claims: the people the wishes are for, until the reveal.

This is the rule. The database only says which lists show a wish and what the viewer is to each.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gifter_domain.shared.expiry import is_expired


@dataclass(frozen=True, slots=True)
class ListOfWish:
    """A list that shows a wish or an alternative of it, and what the viewer is to the list.

    `is_own`: the wishes are the owner's own, and not a recipient's. `is_owner`: the viewer owns the
    list, alone or jointly, or has owned it. `is_recipient`: the viewer's account is, or ever was,
    the recipient that the list is kept for, whether they are friends at present or not.
    """

    is_own: bool
    is_owner: bool
    is_recipient: bool
    reveal_at: datetime | None

    @property
    def is_for_viewer(self) -> bool:
        """Returns whether the wishes on the list are for the viewer.

        A list of one's own wishes is for its owner and joint owners. One that is kept for somebody
        else is only for that person; its owners are givers like others.
        """
        return self.is_recipient or (self.is_own and self.is_owner)


def is_for_viewer(lists: Iterable[ListOfWish]) -> bool:
    """Returns whether a wish on these lists is the viewer's own, which they cannot claim."""
    return any(one.is_for_viewer for one in lists)


def is_blind(lists: Iterable[ListOfWish], now: datetime) -> bool:
    """Returns whether all claims of a wish on these lists are hidden from the viewer.

    One list is enough, on which the wish is for them and not yet revealed.
    """
    return any(one.is_for_viewer and not is_expired(one.reveal_at, now) for one in lists)


def shown_until(lists: Iterable[ListOfWish]) -> datetime | None:
    """Returns the time until which claims were made that a viewer who is not blind may see.

    Each list on which the wish is for them must have been revealed since the claim: later claims
    are for the next reveal. Returns None if the wish is not for the viewer, who sees all claims.
    """
    return min(
        (one.reveal_at for one in lists if one.is_for_viewer and one.reveal_at), default=None
    )
