"""Notifications of friend requests, accepted requests and shared lists."""

from builders.people.users import Join, Someone
from builders.wishlists.api import make_list, own_jointly


async def titles(reader: Someone) -> list[str]:
    return [one["title"] for one in (await reader.get("/v1/notifications"))["items"]]


async def test_both_sides_of_a_friend_request_are_notified(ada: Someone, bob: Someone) -> None:
    request = (await ada.ask(bob)).json()
    await ada.ask(bob)
    assert (await titles(bob), await titles(ada)) == (["Ada would like to be your friend"], [])

    for _ in range(2):
        await bob.answer(request["id"], "accept")

    assert await titles(ada) == ["Bob is your friend now"]
    (notice,) = (await ada.get("/v1/notifications"))["items"]
    assert notice["data"] == {"friendshipId": request["id"], "deepLink": "gifter://friends"}


async def test_a_crossing_request_notifies_the_first_who_asked(ada: Someone, bob: Someone) -> None:
    await ada.ask(bob)
    await bob.ask(ada)

    assert await titles(ada) == ["Bob is your friend now"]
    assert await titles(bob) == ["Ada would like to be your friend"]


async def test_asking_again_after_cancelling_gives_no_second_notification(
    ada: Someone, bob: Someone
) -> None:
    for _ in range(2):
        request = (await ada.ask(bob)).json()
        await ada.client.delete(f"/v1/friend-requests/{request['id']}")

    assert await titles(bob) == ["Ada would like to be your friend"]


async def test_a_declined_request_notifies_nobody_else(ada: Someone, bob: Someone) -> None:
    request = (await ada.ask(bob)).json()
    await bob.answer(request["id"], "decline")

    assert await titles(ada) == []


async def test_a_new_joint_owner_is_notified_once(ada: Someone, bob: Someone) -> None:
    await ada.befriend(bob)
    wishlist = await make_list(ada, title="Our home")
    for _ in range(2):
        await own_jointly(ada, wishlist, bob)

    assert "Ada shares a list with you" in await titles(bob)
    newest = (await bob.get("/v1/notifications"))["items"][0]
    assert newest["body"] == "You both look after “Our home” now."
    assert newest["data"]["wishlistId"] == wishlist["id"]


async def test_a_block_removes_the_notifications_about_each_other(
    ada: Someone, bob: Someone, join: Join
) -> None:
    cyd = await join("Cyd")
    await cyd.ask(bob)
    await ada.befriend(bob)

    await bob.block(ada)

    assert await titles(ada) == []
    assert await titles(bob) == ["Cyd would like to be your friend"]
