"""`Idempotency-Key` over HTTP: one request acts, and repeats get its stored response."""

import asyncio
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any, NoReturn

import httpx
import pytest
from litestar import Litestar
from sqlalchemy import delete, func, select

from builders.core.clocks import FixedClock
from builders.people.recipients_api import EXTERNAL, make_recipient, recipient_names
from builders.people.users import Someone, error_of, wrong_paths
from gifter_adapters.postgres.identity.tables import user_account
from gifter_adapters.postgres.operations.tables import idempotency_key
from gifter_app.container import Container
from gifter_app.use_cases.people.manage_recipients import ManageRecipients
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.shared.errors import LimitReached, Unavailable
from gifter_domain.shared.idempotency import LEASE, RETENTION

A_MOMENT = timedelta(milliseconds=1)
REPLAYED = "idempotency-replayed"


async def post(
    who: Someone, path: str = "/v1/recipients", *, key: str = "k", **sent: Any
) -> httpx.Response:
    sent = sent or {"json": EXTERNAL}
    return await who.client.post(path, headers={"Idempotency-Key": key}, **sent)


async def stored_keys(container: Container) -> int:
    count = select(func.count()).select_from(idempotency_key)
    async with container.database().reads() as connection:
        return int(await connection.scalar(count))


async def test_a_repeat_gets_the_stored_response_and_creates_nothing(ada: Someone) -> None:
    first = await post(ada)

    again = await post(ada)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["content-type"] == first.headers["content-type"]
    assert (REPLAYED in first.headers, again.headers[REPLAYED]) == (False, "true")
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    assert await recipient_names(ada) == ["Ana"]


@pytest.mark.parametrize(
    "other", [{"json": EXTERNAL | {"name": "Ben"}}, {"json": EXTERNAL, "params": {"x": "1"}}]
)
async def test_a_key_with_another_body_or_query_is_refused(
    ada: Someone, other: dict[str, Any]
) -> None:
    await post(ada)

    refused = await post(ada, **other)

    assert error_of(refused) == (422, "idempotency_key_reused")
    [field] = refused.json()["error"]["details"]["fields"]
    assert field["path"] == "Idempotency-Key"
    assert await recipient_names(ada) == ["Ana"]


async def test_a_key_belongs_to_one_user_and_one_address(ada: Someone, bob: Someone) -> None:
    recipient = await make_recipient(ada, name="Ana")

    answers = [
        await post(ada),
        await post(bob),
        await post(ada, f"/v1/recipients/{recipient['id']}/birthday-occasion", json={}),
        await post(ada, "/v1/wishlists", json={"title": "Mine"}),
    ]

    assert [answer.status_code for answer in answers] == [201, 201, 409, 201]
    assert all(REPLAYED not in answer.headers for answer in answers)


async def test_only_one_of_twenty_concurrent_requests_acts(ada: Someone) -> None:
    answers = await asyncio.gather(*(post(ada) for _ in range(20)))

    made = [answer for answer in answers if answer.status_code == 201]
    waiting = [answer for answer in answers if answer.status_code != 201]
    assert len([answer for answer in made if REPLAYED not in answer.headers]) == 1
    assert len({answer.content for answer in made}) == 1
    assert {error_of(one) for one in waiting} <= {(409, "idempotency_in_progress")}
    assert {one.headers["retry-after"] for one in waiting} <= {"2"}
    assert await recipient_names(ada) == ["Ana"]
    assert (await post(ada)).content == made[0].content


async def test_an_error_response_is_stored_and_replayed(ada: Someone, bob: Someone) -> None:
    friend = {"type": "USER", "userId": bob.id}
    refused = await post(ada, json=friend)
    malformed = await post(ada, key="m", content=b"{")
    await ada.befriend(bob)

    again = await post(ada, json=friend)

    assert error_of(refused) == (404, "user_not_found")
    assert (again.status_code, again.content) == (404, refused.content)
    assert again.headers[REPLAYED] == "true"
    assert error_of(malformed) == (400, "invalid_input")
    assert (await post(ada, key="m", content=b"{")).content == malformed.content
    assert (await post(ada, key="new", json=friend)).status_code == 201


