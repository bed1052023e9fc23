"""The SQL by which reads of other contexts tell whether an account has changed."""

from collections.abc import Mapping
from typing import Any

from gifter_domain.identity.profile import Language
from gifter_domain.identity.user import User, UserStatus


def account_version(user: str) -> str:
    """Returns SQL for the version of a user's account, null if there is none.

    It is the transaction that wrote the row, so every change gives another one.
    """
    return f"(SELECT account.xmin FROM user_account account WHERE account.id = {user})"


def to_user(row: Mapping[str, Any]) -> User:
    """Builds a user from a row with all columns of `user_account`."""
    return User(
        id=row["id"],
        status=UserStatus(row["status"]),
        auth_provider=row["auth_provider"],
        auth_user_id=row["auth_user_id"],
        email=row["email"],
        email_verified=row["email_verified"],
        phone=row["phone"],
        display_name=row["display_name"],
        avatar_url=row["avatar_url"],
        timezone=row["timezone"],
        language=Language(row["language"]),
        default_currency=row["default_currency"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
