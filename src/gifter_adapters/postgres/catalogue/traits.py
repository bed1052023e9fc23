"""Traits of products: a row for each, and all codes of a product in one array for searches."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, delete, insert, not_, or_, select, text

from gifter_adapters.postgres.catalogue.access import listed_from, listed_where
from gifter_adapters.postgres.catalogue.tables import product_mirror, product_trait
from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_domain.catalogue.traits.codes import stored_codes
from gifter_domain.catalogue.traits.decisions import in_force
from gifter_domain.catalogue.traits.ports import Judged, UnjudgedText
from gifter_domain.catalogue.traits.trait import Evidence, ProductText, Provenance, Trait, Value

_FROM_SQL = listed_from(product="p", brand="b")
# `judged` names the judge and the text that it judged.
_UNJUDGED_SQL = f"""{listed_where(product="p", brand="b")}
    AND p.judged IS DISTINCT FROM $1 || ' ' || coalesce(p.facts_hash, '')"""
_COLUMNS_SQL = """p.id, p.title, p.short_description, p.description, p.specs, p.category,
    p.gift_tags, p.occasion_fit, p.style_tags, p.facts_hash"""
_UNJUDGED_OF = f"""
    SELECT {_COLUMNS_SQL} FROM {_FROM_SQL}
    WHERE {_UNJUDGED_SQL} AND p.id = ANY($2::text[]) ORDER BY p.id
"""
_UNJUDGED_AFTER = f"""
    SELECT {_COLUMNS_SQL} FROM {_FROM_SQL}
    WHERE {_UNJUDGED_SQL} AND p.id > $2 ORDER BY p.id LIMIT $3
"""
_TEXT_OF = f"""
    SELECT {_COLUMNS_SQL} FROM product_mirror p
    WHERE (p.id = $1 OR p.payload_product_id = $1) AND p.title IS NOT NULL LIMIT 1
"""
_COUNT_UNJUDGED = f"SELECT count(*) FROM {_FROM_SQL} WHERE {_UNJUDGED_SQL}"
_SET_CODES = text("""
    UPDATE product_mirror SET traits = :codes, judged = :judged, facts_hash = :hash
    WHERE id = :id AND facts_hash IS NOT DISTINCT FROM :known_hash
""")
# The judge reads what the brand declares as well.
_OF_JUDGE = or_(
    *(
        product_trait.c.provenance == source.name
        for source in (Provenance.NEIGHBOURS, Provenance.RULES, Provenance.BRAND)
    )
)
_DELETE_TRAITS = delete(product_trait).where(
    product_trait.c.product_id == bindparam("of_product"), _OF_JUDGE
)
_LOCK = select(product_mirror.c.id).where(product_mirror.c.id == bindparam("id")).with_for_update()
_DECIDED = select(product_trait).where(
    product_trait.c.product_id == bindparam("id"), not_(_OF_JUDGE)
)
_ADD_TRAITS = insert(product_trait)
_TRAITS_OF = (
    select(product_trait)
    .where(product_trait.c.product_id == bindparam("of_product"))
    .order_by(product_trait.c.code, product_trait.c.value)
)


class PostgresProductTraits:
    """Implements `ProductTraits`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def unjudged(self, judge: str, product_ids: Sequence[str]) -> Sequence[UnjudgedText]:
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_UNJUDGED_OF, judge, list(product_ids))
        return [_to_unjudged(row) for row in rows]

    async def unjudged_after(
        self, judge: str, product_id: str, limit: int
    ) -> Sequence[UnjudgedText]:
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_UNJUDGED_AFTER, judge, product_id, limit)
        return [_to_unjudged(row) for row in rows]

    async def count_unjudged(self, judge: str) -> int:
        async with self._database.raw_reads() as connection:
            return int(await connection.fetchval(_COUNT_UNJUDGED, judge))

    async def store(self, judged: Sequence[Judged]) -> int:
        # A transaction for each product: whoever locks several at once in another order cannot
        # meet us in a deadlock.
        stored = 0
        for item in judged:
            async with self._database.transaction() as connection:
                stored += await _store(connection, item)
        return stored

    async def of_product(self, product_id: str) -> tuple[str, ProductText, Sequence[Trait]] | None:
        async with self._database.reads() as connection:
            row = await connection.driver.fetchrow(_TEXT_OF, product_id)
            if row is None:
                return None
            rows = await connection.execute(_TRAITS_OF, {"of_product": row["id"]})
            return row["id"], _to_unjudged(row).text, in_force(to_trait({**each}) for each in rows)


async def _store(connection: Connection, item: Judged) -> bool:
    product_id = item.text.product_id
    await connection.execute(_LOCK, {"id": product_id})  # against decisions made meanwhile
    rows = await connection.execute(_DECIDED, {"id": product_id})
    decided = [to_trait({**row}) for row in rows]
    facts_hash = item.text.text.hash()
    params = {
        "id": item.text.product_id,
        "known_hash": item.text.facts_hash,
        "hash": facts_hash,
        "judged": f"{item.judge} {facts_hash}",
        "codes": stored_codes(in_force([*item.traits, *decided])),
    }
    if not await connection.count(_SET_CODES, params):
        return False
    await connection.execute(_DELETE_TRAITS, {"of_product": item.text.product_id})
    if item.traits:
        await connection.execute(_ADD_TRAITS, [_to_row(item, t) for t in item.traits])
    return True


def _to_unjudged(row: Mapping[str, Any]) -> UnjudgedText:
    text_of = ProductText(
        title=row["title"],
        short_description=row["short_description"],
        description=row["description"],
        specs=row["specs"],
        category=row["category"],
        tags=tuple(row["gift_tags"]),
        occasions=tuple(row["occasion_fit"]),
        styles=tuple(row["style_tags"]),
    )
    return UnjudgedText(row["id"], text_of, row["facts_hash"])


def _to_row(item: Judged, trait: Trait) -> dict[str, Any]:
    return {
        "product_id": item.text.product_id,
        "code": trait.code,
        "value": trait.value,
        "provenance": trait.provenance.name,
        "certainty": trait.certainty,
        "ages": None if trait.ages is None else list(trait.ages),
        "evidence": asdict(trait.evidence),
        "judge": item.judge,
    }


def to_trait(row: Mapping[str, Any]) -> Trait:
    """Builds a trait from its row."""
    return Trait(
        code=row["code"],
        value=Value(row["value"]),
        certainty=row["certainty"],
        provenance=Provenance[row["provenance"]],
        evidence=Evidence(**row["evidence"]),
        ages=None if row["ages"] is None else (row["ages"][0], row["ages"][1]),
    )
