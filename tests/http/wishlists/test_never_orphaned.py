"""Givers are told of every change once, whichever owner makes it; claims keep what they were."""

from collections import Counter

from sqlalchemy import select

from builders.claims import claim, promised
from builders.people import Join, Someone
from builders.wishlists import make_list, own_jointly, wish_for
from gifter_adapters.postgres.tables.notifications import notification
from gifter_app.container import Container

CHANGED, GONE = "A wish that you claimed has changed", "A wish that you claimed is gone"
CUPS = {"title": "Cups", "externalUrl": "https://shop.example.com/cups", "desiredPrice": 1200}


async def told(container: Container) -> Counter[tuple[str, str, str]]:
    """How often whom was told what of which claim."""
    row = notification.c
    async with container.database().reads() as connection:
        found = await connection.execute(select(row.user_id, row.data, row.title))
        return Counter((user_id, data["claimId"], title) for user_id, data, title in found)


async def test_each_giver_is_told_once_of_what_any_owner_does_and_no_owner_is_told(
    container: Container, ada: Someone, bob: Someone, join: Join
) -> None:
    gil, liv = await join("gil"), await join("liv")
    await ada.befriend(bob)
    ours, other = [await make_list(ada, visibility="PUBLIC") for _ in range(2)]
    await own_jointly(ada, ours, bob)
    item = await wish_for(ada, ours, **CUPS, quantity=6)
    await wish_for(ada, other, **CUPS)
    parts = [(gil, {"quantity": 1}), (gil, {"quantity": 2}), (liv, {"shareMinor": 500})]
    first, _, other_giver = [
        (who.id, (await claim(who, item, **part))["id"]) for who, part in parts
    ]
    changed, gone = [
        {(*one, title): 1 for one in (first, other_giver)} for title in (CHANGED, GONE)
    ]

    await bob.client.patch(f"/v1/wishlist-items/{item['id']}", json={"title": "Mugs"})
    assert await told(container) == changed
    assert (await ada.client.delete(f"/v1/wishlists/{ours['id']}")).status_code == 204
    assert await told(container) == changed
    assert (await ada.client.delete(f"/v1/wishlists/{other['id']}")).status_code == 204

    assert await told(container) == changed | gone
    for mine in [*await promised(gil), *await promised(liv)]:
        assert (mine["wish"]["title"], mine["wish"]["price"]) == ("Cups", 1200)
        assert mine["wishFate"] == "GONE"


async def test_the_same_wish_made_anew_is_another_which_nobody_claims(
    ada: Someone, bob: Someone
) -> None:
    public = await make_list(ada, visibility="PUBLIC")
    item = await wish_for(ada, public, **CUPS)
    before = await claim(bob, item)
    await ada.client.delete(f"/v1/wishlist-items/{item['id']}")

    again = await wish_for(ada, public, **CUPS)

    assert again["wishId"] != item["wishId"]
    await claim(bob, again)
    first, _ = await promised(bob)
    assert (first["id"], first["wishFate"]) == (before["id"], "GONE")
