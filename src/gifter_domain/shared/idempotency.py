"""Repeats of a request that carries a key: which of them act, and what the others get."""

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
# Longer than any request takes: whoever repeats it after that finds that its process died.
LEASE = timedelta(minutes=2)
_RETRY_AFTER_S = 2
_KEY = re.compile(r"[!-~]{1,255}")


class IdempotencyKeyReused(InvalidInput):
    code = "idempotency_key_reused"


class IdempotencyInProgress(Conflict):
    code = "idempotency_in_progress"


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """The key is unique for its user and target, the hash of method and path.

    A repeat has the same `request_sha256`: the hash of method, path, query and body.
    """

    user_id: str
    key: str
    target_sha256: str
    request_sha256: str


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """As it was sent; of the headers, those that say what the body is and where the thing is."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """What is kept of a request that began; without an answer it runs, or its process died."""

    request_sha256: str
    begun_at: datetime
    answer: StoredResponse | None


def keyed_request(
    user_id: str, key: str, method: str, path: str, query: bytes, body: bytes
) -> KeyedRequest:
    """Raises `InvalidInput` unless the key is 1 to 255 visible ASCII characters."""
    if not _KEY.fullmatch(key):
        raise InvalidInput.at(HEADER, "must be 1 to 255 visible ASCII characters")
    target = (method.encode(), path.encode(errors="surrogatepass"))
    return KeyedRequest(user_id, key, _hash(*target), _hash(*target, query, body))


def response_to_repeat(
    request: KeyedRequest, kept: StoredRequest, now: datetime
) -> StoredResponse | None:
    """What is answered to a request whose key is kept; None: it acts, as if it were the first.

    Raises `IdempotencyKeyReused` for another request than was kept, `IdempotencyInProgress`.
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
    # Of the hashes, so that what moves from one part to the next changes it.
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


class IdempotencyKeys(Protocol):
    """Keys as rows, seen from inside the caller's transaction."""

    async def lock(self, request: KeyedRequest, now: datetime) -> StoredRequest | None:
        """What is kept of the request's key, held until the transaction ends.

        None: nothing was, and the request has begun at `now`.
        """
        ...

    async def start(self, request: KeyedRequest, now: datetime) -> None:
        """The request, whose key is held, begins at `now`; what was kept is forgotten."""
        ...

    async def save_response(
        self, request: KeyedRequest, begun_at: datetime, answer: StoredResponse
    ) -> None:
        """Keeps the answer; nothing happens if another request has taken the key meanwhile."""
        ...

    async def release(self, request: KeyedRequest, begun_at: datetime) -> None:
        """Forgets the key; nothing happens if another request has taken it meanwhile."""
        ...

    async def remove_expired(self, now: datetime, limit: int) -> int:
        """Removes up to `limit` keys that are kept no longer; returns how many."""
        ...


class IdempotencyTransaction(Protocol):
    @property
    def idempotency_keys(self) -> IdempotencyKeys: ...


IdempotencyTransactions = Callable[[], AbstractAsyncContextManager[IdempotencyTransaction]]
