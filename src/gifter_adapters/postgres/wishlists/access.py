"""The SQL for reading and changing lists, and for a viewer's role on the lists of a wish."""

from gifter_adapters.postgres.core.connection import Record
from gifter_adapters.postgres.people.access import are_friends, recipient_merge, visible_to
from gifter_adapters.postgres.wishlists import tables
from gifter_domain.wishlists.blindness import ListOfWish

RECIPIENT_MERGE = recipient_merge(tables.wishlist.c.recipient_id, of_occasions=True)


def lists_from(*, wishlist: str, owner: str) -> str:
    """Returns the FROM of every read of lists, with aliases for a list and its owner's account."""
    return f"wishlist {wishlist} JOIN user_account {owner} ON {owner}.id = {wishlist}.owner_id"


def editable_by(*, wishlist: str, owner: str, viewer: str) -> str:
    """Returns the condition that the viewer may change a list. `owner` is its owner's account."""
    return f"""({visible_to(user=owner, viewer=viewer)}
        AND ({wishlist}.owner_id = {viewer} OR {_owned_jointly(wishlist, viewer)}))"""


def readable_by(*, wishlist: str, owner: str, viewer: str) -> str:
    """Returns the condition that the viewer may read a list. `owner` is its owner's account.

    An empty viewer is a person without an account.
    """
    return f"""({visible_to(user=owner, viewer=viewer)} AND (
        {wishlist}.owner_id = {viewer} OR {wishlist}.visibility = 'PUBLIC'
        OR {wishlist}.visibility = 'FRIENDS' AND {are_friends(f"{wishlist}.owner_id", viewer)}
        OR {_owned_jointly(wishlist, viewer)}
    ))"""


def is_joint_owner(*, joint: str, wishlist: str) -> str:
    """Returns the condition that a row of wishlist_owner counts.

    A joint owner has not left and is a friend of the owner.
    """
    friends = are_friends(f"{wishlist}.owner_id", f"{joint}.user_id")
    return f"({joint}.left_at IS NULL AND {friends})"


def _owned_jointly(wishlist: str, viewer: str) -> str:
    return f"""(EXISTS (
        SELECT FROM wishlist_owner o
        WHERE o.wishlist_id = {wishlist}.id AND o.user_id = {viewer} AND o.left_at IS NULL
    ) AND {are_friends(f"{wishlist}.owner_id", viewer)})"""


LISTS_OF_WISH_COLUMNS = "of_wish.lists_facts, of_wish.lists_reveal_at"


def lists_of_wish(*, book: str, viewer: str) -> str:
    """Returns a join of the lists that show a wish of the book and concern the viewer.

    The join is called `of_wish`. Its one row has arrays of the facts that `ListOfWish` names, from
    which the domain decides who is blind. The lists of alternatives count too, since a claim on one
    reduces the rest of the others.
    """
    return f"""CROSS JOIN LATERAL (
        SELECT array_agg(ARRAY[
                   on_l.for_id = on_l.owner_id, viewer_is.owner, viewer_is.recipient
               ]) AS lists_facts,
               array_agg(on_l.reveal_at) AS lists_reveal_at
        FROM wish either JOIN wishlist_item on_i ON on_i.wish_id = either.id
        JOIN wishlist on_l ON on_l.id = on_i.wishlist_id
        CROSS JOIN LATERAL (
            SELECT on_l.owner_id = {viewer} OR EXISTS (
                SELECT FROM wishlist_owner o WHERE o.wishlist_id = on_l.id AND o.user_id = {viewer}
            ) AS owner, EXISTS (
                SELECT FROM wishlist_for_user whose
                WHERE whose.wishlist_id = on_l.id AND whose.user_id = {viewer}
            ) AS recipient
        ) viewer_is
        WHERE either.book_id = {book} AND (viewer_is.owner OR viewer_is.recipient)
    ) of_wish"""


def to_lists_of_wish(row: Record) -> list[ListOfWish]:
    """Builds the lists from a row with `LISTS_OF_WISH_COLUMNS`, null if there are none."""
    if (lists := row["lists_facts"]) is None:
        return []
    return [
        ListOfWish(is_own, is_owner, is_recipient, reveal_at)
        for (is_own, is_owner, is_recipient), reveal_at in zip(
            lists, row["lists_reveal_at"], strict=True
        )
    ]
