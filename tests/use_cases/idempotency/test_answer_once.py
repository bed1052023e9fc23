"""A request that succeeded is answered, even if the database fails before storing the response."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gifter_adapters.postgres.transaction import PostgresTransaction
from gifter_app.container import Container
from gifter_app.use_cases.operations.answer_once import AnswerOnce
from gifter_domain.identity.identity import Identity
from gifter_domain.shared.errors import DatabaseUnavailable
from gifter_domain.shared.idempotency import IdempotencyInProgress, StoredResponse, keyed_request


async def test_a_response_that_cannot_be_stored_is_sent_and_its_repeat_must_wait(
    container: Container,
) -> None:
    user = await container.identity().resolve_user.execute(Identity("ada"))
    request = keyed_request(user.id, "k", "POST", "/v1/recipients", b"", b"{}")
    away = False

    @asynccontextmanager
    async def transactions() -> AsyncIterator[PostgresTransaction]:
        if away:
            raise DatabaseUnavailable("Away.")
        async with container.transactions()() as tx:
            yield tx

    async def act() -> StoredResponse:
        nonlocal away
        away = True
        return StoredResponse(204, {}, b"")

    answer_once = AnswerOnce(transactions, container.clock())

    assert await answer_once.execute(request, act) is None
    away = False
    with pytest.raises(IdempotencyInProgress):
        await answer_once.execute(request, act)
