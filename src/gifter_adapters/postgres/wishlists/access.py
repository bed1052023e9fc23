"""The one definition in SQL of who sees a list, who changes it, and who is blind to claims."""

from gifter_adapters.postgres.people.access import are_friends, recipient_merge, visible_to
from gifter_adapters.postgres.wishlists.tables import wishlist

# For hand-written SQL: `l` is wishlist, `u` its owner's account, `:viewer_id` who looks (empty:
# somebody without an account). Every read of lists goes through one of them.
LIST_FROM_SQL = "wishlist l JOIN user_account u ON u.id = l.owner_id"
_VISIBLE_SQL = visible_to(user="u", viewer=":viewer_id")
_IS_FRIEND_SQL = are_friends("l.owner_id", ":viewer_id")
_IS_JOINT_SQL = f"""(EXISTS (
    SELECT FROM wishlist_owner o
    WHERE o.wishlist_id = l.id AND o.user_id = :viewer_id AND o.left_at IS NULL
) AND {_IS_FRIEND_SQL})"""
EDITABLE_SQL = f"({_VISIBLE_SQL} AND (l.owner_id = :viewer_id OR {_IS_JOINT_SQL}))"
READABLE_SQL = f"""({_VISIBLE_SQL} AND (
    l.owner_id = :viewer_id OR l.visibility = 'PUBLIC'
    OR l.visibility = 'FRIENDS' AND {_IS_FRIEND_SQL} OR {_IS_JOINT_SQL}
))"""
# The joint owners of `l` who count as such, `u` being the account of `o.user_id`.
JOINT_OWNER_SQL = f"(o.left_at IS NULL AND {are_friends('l.owner_id', 'o.user_id')})"

# The lists that hold wish `w` or an alternative of it, on which it is for the viewer.
_FOR_VIEWER_SQL = """
    FROM wishlist_item on_i JOIN wishlist on_l ON on_l.id = on_i.wishlist_id
    WHERE on_i.wish_id IN (SELECT either.id FROM wish either WHERE either.book_id = w.book_id)
    AND (
        on_l.for_id = on_l.owner_id AND (on_l.owner_id = :viewer_id OR EXISTS (
            SELECT FROM wishlist_owner o WHERE o.wishlist_id = on_l.id AND o.user_id = :viewer_id
        ))
        OR EXISTS (
            SELECT FROM wishlist_for_user whose
            WHERE whose.wishlist_id = on_l.id AND whose.user_id = :viewer_id
        )
    )
"""
# Whether the claims of wish `w` are kept from the viewer at `:now`: `is_blind` of the domain. Its
# alternatives count as it does, since the claims of one show in what is left of another.
BLIND_SQL = f"""EXISTS (
    SELECT {_FOR_VIEWER_SQL} AND (on_l.reveal_at IS NULL OR on_l.reveal_at > :now)
)"""
# Who is not blind, though it is for them, sees the claims until then: `is_hidden` of the domain.
# Null: it is for others.
SHOWN_UNTIL_SQL = f"(SELECT min(on_l.reveal_at) {_FOR_VIEWER_SQL})"

RECIPIENT_MERGE = recipient_merge(wishlist.c.recipient_id)
