"""Taste profiles as rows: answers and facets as documents, the vector in asyncpg's own form."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import RowMapping, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.expiry import expired, not_expired
from gifter_adapters.postgres.taste.tables import taste_profile
from gifter_domain.ai.embedding import EmbeddingModel, Vectors
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock
from gifter_domain.taste.answer import Answer
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.ports import TasteText
from gifter_domain.taste.profile import TasteProfile, TasteProfileNotFound
from gifter_domain.taste.question import Mode, Question

_PROFILES_SQL = f"""
    SELECT t.id, t.owner_id, t.recipient_id, t.mode, t.name, t.answers, t.facets, t.phrased,
           t.expires_at, t.created_at, t.updated_at, t.completed_at
    FROM taste_profile t LEFT JOIN recipient r ON r.id = t.recipient_id
    WHERE t.owner_id = :owner_id AND {not_expired("t")}
      AND {not_expired("r")}
"""
_PAGE_SQL = " AND t.id > :after ORDER BY t.id LIMIT :limit"
_ALL = text(_PROFILES_SQL + _PAGE_SQL)
# Who keeps themselves as a recipient has their own taste there, too.
_OF_RECIPIENT_SQL = f"""
    {_PROFILES_SQL} AND (t.recipient_id = :recipient_id OR t.mode = 'self' AND EXISTS (
        SELECT FROM recipient own
        WHERE own.id = :recipient_id AND own.owner_id = t.owner_id AND own.user_id = t.owner_id
    ))
"""
_OF_RECIPIENT = text(_OF_RECIPIENT_SQL + _PAGE_SQL)
_LATEST = text(f"""
    {_OF_RECIPIENT_SQL} AND t.completed_at IS NOT NULL
    ORDER BY t.completed_at DESC, t.id DESC LIMIT 1
""")
_ONE_SQL = f"{_PROFILES_SQL} AND t.id = :profile_id"
_ONE = text(_ONE_SQL)
_HELD = text(f"{_ONE_SQL} FOR UPDATE OF t")
# Whoever merges or removes the recipient waits, and then finds the profile.
_HOLD_RECIPIENT = text(f"""
    SELECT 1 FROM recipient r WHERE r.id = :recipient_id AND r.owner_id = :owner_id
    AND {not_expired("r")} FOR KEY SHARE
""")
_ADD = insert(taste_profile)
_SAVE = text("""
    UPDATE taste_profile SET
        answers = CAST(:answers AS jsonb), facets = CAST(:facets AS jsonb),
        updated_at = :updated_at, completed_at = :completed_at,
        embedding_text = CAST(:text AS text),
        vector = CASE WHEN embedding_text = CAST(:text AS text) THEN vector END,
        model_id = CASE WHEN embedding_text = CAST(:text AS text) THEN model_id END
    WHERE id = :id AND owner_id = :owner_id
""")
_KEEP_PHRASED = text("""
    UPDATE taste_profile SET phrased = CAST(:phrased AS jsonb)
    WHERE id = :profile_id AND phrased IS NULL
""")
_REMOVE = text(f"""
    DELETE FROM taste_profile WHERE id IN (
        SELECT t.id FROM taste_profile t LEFT JOIN recipient r ON r.id = t.recipient_id
        WHERE t.id = :profile_id AND t.owner_id = :owner_id
          AND {not_expired("t")}
          AND {not_expired("r")}
    )
""")
_REMOVE_EXPIRED = text(f"""
    DELETE FROM taste_profile WHERE id IN (
        SELECT t.id FROM taste_profile t WHERE {expired("t")}
        ORDER BY t.expires_at LIMIT :limit FOR UPDATE SKIP LOCKED
    )
""")

_VECTOR = """
    SELECT t.vector FROM taste_profile t JOIN embedding_model m ON m.id = t.model_id
    WHERE t.id = $1 AND m.provider = $2 AND m.name = $3 AND m.dims = $4
"""
_OUTDATED = """
    SELECT id, embedding_text FROM taste_profile
    WHERE id = ANY($2::text[]) AND embedding_text IS NOT NULL AND model_id IS DISTINCT FROM $1
    ORDER BY id
"""
_STORE = """
    UPDATE taste_profile SET model_id = $3, vector = $4 WHERE id = $1 AND embedding_text = $2
