"""Brands, products and variants as database rows that users may browse."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, func, literal_column
from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.catalogue.tables import brand_mirror, product_mirror, variant_mirror
from gifter_adapters.postgres.core.database import Database

SEEN_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


async def put_brand(database: Database, brand_id: str = "b1", **fields: Any) -> None:
    """Writes an approved brand, and replaces one with the same id."""
    given = {"payload_brand_id": brand_id, "source_ts": SEEN_AT, "name": "Fern & Furrow"}
    await _put(database, brand_mirror, given | {"id": brand_id, "status": "approved"} | fields)


async def put_product(database: Database, product_id: str = "p1", **fields: Any) -> None:
    """Writes a visible product of brand `b1` at £28. A search finds it by `words`."""
    given = {
        "id": product_id,
        "payload_product_id": f"payload-{product_id}",
        "brand_id": "b1",
        "source_ts": SEEN_AT,
        "title": "Copper Hand Trowel",
        "status": "published",
        "visible_to_gifter": True,
        "price_minor": 2800,
        "price_currency": "GBP",
        "in_stock": True,
    }
    row = given | fields
    words = row.pop("words", row["title"])
    search = func.to_tsvector(literal_column("'english'"), words)
    await _put(database, product_mirror, row | {"search": search})


async def put_variant(database: Database, variant_id: str = "v1", **fields: Any) -> None:
    given = {
        "id": variant_id,
        "payload_variant_id": variant_id,
        "product_id": "p1",
        "source_ts": SEEN_AT,
        "presence": "LIVE",
        "option_values": [],
        "price": 2800,
        "currency": "GBP",
        "stock": 5,
    }
    await _put(database, variant_mirror, given | fields)


async def _put(database: Database, table: Table, row: dict[str, Any]) -> None:
    statement = insert(table).values(row)
    changed = {name: statement.excluded[name] for name in row if name != "id"}
    async with database.transaction() as connection:
        await connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=changed)
        )


async def clear_catalogue(database: Database) -> None:
    async with database.transaction() as connection:
        for table in (variant_mirror, product_mirror, brand_mirror):
            await connection.execute(table.delete())
