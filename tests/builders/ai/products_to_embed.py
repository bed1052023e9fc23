"""Product rows with only the columns that embeddings need."""

import hashlib
from collections.abc import Mapping

from sqlalchemy.dialects.postgresql import insert

from builders.catalogue.rows import SEEN_AT, put_brand
from gifter_adapters.postgres.catalogue.tables import product_mirror
from gifter_adapters.postgres.core.database import Database


async def put_products(
    database: Database, texts: Mapping[str, str], *, status: str = "published"
) -> None:
    """Writes products with these texts by id, and replaces those that exist."""
    await put_brand(database)
    rows = [
        {
            "id": product_id,
            "payload_product_id": product_id,
            "brand_id": "b1",
            "source_ts": SEEN_AT,
            "title": text,
            "status": status,
            "visible_to_gifter": True,
            "embedding_text": text,
            "text_hash": hashlib.sha256(text.encode()).hexdigest(),
        }
        for product_id, text in texts.items()
    ]
    statement = insert(product_mirror)
    changed = {name: statement.excluded[name] for name in rows[0] if name != "id"}
    async with database.transaction() as connection:
        await connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=changed), rows
        )
