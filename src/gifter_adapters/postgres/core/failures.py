"""Translates failures of the database into errors for callers. All others stay internal errors."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from gifter_domain.shared.errors import DatabaseUnavailable, InvalidInput

# A NUL character, or half of a surrogate pair, in a text to be stored or compared.
_UNSTORABLE_TEXT = frozenset({"22021", "22P05"})
# Class 08: connection failures; 53300: too many connections; 57P0x: shutting down, starting up.
_AWAY = ("08", "53300", "57P0")
# 57014: `statement_timeout`; 40001 and 40P01: the transaction lost a conflict with another one.
_TRY_AGAIN = frozenset({"57014", "40001", "40P01"})
# 53100: no space left; 25006: only reads are allowed, as some hosts do when the disk is full.
_FULL = frozenset({"53100", "25006"})


class DatabaseFull(DatabaseUnavailable):
    """The disk of the database is full, so it can only be read."""


@contextmanager
def translated_failures() -> Iterator[None]:
    """Raises `DatabaseUnavailable` or `InvalidInput` in place of the driver's own errors."""
    try:
        yield
    except (OSError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        raise DatabaseUnavailable("The database does not answer; try again shortly.") from error
    except asyncpg.PostgresError as error:
        raise _translated(error) or error from error


def _translated(error: asyncpg.PostgresError) -> InvalidInput | DatabaseUnavailable | None:
    sqlstate = sqlstate_of(error)
    if sqlstate in _UNSTORABLE_TEXT:
        return InvalidInput("A text has a character that cannot be stored (NUL or half a pair).")
    if is_away(error):
        return DatabaseUnavailable("The database does not answer; try again shortly.")
    if sqlstate in _FULL:
        return DatabaseFull("The database cannot store anything now; try again later.")
    if sqlstate in _TRY_AGAIN:
        return DatabaseUnavailable("The database could not do this now; try again shortly.")
    return None


def is_away(error: Exception) -> bool:
    """Returns whether the server ended or refused the connection with this error."""
    return sqlstate_of(error).startswith(_AWAY)


def sqlstate_of(error: Exception) -> str:
    """Returns PostgreSQL's five-character code of an error, empty if it has none."""
    return str(getattr(error, "sqlstate", None) or "")