async def test_a_response_without_a_body_is_replayed_without_one(
    ada: Someone, bob: Someone
) -> None:
    first, again = [await post(ada, "/v1/blocks", json={"userId": bob.id}) for _ in range(2)]

    assert (first.status_code, again.status_code) == (204, 204)
    assert again.headers[REPLAYED] == "true"
    assert "content-type" not in again.headers
    assert again.content == b""


class FailingRecipients(ManageRecipients):
    """Raises `error` instead of creating a recipient, at once or after `end` is set."""

    def __init__(self, error: Exception, *, at_once: bool = True) -> None:
        self.error = error
        self.began = asyncio.Event()
        self.end = asyncio.Event()
        if at_once:
            self.end.set()

    async def create(self, *_: object, **__: object) -> NoReturn:
        self.began.set()
        await self.end.wait()
        raise self.error

    async def until_begun(self) -> None:
        async with asyncio.timeout(10):
            await self.began.wait()


@pytest.fixture
def ada(ada: Someone) -> Someone:
    """Returns a user whose client accepts errors that only stand-ins make."""
    ada.client.event_hooks = {}
    return ada


def recipients_replaced_by(
    container: Container, stand_in: ManageRecipients
) -> AbstractContextManager[object]:
    people = replace(container.people(), manage_recipients=stand_in)
    replaced: AbstractContextManager[object] = container.people.override(people)
    return replaced


def slow_recipients() -> FailingRecipients:
    return FailingRecipients(RecipientNotFound("Gone."), at_once=False)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("Ours"), 500),
        (Unavailable("Away."), 503),
        (LimitReached("Too often.", {"retryAfterS": 1}), 429),
    ],
)
async def test_a_response_that_asks_for_a_retry_is_not_stored(
    ada: Someone, container: Container, error: Exception, status: int
) -> None:
    with recipients_replaced_by(container, FailingRecipients(error)):
        failed = [await post(ada) for _ in range(2)]

    assert [(one.status_code, REPLAYED in one.headers) for one in failed] == [(status, False)] * 2
    assert (await post(ada)).status_code == 201


async def test_a_repeat_during_the_first_request_is_refused_with_retry_after(
    ada: Someone, container: Container
) -> None:
    slow = slow_recipients()
    with recipients_replaced_by(container, slow):
        first = asyncio.create_task(post(ada))
        await slow.until_begun()
        early, other = await post(ada), await post(ada, json=EXTERNAL | {"name": "Ben"})
        slow.end.set()
        answered = await first

    assert error_of(early) == (409, "idempotency_in_progress")
    assert early.headers["retry-after"] == "2"
    assert error_of(other) == (422, "idempotency_key_reused")
    assert error_of(answered) == (404, "recipient_not_found")
    assert (await post(ada)).content == answered.content


async def test_the_key_of_a_dead_process_is_free_after_its_lease(
    ada: Someone, container: Container, clock: FixedClock
) -> None:
    slow = slow_recipients()
    with recipients_replaced_by(container, slow):
        dying = asyncio.create_task(post(ada))
        await slow.until_begun()
        dying.cancel()
        await asyncio.wait([dying])
    clock.move(LEASE - A_MOMENT)
    early = await post(ada)
    clock.move(A_MOMENT)

    answers = await asyncio.gather(*(post(ada) for _ in range(20)))

    assert error_of(early) == (409, "idempotency_in_progress")
    acted = [one for one in answers if one.status_code == 201 and REPLAYED not in one.headers]
    assert len(acted) == 1
    assert await recipient_names(ada) == ["Ana"]


async def test_a_request_that_outlives_its_lease_does_not_replace_the_stored_response(
    ada: Someone, container: Container, clock: FixedClock
) -> None:
    slow = slow_recipients()
    with recipients_replaced_by(container, slow):
        late = asyncio.create_task(post(ada))
        await slow.until_begun()
    clock.move(LEASE)
    second = await post(ada)
    slow.end.set()

    assert error_of(await late) == (404, "recipient_not_found")
    assert second.status_code == 201
    assert (await post(ada)).content == second.content


