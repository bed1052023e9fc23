"""The inbox over HTTP: what is in it, what is read, and whose it is."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from builders.core.clocks import FixedClock
from builders.people.users import Someone, error_of, wrong_paths
from gifter_app.container import Container
from gifter_domain.notifications.inbox import NewNotification

INBOX = "/v1/notifications"
Tell = Callable[..., Awaitable[None]]


@pytest.fixture
def tell(container: Container) -> Tell:
    """Puts one notice for each name into somebody's inbox."""

    async def told(someone: Someone, *names: str) -> None:
        for name in names:
            notice = NewNotification(someone.id, name, f"{name}!", {"deepLink": "/x"}, name)
            async with container.transactions()() as tx:
                await tx.inbox.add([notice])

    return told


async def titles(someone: Someone, **params: Any) -> list[str]:
    return [item["title"] for item in (await someone.get(INBOX, **params))["items"]]


async def read(someone: Someone, notification_id: str) -> httpx.Response:
    return await someone.client.post(f"{INBOX}/{notification_id}/read")


async def test_an_inbox_shows_the_newest_first_with_how_many_are_unread(
    ada: Someone, tell: Tell
) -> None:
    assert await ada.get(INBOX) == {"items": [], "nextCursor": None, "unreadCount": 0}

    await tell(ada, "first", "second")

    page = await ada.get(INBOX)
    assert page["unreadCount"] == 2
    assert [item["title"] for item in page["items"]] == ["second", "first"]
    assert page["items"][1] == {
        "id": page["items"][1]["id"],
        "title": "first",
        "body": "first!",
        "data": {"deepLink": "/x"},
        "createdAt": "2026-11-21T12:00:00Z",
        "readAt": None,
    }


async def test_the_same_notice_is_there_once(ada: Someone, tell: Tell) -> None:
    await tell(ada, "tea", "tea")

    assert await titles(ada) == ["tea"]


async def test_a_notice_is_read_once_however_often_it_is_said(
    ada: Someone, tell: Tell, clock: FixedClock
) -> None:
    await tell(ada, "first", "second")
    first = (await ada.get(INBOX))["items"][1]

    answer = await read(ada, first["id"])
    clock.move(timedelta(hours=1))
    again = await read(ada, first["id"])

    assert answer.status_code == 200
    assert answer.json() == again.json() == first | {"readAt": "2026-11-21T12:00:00Z"}
    assert await titles(ada, status="unread") == ["second"]
    assert await titles(ada, status="all") == ["second", "first"]
    assert (await ada.get(INBOX, status="all"))["unreadCount"] == 1


async def test_all_can_be_read_at_once_and_what_comes_later_is_unread(
    ada: Someone, tell: Tell, clock: FixedClock
) -> None:
    await tell(ada, "first", "second")
    for _ in range(2):
        assert (await ada.client.post(f"{INBOX}/read-all")).status_code == 204
        clock.move(timedelta(hours=1))
    await tell(ada, "third")

    inbox = await ada.get(INBOX)
    assert inbox["unreadCount"] == 1
    assert [item["readAt"] for item in inbox["items"]] == [None] + ["2026-11-21T12:00:00Z"] * 2
    assert await titles(ada, status="unread") == ["third"]


@pytest.mark.parametrize("status", ["unread", "all"])
async def test_pages_stay_in_step_while_notices_come_and_are_read(
    ada: Someone, tell: Tell, status: str
) -> None:
    await tell(ada, *"abcdef")
    first = await ada.get(INBOX, limit=3, status=status)
    await tell(ada, "g")
    await read(ada, first["items"][0]["id"])

    rest = await ada.get(INBOX, limit=3, status=status, cursor=first["nextCursor"])

    seen = [item["title"] for page in (first, rest) for item in page["items"]]
    assert (seen, rest["nextCursor"]) == ([*"fedcba"], None)


async def test_nobody_reads_another_s_inbox(ada: Someone, bob: Someone, tell: Tell) -> None:
    await tell(ada, "secret")
    notification_id = (await ada.get(INBOX))["items"][0]["id"]

    assert await titles(bob) == []
    assert error_of(await read(bob, notification_id)) == (404, "notification_not_found")
    await bob.client.post(f"{INBOX}/read-all")

    assert (await ada.get(INBOX))["unreadCount"] == 1


async def test_a_wrong_status_is_named(ada: Someone) -> None:
    assert wrong_paths(await ada.client.get(INBOX, params={"status": "new"})) == ["status"]


async def test_the_inbox_is_for_signed_in_users(client: httpx.AsyncClient) -> None:
    for method, path in (("GET", ""), ("POST", "/x/read"), ("POST", "/read-all")):
        answer = await client.request(method, INBOX + path)
        assert (path, error_of(answer)) == (path, (401, "unauthenticated"))