"""


class PostgresTasteProfileReads:
    """Implements `TasteProfileReads`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def profiles(
        self, owner_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[TasteProfile]:
        after = page.after[0] if page.after else ""
        asked = {"owner_id": owner_id, "now": self._clock.now(), "after": after}
        asked |= {"limit": page.limit + 1}
        statement = _ALL
        if recipient_id is not None:
            statement, asked = _OF_RECIPIENT, asked | {"recipient_id": recipient_id}
        async with self._database.reads() as connection:
            rows = (await connection.execute(statement, asked)).mappings().all()
        return page_of([_to_profile(row) for row in rows], page, lambda item: (item.id,))

    async def profile(self, owner_id: str, profile_id: str) -> TasteProfile:
        asked = {"owner_id": owner_id, "profile_id": profile_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            row = (await connection.execute(_ONE, asked)).mappings().one_or_none()
        return _found(row)

    async def latest_completed(self, owner_id: str, recipient_id: str) -> TasteProfile | None:
        asked = {"owner_id": owner_id, "recipient_id": recipient_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            row = (await connection.execute(_LATEST, asked)).mappings().one_or_none()
        return None if row is None else _to_profile(row)

    async def vector(self, profile_id: str, model: EmbeddingModel) -> Vectors | None:
        of_model = (profile_id, model.provider, model.name, model.dims)
        async with self._database.raw_reads() as connection:
            vector = await connection.fetchval(_VECTOR, *of_model)
        return None if vector is None else vector.to_numpy()


class PostgresTasteProfiles:
    """Implements `TasteProfiles`."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def add(self, profile: TasteProfile) -> None:
        if profile.recipient_id is not None:
            meant = {"recipient_id": profile.recipient_id, "owner_id": profile.owner_id}
            held = meant | {"now": self._clock.now()}
            if (await self._connection.execute(_HOLD_RECIPIENT, held)).one_or_none() is None:
                raise RecipientNotFound("You have no such recipient.")
        await self._connection.execute(_ADD, _to_row(profile))

    async def held(self, owner_id: str, profile_id: str) -> TasteProfile:
        asked = self._owned(owner_id, profile_id)
        return _found((await self._connection.execute(_HELD, asked)).mappings().one_or_none())

    async def save(self, profile: TasteProfile) -> None:
        changed = {
            "id": profile.id,
            "owner_id": profile.owner_id,
            "answers": msgspec.json.encode(profile.answers).decode(),
            "facets": msgspec.json.encode(profile.facets).decode(),
            "text": profile.facets.text or None,
            "updated_at": profile.updated_at,
            "completed_at": profile.completed_at,
        }
        await self._connection.execute(_SAVE, changed)

    async def keep_phrased(self, profile_id: str, questions: Sequence[Question]) -> None:
        phrased = msgspec.json.encode(questions).decode()
        asked = {"profile_id": profile_id, "phrased": phrased}
        await self._connection.execute(_KEEP_PHRASED, asked)

    async def remove(self, owner_id: str, profile_id: str) -> None:
        asked = self._owned(owner_id, profile_id)
        if (await self._connection.execute(_REMOVE, asked)).rowcount == 0:
            raise _not_found()

    async def remove_expired(self, now: datetime, limit: int) -> int:
        found = await self._connection.execute(_REMOVE_EXPIRED, {"now": now, "limit": limit})
        return found.rowcount

    def _owned(self, owner_id: str, profile_id: str) -> dict[str, Any]:
        return {"owner_id": owner_id, "profile_id": profile_id, "now": self._clock.now()}


class PostgresTasteEmbeddings:
    """Implements `TasteEmbeddings`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def outdated(self, model_id: int, profile_ids: Sequence[str]) -> Sequence[TasteText]:
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_OUTDATED, model_id, list(profile_ids))
        return [TasteText(row["id"], row["embedding_text"]) for row in rows]

    async def store(self, model_id: int, texts: Sequence[TasteText], vectors: Vectors) -> None:
        async with self._database.raw_reads() as connection:
            for item, vector in zip(texts, vectors, strict=True):
                if vector.any():
                    await connection.execute(_STORE, item.profile_id, item.text, model_id, vector)


def _found(row: RowMapping | None) -> TasteProfile:
    if row is None:
        raise _not_found()
    return _to_profile(row)


def _not_found() -> TasteProfileNotFound:
    return TasteProfileNotFound("You have no such taste profile.")


def _to_row(profile: TasteProfile) -> dict[str, Any]:
    return {
        "id": profile.id,
        "owner_id": profile.owner_id,
        "recipient_id": profile.recipient_id,
        "mode": profile.mode,
        "name": profile.name,
        "answers": dict(profile.answers),
        "facets": profile.facets,
        "embedding_text": profile.facets.text or None,
        "expires_at": profile.expires_at,
        "created_at": profile.created_at,
        "updated_at": profile.updated_at,
        "completed_at": profile.completed_at,
    }


def _to_profile(row: Mapping[Any, Any]) -> TasteProfile:
    return TasteProfile(
        id=row["id"],
        owner_id=row["owner_id"],
        recipient_id=row["recipient_id"],
        mode=Mode(row["mode"]),
        name=row["name"],
        answers=msgspec.convert(row["answers"], dict[str, Answer | None]),
        facets=msgspec.convert(row["facets"], Facets),
        phrased=msgspec.convert(row["phrased"], tuple[Question, ...] | None),
        expires_at=row["expires_at"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        completed_at=row["completed_at"],
    )
