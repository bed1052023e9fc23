"""The one definition of "exists for this user" in SQL, and the mapping of whom they see."""

from sqlalchemy import RowMapping

from gifter_domain.people.friends_ports import Person

# For hand-written SQL: `u` is user_account, `:viewer_id` who looks. Every read that shows one user
# to another goes through it.
PERSON_COLUMNS_SQL = "u.id AS person_id, u.display_name, u.avatar_url"
VISIBLE_SQL = """u.status = 'ACTIVE' AND NOT EXISTS (
    SELECT FROM user_block hiding
    WHERE hiding.blocker_id = u.id AND hiding.blocked_id = :viewer_id
)"""


def locked_recipient_id(recipient_id: str) -> str:
    """Returns a subquery for the id, or null if it is gone. Locks the row against removal."""
    return f"(SELECT id FROM recipient WHERE id = {recipient_id} FOR KEY SHARE)"


def to_person(row: RowMapping) -> Person:
    """From a row with the columns above."""
    return Person(row["person_id"], row["display_name"], row["avatar_url"])
