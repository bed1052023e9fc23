"""What other contexts may use of occasions, and how they move between recipients."""

from sqlalchemy import text

from gifter_adapters.postgres.occasions.tables import occasion, past_occasion
from gifter_adapters.postgres.people.access import recipient_merge


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

# Requests and wishlists of an occasion that both recipients have move to the one that is kept.
RECIPIENT_MERGE = recipient_merge(
    occasion.c.recipient_id,
    past_occasion.c.recipient_id,
    preparations=(_ASK_FOR_THE_KEPT, _BE_FOR_THE_KEPT, _REMOVE_SAME, _FORGET_SAME_PAST),
)
