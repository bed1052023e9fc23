"""The parts of occasions that other contexts may use, and the merge of their recipients."""

from sqlalchemy import text

from gifter_adapters.postgres.occasions.tables import occasion, past_occasion
from gifter_adapters.postgres.people.access import recipient_merge


def locked_occasion_id(occasion_id: str) -> str:
    """Returns a subquery for the id, or null if it is gone. Locks the row against removal."""
    return f"(SELECT id FROM occasion WHERE id = {occasion_id} FOR KEY SHARE)"


# Pairs of occasions of both recipients for the same birthday or holiday. The merge keeps one.
_SAME_SQL = """
    SELECT gone.id AS gone_id, kept.id AS kept_id FROM occasion gone
    JOIN occasion kept ON kept.recipient_id = :into_id AND (
        kept.holiday = gone.holiday OR (kept.follows_birthday AND gone.follows_birthday)
    )
    WHERE gone.recipient_id = :recipient_id
"""
_MOVE_REQUESTS = text(f"""
    UPDATE recommendation_request SET occasion_id = same.kept_id FROM ({_SAME_SQL}) same
    WHERE occasion_id = same.gone_id
""")
_MOVE_WISHLISTS = text(f"""
    UPDATE wishlist SET occasion_id = same.kept_id FROM ({_SAME_SQL}) same
    WHERE occasion_id = same.gone_id
""")
_REMOVE_SAME_PAST = text("""
    DELETE FROM past_occasion gone USING past_occasion kept
    WHERE gone.recipient_id = :recipient_id AND kept.recipient_id = :into_id
        AND kept.follows = gone.follows
""")
_REMOVE_SAME = text(f"DELETE FROM occasion WHERE id IN (SELECT gone_id FROM ({_SAME_SQL}) same)")

# If both recipients have an occasion, requests and wishlists move to the one that is kept.
RECIPIENT_MERGE = recipient_merge(
    occasion.c.recipient_id,
    past_occasion.c.recipient_id,
    preparations=(_MOVE_REQUESTS, _MOVE_WISHLISTS, _REMOVE_SAME, _REMOVE_SAME_PAST),
)
