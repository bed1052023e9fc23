"""The SQL of the domain's rule `is_expired`."""


def not_expired(row: str, *, now: str = ":now", column: str = "expires_at") -> str:
    """Returns the condition that the row of this alias has not expired at `now`."""
    return f"({row}.{column} IS NULL OR {row}.{column} > {now})"


def expired(row: str, *, now: str = ":now", column: str = "expires_at") -> str:
    """Returns the condition that the row of this alias has expired at `now`.

    It is written without NOT, so that an index on the column finds the rows. It is null, and not
    false, for a row that never expires.
    """
    return f"{row}.{column} <= {now}"
