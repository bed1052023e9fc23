"""The database and the domain agree on when something has expired, and each says it once."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import bindparam, text
from sqlalchemy.types import DateTime

import gifter_adapters.postgres
from builders.core.clocks import NOON
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.expiry import expired, not_expired
from gifter_app.container import Container
from gifter_domain.shared.expiry import is_expired

_MOMENT = timedelta(microseconds=1)
_INSTANT = DateTime(timezone=True)
_BOTH = text(f"""
    SELECT {not_expired("kept", now=":at")} AS not_expired,
           COALESCE({expired("kept", now=":at")}, false) AS expired
    FROM (SELECT CAST(:expires_at AS timestamptz) AS expires_at) kept
""").bindparams(bindparam("at", type_=_INSTANT), bindparam("expires_at", type_=_INSTANT))
# A comparison of an expiry, or "null or later", as statements used to write it.
_COMPARISON = re.compile(r"expires_at (<|>|IS NULL OR\b)|leased_until (<|>)")


async def in_sql(database: Database, expires_at: datetime | None) -> tuple[bool, bool]:
    async with database.reads() as connection:
        row = (await connection.execute(_BOTH, {"at": NOON, "expires_at": expires_at})).one()
        return row.not_expired, row.expired


@pytest.mark.parametrize("expires_at", [None, NOON - _MOMENT, NOON, NOON + _MOMENT])
async def test_both_conditions_in_sql_agree_with_the_domain(
    container: Container, expires_at: datetime | None
) -> None:
    is_over = is_expired(expires_at, NOON)

    assert await in_sql(container.database(), expires_at) == (not is_over, is_over)


def test_no_statement_compares_an_expiry_by_itself() -> None:
    assert _COMPARISON.search("r.expires_at IS NULL OR r.expires_at > :now")
    package = Path(gifter_adapters.postgres.__file__).parent

    found = [
        f"{path.relative_to(package)}: use not_expired or expired of core/expiry.py"
        for path in package.rglob("*.py")
        if path.name != "expiry.py" and _COMPARISON.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []
