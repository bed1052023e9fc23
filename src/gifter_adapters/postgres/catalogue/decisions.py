"""Decisions of editors about products, and their effect on the codes that searches read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, text

from gifter_adapters.postgres.catalogue.tables import product_mirror, product_trait, trait_decision
from gifter_adapters.postgres.catalogue.traits import to_trait
from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_domain.catalogue.reads import ProductNotFound
from gifter_domain.catalogue.traits.codes import UNJUDGED, stored_codes
from gifter_domain.catalogue.traits.decisions import Decision, in_force
from gifter_domain.catalogue.traits.trait import Provenance

_LOCKED = (
    select(product_mirror.c.traits).where(product_mirror.c.id == bindparam("id")).with_for_update()
)
_ADD_DECISION = insert(trait_decision)
_DELETE_TRAIT = delete(product_trait).where(
    product_trait.c.product_id == bindparam("of_product"),
    product_trait.c.code == bindparam("of_code"),
    product_trait.c.provenance == Provenance.EDITOR.name,
)
_ADD_TRAIT = insert(product_trait)
_TRAITS_OF = select(product_trait).where(product_trait.c.product_id == bindparam("id"))
_SET_CODES = text("UPDATE product_mirror SET traits = :codes WHERE id = :id")
_CLOSE_REPORTS = text("""
    UPDATE trait_report SET closed_at = :now
    WHERE product_id = :id AND code = :code AND closed_at IS NULL
""")
_DECISIONS_OF = (
    select(trait_decision)
    .where(trait_decision.c.product_id == bindparam("id"))
    .order_by(trait_decision.c.id)
)


class PostgresTraitDecisions:
    """Implements `TraitDecisions`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def decide(self, product_id: str, decisions: Sequence[Decision]) -> None:
        async with self._database.transaction() as connection:
            found = (await connection.execute(_LOCKED, {"id": product_id})).one_or_none()
            if found is None:
                raise ProductNotFound("There is no such product.")
            for decision in decisions:
                await _store(connection, product_id, decision)
            rows = await connection.execute(_TRAITS_OF, {"id": product_id})
            codes = stored_codes(in_force(to_trait({**row}) for row in rows))
            codes += [UNJUDGED] if UNJUDGED in found.traits else []
            await connection.execute(_SET_CODES, {"id": product_id, "codes": codes})

    async def of_product(self, product_id: str) -> Sequence[Decision]:
        async with self._database.reads() as connection:
            rows = await connection.execute(_DECISIONS_OF, {"id": product_id})
            return [_to_decision({**row}) for row in rows]


async def _store(connection: Connection, product_id: str, decision: Decision) -> None:
    await connection.execute(_ADD_DECISION, {"product_id": product_id, **asdict(decision)})
    await connection.execute(_DELETE_TRAIT, {"of_product": product_id, "of_code": decision.code})
    trait = decision.trait()
    row = {
        "product_id": product_id,
        "code": trait.code,
        "value": trait.value,
        "provenance": trait.provenance.name,
        "certainty": trait.certainty,
        "ages": None,
        "evidence": asdict(trait.evidence),
        "judge": "editor",
    }
    await connection.execute(_ADD_TRAIT, row)
    closed = {"id": product_id, "code": decision.code, "now": decision.decided_at}
    await connection.execute(_CLOSE_REPORTS, closed)


def _to_decision(row: Mapping[str, Any]) -> Decision:
    return Decision(row["code"], row["has"], row["why"], row["decided_by"], row["decided_at"])
