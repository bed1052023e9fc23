"""Runs a request with an idempotency key once, and repeats its stored response after that."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from gifter_domain.shared.errors import Unavailable
from gifter_domain.shared.idempotency import (
    IdempotencyTransactions,
    KeyedRequest,
    StoredResponse,
    response_to_repeat,
)
from gifter_domain.shared.system import Clock

_log = structlog.get_logger()
_BATCH = 1_000


class AnswerOnce:
    """Stores the responses to requests with an idempotency key for 24 hours."""

    def __init__(self, transactions: IdempotencyTransactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def execute(
        self, request: KeyedRequest, act: Callable[[], Awaitable[StoredResponse | None]]
    ) -> StoredResponse | None:
        """Returns the stored response of an earlier attempt, or None after running `act`.

        `act` returns the response to store, or None if the client should try again. Raises
        `IdempotencyKeyReused`, `IdempotencyInProgress`.
        """
        async with self._transactions() as tx:
            begun_at = self._clock.now()
            stored = await tx.idempotency_keys.lock(request, begun_at)
            if stored is not None:
                if (response := response_to_repeat(request, stored, begun_at)) is not None:
                    return response
                await tx.idempotency_keys.start(request, begun_at)
        await self._store(request, begun_at, await act())
        return None

    async def remove_expired(self) -> None:
        """Removes the expired requests of all users."""
        removed = _BATCH
        while removed == _BATCH:
            async with self._transactions() as tx:
                now = self._clock.now()
                removed = await tx.idempotency_keys.remove_expired(now, _BATCH)

    async def _store(
        self, request: KeyedRequest, begun_at: datetime, response: StoredResponse | None
    ) -> None:
        try:
            async with self._transactions() as tx:
                if response is None:
                    await tx.idempotency_keys.release(request, begun_at)
                else:
                    await tx.idempotency_keys.save_response(request, begun_at, response)
        except Unavailable:  # the request was successful, so the client gets its response anyway
            _log.warning("idempotency.answer_not_kept")
