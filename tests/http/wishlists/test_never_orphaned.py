"""Claims survive changes and removal of a wish, and each giver gets one notice of each change."""

from collections import Counter

from sqlalchemy import select

from builders.catalogue.rows import put_brand, put_product
from builders.people.users import Join, Someone, error_of
from builders.wishlists.api import items_of, make_list, own_jointly, wish_for
from builders.wishlists.claims_api import claim, claims_of, try_to_claim
from gifter_adapters.postgres.notifications.tables import notification
from gifter_app.container import Container

CHANGED, GONE, BACK = [
    f"A wish that you claimed {what}" for what in ("has changed", "is gone", "is back")
]
CUPS = {"title": "Cups", "externalUrl": "https://shop.example.com/cups", "desiredPrice": 1200}


async def count_notices(container: Container) -> Counter[tuple[str, str, str]]:
    """Counts the notices about claims by user, claim and title."""
    row = notification.c
    async with container.database().reads() as connection:
        found = await connection.execute(select(row.user_id, row.data, row.title))
        return Counter(
            (user_id, data["claimId"], title) for user_id, data, title in found if "claimId" in data
        )


async def test_a_change_by_any_owner_sends_each_giver_one_notice(
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
    assert await count_notices(container) == changed
    assert (await ada.client.delete(f"/v1/wishlists/{ours['id']}")).status_code == 204
    assert await count_notices(container) == changed
    assert (await ada.client.delete(f"/v1/wishlists/{other['id']}")).status_code == 204

    assert await count_notices(container) == changed | gone
    for mine in [*await claims_of(gil), *await claims_of(liv)]:
        assert (mine["wish"]["title"], mine["wish"]["price"]) == ("Cups", 1200)
        assert mine["wishFate"] == "GONE"


async def test_a_removed_wish_that_is_added_again_has_its_claims(
    container: Container, ada: Someone, bob: Someone, join: Join
) -> None:
    viv = await join("viv")
    old, new = [await make_list(ada, visibility="PUBLIC") for _ in range(2)]
    cups = await wish_for(ada, old, **CUPS, notes="Blue", quantity=3)
    mine = await claim(bob, cups, quantity=1)
    await ada.client.delete(f"/v1/wishlist-items/{cups['id']}")

    again = await wish_for(ada, new, **CUPS)

    assert [again[name] for name in ("wishId", "notes", "quantity")] == [cups["wishId"], None, 1]
    assert error_of(await try_to_claim(viv, again)) == (409, "item_fully_claimed")
    assert [(one["id"], one["wishFate"]) for one in await claims_of(bob)] == [
        (mine["id"], "UNCHANGED")
    ]
    assert await count_notices(container) == {
        (bob.id, mine["id"], title): 1 for title in (GONE, BACK)
    }


async def test_givers_get_a_notice_of_each_removal_and_return_of_a_wish(
    container: Container, ada: Someone, bob: Someone
) -> None:
    public = await make_list(ada, visibility="PUBLIC")
    item = await wish_for(ada, public, **CUPS)
    mine = await claim(bob, item)

    for wish in (CUPS, CUPS | {"desiredPrice": 1300}):
        await ada.client.delete(f"/v1/wishlist-items/{item['id']}")
        item = await wish_for(ada, public, **wish)

    times = {GONE: 2, BACK: 2}
    assert await count_notices(container) == {
        (bob.id, mine["id"], title): n for title, n in times.items()
    }
    assert [one["wishFate"] for one in await claims_of(bob)] == ["CHANGED"]
    newest = (await bob.get("/v1/notifications"))["items"][0]
    assert newest["body"].endswith("wished for again, but not as it was. Have a look.")


async def test_a_product_added_again_has_its_claims(
    container: Container, ada: Someone, bob: Someone
) -> None:
    await put_brand(container.database())
    await put_product(container.database())
    public = await make_list(ada, visibility="PUBLIC")
    trowel = await wish_for(ada, public, productId="p1")
    await claim(bob, trowel)
    await ada.client.delete(f"/v1/wishlist-items/{trowel['id']}")

    again = await wish_for(ada, public, productId="p1")

    assert again == trowel | {"id": again["id"]}
    assert error_of(await try_to_claim(bob, again)) == (409, "item_fully_claimed")


async def test_a_removed_wish_does_not_prevent_another_wish_for_the_same_address(
    ada: Someone, bob: Someone
) -> None:
    public = await make_list(ada, visibility="PUBLIC")
    removed = [
        await wish_for(ada, public, title=title, externalUrl=f"https://shop.example.com/{title}")
        for title in ("cups", "mugs")
    ]
    kettle = await wish_for(ada, public, title="Kettle")
    for item in removed:
        await claim(bob, item)
        await ada.client.delete(f"/v1/wishlist-items/{item['id']}")
    cups, mugs = [{"externalUrl": item["externalUrl"]} for item in removed]

    moved = await ada.client.patch(f"/v1/wishlist-items/{kettle['id']}", json=cups)
    either = await wish_for(ada, public, title="Mugs", alternativeTo=kettle["id"], **mugs)

    assert (moved.status_code, moved.json()["wishId"]) == (200, kettle["wishId"])
    assert either["choiceId"] == kettle["choiceId"]
    assert either["wishId"] != removed[1]["wishId"]
    await claim(bob, either)
    assert [one["wishFate"] for one in await claims_of(bob)] == ["GONE", "GONE", "UNCHANGED"]


async def test_an_alternative_added_again_is_still_an_alternative(
    ada: Someone, bob: Someone
) -> None:
    public = await make_list(ada, visibility="PUBLIC")
    kettle = await wish_for(ada, public, title="Kettle")
    cups = CUPS | {"alternativeTo": kettle["id"]}
    await claim(bob, await wish_for(ada, public, **cups))
    for wish in (CUPS, cups):
        (item,) = [one for one in await items_of(ada, public) if one["title"] == "Cups"]
        await ada.client.delete(f"/v1/wishlist-items/{item['id']}")
        assert (await wish_for(ada, public, **wish))["choiceId"] == kettle["choiceId"]

    for item in await items_of(bob, public):
        assert error_of(await try_to_claim(bob, item)) == (409, "item_fully_claimed")
