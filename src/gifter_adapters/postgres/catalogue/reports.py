"""Reports of users that a product contains something."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_domain.catalogue.traits.reports import MOST_OPEN, OpenReport, TooManyReports

_COUNT_OPEN = text("""
    SELECT count(*) AS number FROM trait_report WHERE user_id = :user_id AND closed_at IS NULL
""")
# The same user may report again what an editor has denied since.
_ADD = text("""
    INSERT INTO trait_report (product_id, user_id, code, reported_at)
    VALUES (:product_id, :user_id, :code, :now)
    ON CONFLICT (product_id, user_id, code) DO UPDATE
        SET reported_at = excluded.reported_at, closed_at = NULL
        WHERE trait_report.closed_at IS NOT NULL
""")
_OPEN = text("""
    SELECT r.product_id, coalesce(p.title, '') AS title, r.code, count(*) AS users,
        min(r.reported_at) AS first_at
    FROM trait_report r JOIN product_mirror p ON p.id = r.product_id
    WHERE r.closed_at IS NULL
    GROUP BY r.product_id, p.title, r.code ORDER BY first_at, r.product_id, r.code
""")


class PostgresTraitReports:
    """Implements `TraitReports`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, product_id: str, user_id: str, code: str, now: datetime) -> None:
        params = {"product_id": product_id, "user_id": user_id, "code": code, "now": now}
        async with self._database.transaction() as connection:
            found = (await connection.execute(_COUNT_OPEN, {"user_id": user_id})).one_or_none()
            if found is not None and found.number >= MOST_OPEN:
                raise TooManyReports("An editor must look at your other reports first.")
            await connection.execute(_ADD, params)

    async def open(self) -> Sequence[OpenReport]:
        async with self._database.reads() as connection:
            rows = await connection.execute(_OPEN)
            return [OpenReport(**row) for row in rows]
