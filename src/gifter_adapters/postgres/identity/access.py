"""The SQL by which reads of other contexts tell whether an account has changed."""


def account_version(user: str) -> str:
    """Returns SQL for the version of a user's account, null if there is none.

    It is the transaction that wrote the row, so every change gives another one.
    """
    return f"(SELECT account.xmin FROM user_account account WHERE account.id = {user})"
