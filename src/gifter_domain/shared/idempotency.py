"""Decides whether a repeated request with an idempotency key runs or gets a stored response."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from gifter_domain.shared.errors import Conflict, InvalidInput
from gifter_domain.shared.expiry import is_expired

HEADER = "Idempotency-Key"
RETENTION = timedelta(hours=24)
# Longer than any request takes: after it, a request without a response was killed.
LEASE = timedelta(minutes=2)
_RETRY_AFTER_S = 2
_KEY = re.compile(r"[!-~]{1,255}")


class IdempotencyKeyReused(InvalidInput):
    """An earlier request had the same `Idempotency-Key` and another body or query."""

    code = "idempotency_key_reused"


class IdempotencyInProgress(Conflict):
    """The first request with this `Idempotency-Key` is still running."""

    code = "idempotency_in_progress"


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request with its idempotency key, which is unique for its user and target.

    `target_sha256` is the hash of method and path. `request_sha256` is the hash of method, path,
    query and body; a repeat has the same one.
    """

    user_id: str
    key: str
    target_sha256: str
    request_sha256: str


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A response as it was sent, with the headers that describe the body and its location."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A stored request that began at `begun_at`.

    If `answer` is None, the request is still running or its process died.
    """

    request_sha256: str
    begun_at: datetime
    answer: StoredResponse | None


def keyed_request(
    user_id: str, key: str, method: str, path: str, query: bytes, body: bytes
) -> KeyedRequest:
    """Returns the request with its hashes.

    Raises `InvalidInput` unless the key has 1 to 255 visible ASCII characters.
    """
    if not _KEY.fullmatch(key):
        raise InvalidInput.at(HEADER, "must be 1 to 255 visible ASCII characters")
    target = (method.encode(), path.encode(errors="surrogatepass"))
    return KeyedRequest(user_id, key, _hash(*target), _hash(*target, query, body))


def response_to_repeat(
    request: KeyedRequest, kept: StoredRequest, now: datetime
) -> StoredResponse | None:
    """Returns the stored response for a repeated request, or None if the request must run.

    It must run if the stored one has expired, or has no response after its lease. Raises
    `IdempotencyKeyReused` if the stored request was a different one, and `IdempotencyInProgress`
    while the stored one still runs.
    """
    if is_expired(kept.begun_at + RETENTION, now):
        return None
    if kept.request_sha256 != request.request_sha256:
        raise IdempotencyKeyReused.at(HEADER, "was sent with another body or query")
    if kept.answer is None and not is_expired(kept.begun_at + LEASE, now):
        raise IdempotencyInProgress(
            "The first request with this key is still running.", {"retryAfterS": _RETRY_AFTER_S}
        )
    return kept.answer


def _hash(*parts: bytes) -> str:
    # Hashes each part first: text that moves from one part to the next then changes the result.
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


class IdempotencyKeys(Protocol):
    """Stored keys, seen from inside the caller's transaction."""

    async def lock(self, request: KeyedRequest, now: datetime) -> StoredRequest | None:
        """Locks the request's key until the transaction ends and returns the stored request.

        Returns None if nothing was stored; then the request is stored as begun at `now`.
        """
        ...

    async def start(self, request: KeyedRequest, now: datetime) -> None:
        """Replaces the stored request of a locked key with this one, begun at `now`."""
        ...

    async def save_response(
        self, request: KeyedRequest, begun_at: datetime, answer: StoredResponse
    ) -> None:
        """Stores the response, unless another request has taken over the key in the meantime."""
        ...

    async def release(self, request: KeyedRequest, begun_at: datetime) -> None:
        """Deletes the key, unless another request has taken it over in the meantime."""
        ...

    async def remove_expired(self, now: datetime, limit: int) -> int:
        """Deletes up to `limit` expired keys and returns how many were deleted."""
        ...


class IdempotencyTransaction(Protocol):
    @property
    def idempotency_keys(self) -> IdempotencyKeys: ...


IdempotencyTransactions = Callable[[], AbstractAsyncContextManager[IdempotencyTransaction]]
