"""Stores the gifts of reminders and reads those that may still be shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import text

from gifter_adapters.postgres.catalogue.access import listed_from, listed_where
from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.expiry import not_expired
from gifter_adapters.postgres.core.money import to_money
from gifter_adapters.postgres.identity.access import to_user
from gifter_domain.reminders.gifts import ChosenGift, GiftlessReminder, ReminderGift


def _is_of_today(*, gifts: str, recipient: str) -> str:
    """Returns the condition that recipient and taste are as when the gifts were chosen."""
    return f"""{recipient}.updated_at <= {gifts}.chosen_at AND NOT EXISTS (
        SELECT FROM taste_profile t
        WHERE t.recipient_id = {recipient}.id AND t.updated_at > {gifts}.chosen_at
    )"""


_MISSING = text(f"""
    SELECT s.id AS reminder_id, s.occasion_id, u.*
    FROM notification_schedule s
    JOIN user_account u ON u.id = s.user_id AND u.status = 'ACTIVE' AND u.email_verified
    JOIN occasion o ON o.id = s.occasion_id AND o.owner_id = s.user_id
    JOIN recipient r ON r.id = o.recipient_id AND {not_expired("r")}
    WHERE s.status = 'QUEUED' AND s.channel = 'EMAIL' AND s.run_after BETWEEN :now AND :until
        AND NOT EXISTS (
            SELECT FROM reminder_gifts g
            WHERE g.schedule_id = s.id AND {_is_of_today(gifts="g", recipient="r")}
        )
    ORDER BY s.run_after, s.id LIMIT :limit
""")
_STORE = text("""
    INSERT INTO reminder_gifts (schedule_id, product_ids, reasons, chosen_at)
    SELECT s.id, CAST(:product_ids AS text[]), CAST(:reasons AS text[]), :now
    FROM notification_schedule s WHERE s.id = :reminder_id
    ON CONFLICT (schedule_id) DO UPDATE
    SET product_ids = excluded.product_ids, reasons = excluded.reasons,
        chosen_at = excluded.chosen_at
""")
# A product that was changed, decided on or reported after the choice may no longer be one that the
# recipient may have.
_GIFTS = text(f"""
    SELECT g.schedule_id, chosen.why, p.title, b.name AS brand, p.price_minor, p.price_currency,
           p.primary_image_url, p.url, p.slug
    FROM reminder_gifts g
    JOIN notification_schedule s ON s.id = g.schedule_id
    JOIN occasion o ON o.id = s.occasion_id AND o.owner_id = s.user_id
    JOIN recipient r ON r.id = o.recipient_id AND {_is_of_today(gifts="g", recipient="r")}
    CROSS JOIN LATERAL unnest(g.product_ids, g.reasons) WITH ORDINALITY
        AS chosen (product_id, why, place)
    JOIN ({listed_from(product="p", brand="b")}) ON p.id = chosen.product_id
    WHERE g.schedule_id = ANY(CAST(:ids AS text[]))
        AND {listed_where(product="p", brand="b")} AND p.in_stock
        AND p.updated_at <= g.chosen_at
        AND NOT EXISTS (SELECT FROM trait_decision d
                        WHERE d.product_id = p.id AND d.decided_at > g.chosen_at)
        AND NOT EXISTS (SELECT FROM trait_report n
                        WHERE n.product_id = p.id AND n.reported_at > g.chosen_at)
    ORDER BY g.schedule_id, chosen.place
""")


class PostgresReminderGifts:
    """Implements `ReminderGifts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def missing(
        self, now: datetime, until: datetime, limit: int
    ) -> Sequence[GiftlessReminder]:
        async with self._database.reads() as connection:
            params = {"now": now, "until": until, "limit": limit}
            rows = await connection.execute(_MISSING, params)
            return [
                GiftlessReminder(row["reminder_id"], to_user(row), row["occasion_id"])
                for row in rows
            ]

    async def store(self, reminder_id: str, gifts: Sequence[ChosenGift], now: datetime) -> None:
        params = {
            "reminder_id": reminder_id,
            "product_ids": [gift.product_id for gift in gifts],
            "reasons": [gift.why for gift in gifts],
            "now": now,
        }
        async with self._database.transaction() as connection:
            await connection.execute(_STORE, params)


async def gifts_of(
    connection: Connection, reminder_ids: Sequence[str]
) -> Mapping[str, Sequence[ReminderGift]]:
    """Returns the gifts of reminders that may still be shown, best first, by reminder id."""
    found: dict[str, list[ReminderGift]] = {}
    if reminder_ids:
        for row in await connection.execute(_GIFTS, {"ids": [*reminder_ids]}):
            found.setdefault(row["schedule_id"], []).append(_to_gift(row))
    return found


def _to_gift(row: Record) -> ReminderGift:
    return ReminderGift(
        title=row["title"],
        brand=row["brand"],
        price=to_money(row, "price_minor", "price_currency"),
        image_url=row["primary_image_url"],
        url=row["url"],
        slug=row["slug"],
        why=row["why"],
    )
