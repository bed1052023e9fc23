"""The inbox over HTTP: pages, unread counts, marking as read, and access."""

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
AddNotifications = Callable[..., Awaitable[None]]


@pytest.fixture
def add_notifications(container: Container) -> AddNotifications:
    """Returns a function that adds one notification per name to a user's inbox."""

    async def add_all(someone: Someone, *names: str) -> None:
        for name in names:
            notification = NewNotification(someone.id, name, f"{name}!", {"deepLink": "/x"}, name)
            async with container.transactions()() as tx:
                await tx.inbox.add([notification])

    return add_all


async def titles(someone: Someone, **params: Any) -> list[str]:
    return [item["title"] for item in (await someone.get(INBOX, **params))["items"]]


async def mark_as_read(someone: Someone, notification_id: str) -> httpx.Response:
    return await someone.client.post(f"{INBOX}/{notification_id}/read")


async def test_an_inbox_lists_the_newest_first_with_the_unread_count(
    ada: Someone, add_notifications: AddNotifications
) -> None:
    assert await ada.get(INBOX) == {"items": [], "nextCursor": None, "unreadCount": 0}

    await add_notifications(ada, "first", "second")

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


async def test_a_repeated_notice_is_stored_once(
    ada: Someone, add_notifications: AddNotifications
) -> None:
    await add_notifications(ada, "tea", "tea")

    assert await titles(ada) == ["tea"]


async def test_marking_a_notification_as_read_twice_keeps_the_first_time(
    ada: Someone, add_notifications: AddNotifications, clock: FixedClock
) -> None:
    await add_notifications(ada, "first", "second")
    first = (await ada.get(INBOX))["items"][1]

    answer = await mark_as_read(ada, first["id"])
    clock.move(timedelta(hours=1))
    again = await mark_as_read(ada, first["id"])

    assert answer.status_code == 200
    assert answer.json() == again.json() == first | {"readAt": "2026-11-21T12:00:00Z"}
    assert await titles(ada, status="unread") == ["second"]
    assert await titles(ada, status="all") == ["second", "first"]
    assert (await ada.get(INBOX, status="all"))["unreadCount"] == 1


async def test_read_all_marks_the_present_notifications_only(
    ada: Someone, add_notifications: AddNotifications, clock: FixedClock
) -> None:
    await add_notifications(ada, "first", "second")
    for _ in range(2):
        assert (await ada.client.post(f"{INBOX}/read-all")).status_code == 204
        clock.move(timedelta(hours=1))
    await add_notifications(ada, "third")

    inbox = await ada.get(INBOX)
    assert inbox["unreadCount"] == 1
    assert [item["readAt"] for item in inbox["items"]] == [None] + ["2026-11-21T12:00:00Z"] * 2
    assert await titles(ada, status="unread") == ["third"]


@pytest.mark.parametrize("status", ["unread", "all"])
async def test_pages_stay_consistent_while_notifications_arrive_and_are_read(
    ada: Someone, add_notifications: AddNotifications, status: str
) -> None:
    await add_notifications(ada, *"abcdef")
    first = await ada.get(INBOX, limit=3, status=status)
    await add_notifications(ada, "g")
    await mark_as_read(ada, first["items"][0]["id"])

    rest = await ada.get(INBOX, limit=3, status=status, cursor=first["nextCursor"])

    seen = [item["title"] for page in (first, rest) for item in page["items"]]
    assert (seen, rest["nextCursor"]) == ([*"fedcba"], None)


async def test_another_users_inbox_is_not_accessible(
    ada: Someone, bob: Someone, add_notifications: AddNotifications
) -> None:
    await add_notifications(ada, "secret")
    notification_id = (await ada.get(INBOX))["items"][0]["id"]

    assert await titles(bob) == []
    assert error_of(await mark_as_read(bob, notification_id)) == (404, "notification_not_found")
    await bob.client.post(f"{INBOX}/read-all")

    assert (await ada.get(INBOX))["unreadCount"] == 1


async def test_an_invalid_status_is_reported(ada: Someone) -> None:
    assert wrong_paths(await ada.client.get(INBOX, params={"status": "new"})) == ["status"]


async def test_the_inbox_needs_a_signed_in_user(client: httpx.AsyncClient) -> None:
    for method, path in (("GET", ""), ("POST", "/x/read"), ("POST", "/read-all")):
        answer = await client.request(method, INBOX + path)
        assert (path, error_of(answer)) == (path, (401, "unauthenticated"))
