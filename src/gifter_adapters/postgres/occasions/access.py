"""What other contexts may use of occasions in SQL."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


def locked_occasion_id(occasion_id: str) -> str:
    """Returns a subquery for the id, or null if it is gone. Locks the row against removal."""
    return f"(SELECT id FROM occasion WHERE id = {occasion_id} FOR KEY SHARE)"


# Where both recipients have an occasion on the same birthday or holiday, one is enough.
_SAME_SQL = """
    SELECT gone.id AS gone_id, kept.id AS kept_id FROM occasion gone
    JOIN occasion kept ON kept.recipient_id = :into_id AND (
        kept.holiday = gone.holiday OR (kept.follows_birthday AND gone.follows_birthday)
    )
    WHERE gone.recipient_id = :recipient_id
"""
_ASK_FOR_THE_KEPT = text(f"""
    UPDATE recommendation_request SET occasion_id = same.kept_id FROM ({_SAME_SQL}) same
    WHERE occasion_id = same.gone_id
""")
_BE_FOR_THE_KEPT = text(f"""
    UPDATE wishlist SET occasion_id = same.kept_id FROM ({_SAME_SQL}) same
    WHERE occasion_id = same.gone_id
""")
_FORGET_SAME_PAST = text("""
    DELETE FROM past_occasion gone USING past_occasion kept
    WHERE gone.recipient_id = :recipient_id AND kept.recipient_id = :into_id
        AND kept.follows = gone.follows
""")
_REMOVE_SAME = text(f"DELETE FROM occasion WHERE id IN (SELECT gone_id FROM ({_SAME_SQL}) same)")


async def settle_merge(connection: AsyncConnection, recipient_id: str, into_id: str) -> None:
    """Removes the occasions of `recipient_id` that `into_id` has too, before two recipients merge.

    Requests and wishlists of a removed occasion move to the one that is kept.
    """
    params = {"recipient_id": recipient_id, "into_id": into_id}
    await connection.execute(_ASK_FOR_THE_KEPT, params)
    await connection.execute(_BE_FOR_THE_KEPT, params)
    await connection.execute(_REMOVE_SAME, params)
    await connection.execute(_FORGET_SAME_PAST, params)
