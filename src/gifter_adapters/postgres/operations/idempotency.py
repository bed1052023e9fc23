"""Requests with an idempotency key: one row each. The request that inserts the row runs."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.expiry import expired
from gifter_domain.shared.idempotency import RETENTION, KeyedRequest, StoredRequest, StoredResponse

# DO UPDATE and not DO NOTHING: it waits for another transaction that has the row, then locks and
# returns the row. So of several equal requests at once, one inserts the row and the others read it.
_LOCK = text("""
    INSERT INTO idempotency_key AS stored (user_id, target_sha256, key, request_sha256, begun_at)
    VALUES (:user_id, :target_sha256, :key, :request_sha256, :now)
    ON CONFLICT (user_id, target_sha256, key) DO UPDATE SET key = excluded.key
    RETURNING xmax = 0 AS added, stored.request_sha256, begun_at, status, headers, body
""")


def _has_key(*, user: str, target: str, key: str) -> str:
    """Returns the condition that finds the row of a request."""
    return f"user_id = {user} AND target_sha256 = {target} AND key = {key}"


_SAME_KEY = _has_key(user=":user_id", target=":target_sha256", key=":key")
_START = text(f"""
    UPDATE idempotency_key
    SET request_sha256 = :request_sha256, begun_at = :now,
        status = NULL, headers = NULL, body = NULL
    WHERE {_SAME_KEY}
""")
_SAVE_RESPONSE = text(f"""
    UPDATE idempotency_key
    SET status = :status, headers = CAST(:headers AS jsonb), body = :body
    WHERE {_SAME_KEY} AND begun_at = :begun_at
""")
_RELEASE = text(f"DELETE FROM idempotency_key WHERE {_SAME_KEY} AND begun_at = :begun_at")
_REMOVE_EXPIRED = text(f"""
    DELETE FROM idempotency_key WHERE (user_id, target_sha256, key) IN (
        SELECT k.user_id, k.target_sha256, k.key FROM idempotency_key k
        WHERE {expired("k", column="begun_at", now=":before")}
        ORDER BY k.begun_at LIMIT :limit FOR UPDATE SKIP LOCKED
    )
""")


class PostgresIdempotencyKeys:
    """Implements `IdempotencyKeys`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def lock(self, request: KeyedRequest, now: datetime) -> StoredRequest | None:
        row = (await self._connection.execute(_LOCK, asdict(request) | {"now": now})).one()
        return None if row.added else _to_stored(row)

    async def start(self, request: KeyedRequest, now: datetime) -> None:
        await self._connection.execute(_START, asdict(request) | {"now": now})

    async def save_response(
        self, request: KeyedRequest, begun_at: datetime, answer: StoredResponse
    ) -> None:
        params = _attempt(request, begun_at) | {
            "status": answer.status,
            "headers": json.dumps(dict(answer.headers)),
            "body": answer.body,
        }
        await self._connection.execute(_SAVE_RESPONSE, params)

    async def release(self, request: KeyedRequest, begun_at: datetime) -> None:
        await self._connection.execute(_RELEASE, _attempt(request, begun_at))

    async def remove_expired(self, now: datetime, limit: int) -> int:
        params = {"before": now - RETENTION, "limit": limit}
        return await self._connection.count(_REMOVE_EXPIRED, params)


def _attempt(request: KeyedRequest, begun_at: datetime) -> dict[str, Any]:
    return {
        "user_id": request.user_id,
        "target_sha256": request.target_sha256,
        "key": request.key,
        "begun_at": begun_at,
    }


def _to_stored(row: Record) -> StoredRequest:
    answered = row.status is not None
    answer = StoredResponse(row.status, row.headers, row.body) if answered else None
    return StoredRequest(row.request_sha256, row.begun_at, answer)
