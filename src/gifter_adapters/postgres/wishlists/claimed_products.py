"""Finds the products that a viewer may know to be claimed for a recipient."""

from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.wishlists.access import (
    LISTS_OF_WISH_COLUMNS,
    lists_from,
    lists_of_wish,
    readable_by,
    to_lists_of_wish,
)
from gifter_adapters.postgres.wishlists.claim_books import is_live
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.blindness import is_for_viewer

# Lists of wishes for the recipient: kept for them, or their own if they have an account.
_LISTS_SQL = """
    SELECT l.id FROM wishlist l JOIN person ON l.recipient_id = person.id
    UNION SELECT l.id FROM wishlist l
    JOIN person ON l.owner_id = person.user_id AND l.for_id = person.user_id
    UNION SELECT whose.wishlist_id FROM wishlist_for_user whose
    JOIN person ON whose.user_id = person.user_id
"""
_CLAIMED = text(f"""
    WITH person AS (
        SELECT id, user_id FROM recipient WHERE id = :recipient_id AND owner_id = :viewer_id
    ), claimed AS (
        SELECT w.product_id, w.book_id
        FROM ({_LISTS_SQL}) theirs JOIN {lists_from(wishlist="l", owner="u")} ON l.id = theirs.id
        JOIN wishlist_item i ON i.wishlist_id = l.id JOIN wish w ON w.id = i.wish_id
        JOIN wish_claim c ON c.wish_id = w.id
        WHERE {is_live("c")} AND {readable_by(wishlist="l", owner="u", viewer=":viewer_id")}
        UNION SELECT w.product_id, w.book_id
        FROM wish_claim c JOIN wish w ON w.id = c.wish_id CROSS JOIN person
        WHERE c.giver_id = :viewer_id AND {is_live("c")}
            AND (w.for_id IN (person.id, person.user_id) OR c.wishlist_id IN ({_LISTS_SQL}))
    )
    SELECT claimed.product_id, {LISTS_OF_WISH_COLUMNS}
    FROM claimed {lists_of_wish(book="claimed.book_id", viewer=":viewer_id")}
    WHERE claimed.product_id IS NOT NULL
""")


class PostgresClaimedProducts:
    """Implements `ClaimedProducts`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def for_recipient(self, viewer_id: str, recipient_id: str) -> frozenset[str]:
        params = {
            "viewer_id": viewer_id,
            "recipient_id": recipient_id,
            "now": self._clock.now(),
        }
        async with self._database.reads() as connection:
            rows = await connection.execute(_CLAIMED, params)
        return frozenset(
            row["product_id"] for row in rows if not is_for_viewer(to_lists_of_wish(row))
        )
