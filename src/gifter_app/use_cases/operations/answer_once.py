"""A request with a key acts once; whoever repeats it gets what was answered."""

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
_REMOVED_AT_ONCE = 1_000


class AnswerOnce:
    """Keeps the answers to requests that carry a key, for 24 hours."""

    def __init__(self, transactions: IdempotencyTransactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def execute(
        self, request: KeyedRequest, act: Callable[[], Awaitable[StoredResponse | None]]
    ) -> StoredResponse | None:
        """What was answered to the request before; None: it acted now.

        `act` returns what is to be kept, None where trying again is what its answer asks for.
        Raises `IdempotencyKeyReused`, `IdempotencyInProgress`.
        """
        async with self._transactions() as tx:
            begun_at = self._clock.now()
            kept = await tx.idempotency_keys.lock(request, begun_at)
            if kept is not None:
                if (answer := response_to_repeat(request, kept, begun_at)) is not None:
                    return answer
                await tx.idempotency_keys.start(request, begun_at)
        await self._end(request, begun_at, await act())
        return None

    async def remove_expired(self) -> None:
        """Removes what is kept no longer, of anybody."""
        removed = _REMOVED_AT_ONCE
        while removed == _REMOVED_AT_ONCE:
            async with self._transactions() as tx:
                now = self._clock.now()
                removed = await tx.idempotency_keys.remove_expired(now, _REMOVED_AT_ONCE)

    async def _end(
        self, request: KeyedRequest, begun_at: datetime, answer: StoredResponse | None
    ) -> None:
        try:
            async with self._transactions() as tx:
                if answer is None:
                    await tx.idempotency_keys.release(request, begun_at)
                else:
                    await tx.idempotency_keys.save_response(request, begun_at, answer)
        except Unavailable:  # it is done, and whoever asked is told so; their repeats wait
            _log.warning("idempotency.answer_not_kept")
