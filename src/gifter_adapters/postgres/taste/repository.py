"""Writes taste profiles, with answers and facets as documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import insert, text

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.expiry import expired, not_expired
from gifter_adapters.postgres.taste.rows import (
    ANSWERS,
    FACETS,
    PHRASED,
    found_profile,
    own_profiles,
    own_profiles_from,
    profile_not_found,
    profile_row,
)
from gifter_adapters.postgres.taste.tables import taste_profile
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.shared.system import Clock
from gifter_domain.taste.profile import TasteProfile
from gifter_domain.taste.questions.question import Question

_LOCK = text(f"""
    {own_profiles(owner=":owner_id", now=":now")} AND t.id = :profile_id FOR UPDATE OF t
""")
# A merge or removal of the recipient waits for this lock, and then finds the profile.
_LOCK_RECIPIENT = text(f"""
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
_SAVE_PHRASED = text("""
    UPDATE taste_profile SET phrased = CAST(:phrased AS jsonb)
    WHERE id = :profile_id AND phrased IS NULL
""")
_REMOVE = text(f"""
    DELETE FROM taste_profile WHERE id IN (
        SELECT t.id {own_profiles_from(owner=":owner_id", now=":now")} AND t.id = :profile_id
    )
""")
_REMOVE_EXPIRED = text(f"""
    DELETE FROM taste_profile WHERE id IN (
        SELECT t.id FROM taste_profile t WHERE {expired("t")}
        ORDER BY t.expires_at LIMIT :limit FOR UPDATE SKIP LOCKED
    )
""")


class PostgresTasteProfiles:
    """Implements `TasteProfiles`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def add(self, profile: TasteProfile) -> None:
        if profile.recipient_id is not None:
            params = {
                "recipient_id": profile.recipient_id,
                "owner_id": profile.owner_id,
                "now": self._clock.now(),
            }
            if (await self._connection.execute(_LOCK_RECIPIENT, params)).one_or_none() is None:
                raise RecipientNotFound("You have no such recipient.")
        await self._connection.execute(_ADD, profile_row(profile))

    async def lock(self, owner_id: str, profile_id: str) -> TasteProfile:
        params = self._owned(owner_id, profile_id)
        rows = await self._connection.execute(_LOCK, params)
        return found_profile(rows.one_or_none())

    async def save(self, profile: TasteProfile) -> None:
        params = {
            "id": profile.id,
            "owner_id": profile.owner_id,
            "answers": msgspec.json.encode(ANSWERS.write(profile.answers)).decode(),
            "facets": msgspec.json.encode(FACETS.write(profile.facets)).decode(),
            "text": profile.facets.text or None,
            "updated_at": profile.updated_at,
            "completed_at": profile.completed_at,
        }
        await self._connection.execute(_SAVE, params)

    async def save_phrased(self, profile_id: str, questions: Sequence[Question]) -> None:
        phrased = msgspec.json.encode(PHRASED.write({"questions": questions})).decode()
        params = {"profile_id": profile_id, "phrased": phrased}
        await self._connection.execute(_SAVE_PHRASED, params)

    async def remove(self, owner_id: str, profile_id: str) -> None:
        params = self._owned(owner_id, profile_id)
        if await self._connection.count(_REMOVE, params) == 0:
            raise profile_not_found()

    async def remove_expired(self, now: datetime, limit: int) -> int:
        return await self._connection.count(_REMOVE_EXPIRED, {"now": now, "limit": limit})

    def _owned(self, owner_id: str, profile_id: str) -> dict[str, Any]:
        return {"owner_id": owner_id, "profile_id": profile_id, "now": self._clock.now()}