async def test_a_key_expires_after_a_day(ada: Someone, clock: FixedClock) -> None:
    await post(ada)
    clock.move(RETENTION - A_MOMENT)
    replayed = await post(ada)
    clock.move(A_MOMENT)

    again = await post(ada, json=EXTERNAL | {"name": "Ben"})

    assert replayed.headers[REPLAYED] == "true"
    assert again.status_code == 201
    assert sorted(await recipient_names(ada)) == ["Ana", "Ben"]


async def test_a_worker_removes_expired_keys(
    ada: Someone, container: Container, clock: FixedClock
) -> None:
    await post(ada, key="old")
    clock.move(A_MOMENT)
    await post(ada, key="young")
    clock.move(RETENTION - A_MOMENT)

    async with container.workers().worker.running(), asyncio.timeout(10):
        while await stored_keys(container) != 1:
            pass

    assert (await post(ada, key="young")).headers[REPLAYED] == "true"


async def test_stored_responses_are_deleted_with_their_user(
    ada: Someone, bob: Someone, container: Container
) -> None:
    await post(ada)
    await post(bob)

    async with container.database().transaction() as connection:
        await connection.execute(delete(user_account).where(user_account.c.id == ada.id))

    assert await stored_keys(container) == 1


@pytest.mark.parametrize("keys", [[""], ["k" * 256], ["a key"], ["k\u00e4"], ["one", "two"]])
async def test_an_invalid_key_is_reported(
    ada: Someone, container: Container, keys: list[str]
) -> None:
    headers = [(b"Idempotency-Key", key.encode("latin-1")) for key in keys]

    answer = await ada.client.post("/v1/recipients", headers=headers, json=EXTERNAL)

    assert wrong_paths(answer) == ["Idempotency-Key"]
    assert await recipient_names(ada) == []
    assert await stored_keys(container) == 0


async def test_only_posts_of_signed_in_users_read_the_header(
    ada: Someone, client: httpx.AsyncClient, container: Container
) -> None:
    recipient = await make_recipient(ada)
    address, no_key = f"/v1/recipients/{recipient['id']}", {"Idempotency-Key": ""}

    changed = await ada.client.patch(address, headers=no_key, json={"name": "Ben"})
    removed = await ada.client.delete(address, headers=no_key)
    read = await ada.client.get("/v1/recipients", headers=no_key)
    unknown = await client.post("/v1/recipients", headers=no_key, json=EXTERNAL)
    webhook = await client.post("/v1/integrations/payload/brand-changed", headers=no_key)
    page = await ada.client.post("/s/no-such-list/items/1", headers=no_key, data={"name": "A"})

    answers = (changed, removed, read, unknown, webhook, page)
    assert [one.status_code for one in answers] == [200, 204, 200, 401, 401, 404]
    assert await stored_keys(container) == 0


async def test_a_large_body_and_a_long_address_are_refused_as_without_a_key(
    ada: Someone, container: Container
) -> None:
    too_large = await post(ada, content=b" " * 10_000_001)
    lost = await post(ada, f"/v1/wishlists/{'x' * 5_000}/share", json={})

    assert error_of(too_large) == (413, "too_large")
    assert error_of(lost) == (404, "wishlist_not_found")
    assert await stored_keys(container) == 1


def test_the_api_document_lists_the_header_for_each_route_that_accepts_it(app: Litestar) -> None:
    operations = [
        (method, path, operation)
        for path, methods in app.openapi_schema.to_schema()["paths"].items()
        for method, operation in methods.items()
    ]
    keyed = {
        (method, path)
        for method, path, operation in operations
        for parameter in operation.get("parameters", [])
        if parameter["name"] == "Idempotency-Key"
        and not parameter.get("required")
        and {"409", "422"} <= operation["responses"].keys()
    }

    public = ("/v1/integrations/", "/v1/unsubscribe")
    assert keyed == {
        (method, path)
        for method, path, _ in operations
        if method == "post" and not path.startswith(public)
    }
    assert len(keyed) > 20
