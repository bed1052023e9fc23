"""Wishlist items over HTTP: products, web addresses, free text, alternatives, order, validation."""

import asyncio
from datetime import timedelta
from random import Random
from string import ascii_letters
from typing import Any

import pytest

from builders.catalogue.rows import put_brand, put_product
from builders.core.clocks import FixedClock
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, error_of, wrong_paths
from builders.wishlists.api import BICYCLE, items_of, make_list, own_jointly, wish_for
from gifter_app.container import Container
from gifter_domain.shared.web_addresses import web_address
from gifter_domain.wishlists.places import Place

WHOLE = BICYCLE | {
    "imageUrl": "https://shop.example.com/bicycle.jpg",
    "notes": "size M",
    "priority": 1,
    "quantity": 2,
    "desiredPrice": 12900,
    "desiredCurrency": "EUR",
}


@pytest.fixture
async def trowel(container: Container) -> str:
    """Makes a product at £28 and returns its id."""
    await put_brand(container.database())
    await put_product(container.database(), primary_image_url="https://example.com/t.jpg")
    return "p1"


async def test_an_item_is_stored_as_it_was_sent(ada: Someone) -> None:
    made = await make_list(ada)

    item = await wish_for(ada, made, **WHOLE)

    assert item.pop("claim", None) is None
    ids = {name: item[name] for name in ("id", "wishId", "choiceId")}
    assert item == WHOLE | ids | {
        "wishlistId": made["id"],
        "productId": None,
        "product": None,
        "position": 0,
        "createdAt": "2026-11-21T12:00:00Z",
        "updatedAt": "2026-11-21T12:00:00Z",
    }


async def test_only_the_title_is_required(ada: Someone) -> None:
    item = await wish_for(ada, await make_list(ada), title=" Warm \n socks ")

    missing = ("externalUrl", "imageUrl", "notes", "priority", "desiredPrice", "desiredCurrency")
    assert (item["title"], item["quantity"]) == ("Warm socks", 1)
    assert {item[name] for name in missing} == {None}


async def test_a_product_item_keeps_its_title_and_shows_the_current_product(
    ada: Someone, container: Container, trowel: str
) -> None:
    made = await make_list(ada)
    item = await wish_for(ada, made, productId=trowel)

    assert (item["productId"], item["title"]) == (trowel, "Copper Hand Trowel")
    assert item["imageUrl"] == "https://example.com/t.jpg"
    shown: dict[str, Any] = {"title": "Copper Hand Trowel", "imageUrl": "https://example.com/t.jpg"}
    shown |= {"defaultPrice": 2800, "defaultCurrency": "GBP", "inStock": True, "url": None}
    assert item["product"] == shown
    await put_product(container.database(), title="Trowel", price_minor=3000, in_stock=False)
    [changed] = await items_of(ada, made)
    renamed = {"title": "Trowel", "defaultPrice": 3000, "inStock": False}
    assert changed == item | {"product": shown | renamed}
    await put_product(container.database(), status="draft")
    assert await items_of(ada, made) == [item | {"product": None}]
    other = await ada.client.post(
        f"/v1/wishlists/{(await make_list(ada))['id']}/items", json={"productId": "p2"}
    )
    assert error_of(other) == (404, "product_not_found")


CLEARED = ("externalUrl", "imageUrl", "notes", "priority", "quantity", "desiredPrice")


async def test_a_patch_changes_only_the_sent_fields_and_null_clears_one(
    ada: Someone, clock: FixedClock
) -> None:
    made = await make_list(ada)
    item = await wish_for(ada, made, **WHOLE)
    address = f"/v1/wishlist-items/{item['id']}"
    clock.move(timedelta(hours=1))

    untouched = await ada.client.patch(address, json={})
    changes = {"title": "A blue one", "externalUrl": "https://x.example/b", "priority": 2}
    changed = await ada.client.patch(address, json=changes | {"desiredPrice": 9900})
    cleared = await ada.client.patch(
        address,
        json=dict.fromkeys(CLEARED),
    )

    later = {"updatedAt": "2026-11-21T13:00:00Z"}
    assert untouched.json() == item
    assert changed.json() == item | changes | later | {"desiredPrice": 9900}
    empty = (*CLEARED, "desiredCurrency")
    assert cleared.json() == changed.json() | dict.fromkeys(empty)
    assert await items_of(ada, made) == [cleared.json()]


async def test_a_price_without_currency_uses_the_previous_one_or_the_profiles(
    ada: Someone,
) -> None:
    await ada.client.patch("/v1/me", json={"defaultCurrency": "CHF"})
    item = await wish_for(ada, await make_list(ada), title="Socks", desiredPrice=500)
    address = f"/v1/wishlist-items/{item['id']}"

    in_yen = await ada.client.patch(address, json={"desiredCurrency": "jpy"})
    more = await ada.client.patch(address, json={"desiredPrice": 600})

    prices = [(one["desiredPrice"], one["desiredCurrency"]) for one in (item, in_yen.json())]
    assert prices == [(500, "CHF"), (500, "JPY")]
    assert (more.json()["desiredPrice"], more.json()["desiredCurrency"]) == (600, "JPY")


SAME = [
    "https://shop.example.com/bicycle",
    " HTTP://www.Shop.example.com:80/%62icycle/?utm_source=mail#reviews ",
]
IN_NORMAL_FORM = "http://www.shop.example.com/bicycle/?utm_source=mail#reviews"


async def test_a_very_long_address_is_stored_and_matched(ada: Someone) -> None:
    made = await make_list(ada)
    incompressible = Random(7).choices(ascii_letters + "!()*',:@/$^`;{}|" * 5, k=2_020)
    long = f"https://x.example/?{''.join(incompressible)}"
    addresses = [f"{long}1", f"{long}2", f"{long}1#reviews"]

    one, other, again = [
        await wish_for(ada, made, title="Socks", externalUrl=url) for url in addresses
    ]

    assert one["externalUrl"] == web_address(addresses[0])
    assert other["wishId"] != one["wishId"] == again["wishId"]


async def test_null_in_a_new_item_means_the_same_as_a_missing_field(
    ada: Someone, trowel: str
) -> None:
    made = await make_list(ada)

    product = await wish_for(ada, made, productId=trowel, externalUrl=None)
    socks = dict.fromkeys(("productId", "externalUrl", "desiredPrice", "desiredCurrency"))
    item = await wish_for(ada, made, title="Socks", **socks)

    assert product["productId"] == trowel
    assert item | {"title": "Socks", "quantity": 1} | socks == item


async def test_a_product_item_cannot_have_an_address_of_its_own(ada: Someone, trowel: str) -> None:
    item = await wish_for(ada, await make_list(ada), productId=trowel)

    answer = await ada.client.patch(
        f"/v1/wishlist-items/{item['id']}", json={"externalUrl": SAME[0]}
    )

    assert wrong_paths(answer) == ["externalUrl"]


async def test_an_address_is_one_wish_on_all_lists_and_one_item_on_each(
    ada: Someone,
) -> None:
    one, other = await make_list(ada), await make_list(ada)
    first = await wish_for(ada, one, **WHOLE)

    again = await ada.client.post(
        f"/v1/wishlists/{one['id']}/items", json={"externalUrl": SAME[1], "quantity": 3}
    )
    second = await wish_for(ada, other, externalUrl=SAME[0], notes="for the other list")

    assert again.status_code == 200
    assert again.json() == first | {"externalUrl": IN_NORMAL_FORM, "quantity": 3}
    assert (second["wishId"], second["choiceId"]) == (first["wishId"], first["choiceId"])
    assert (second["title"], second["quantity"]) == ("A red bicycle", 3)
    assert (second["notes"], first["notes"]) == ("for the other list", "size M")
    await ada.client.delete(f"/v1/wishlist-items/{first['id']}")
    assert await items_of(ada, one) == []
    assert await items_of(ada, other) == [second]


async def test_concurrent_additions_of_a_product_make_one_wish(ada: Someone, trowel: str) -> None:
    lists = [await make_list(ada) for _ in range(3)]

    answers = await asyncio.gather(
        *(
            ada.client.post(f"/v1/wishlists/{one['id']}/items", json={"productId": trowel})
            for one in lists * 4
        )
    )

    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201] * 3
    assert len({answer.json()["wishId"] for answer in answers}) == 1
    assert len({answer.json()["id"] for answer in answers}) == 3


async def test_different_recipients_have_different_wishes_for_one_product(
    ada: Someone, trowel: str
) -> None:
    mum, dad = await make_recipient(ada, name="Mum"), await make_recipient(ada, name="Dad")
    lists = [await make_list(ada)]
    lists += [await make_list(ada, recipientId=one["id"]) for one in (mum, dad)]

    wishes = {(await wish_for(ada, one, productId=trowel))["wishId"] for one in lists}

    assert len(wishes) == 3


async def test_a_new_wish_can_be_an_alternative_to_another(ada: Someone) -> None:
    made = await make_list(ada)
    red = await wish_for(ada, made, title="Red")
    path = f"/v1/wishlists/{made['id']}/items"

    blue = await wish_for(ada, made, title="Blue", externalUrl=SAME[0], alternativeTo=red["id"])
    known = {"externalUrl": SAME[1], "alternativeTo": red["id"]}
    nowhere = {"title": "Green", "alternativeTo": "nothing"}

    assert blue["choiceId"] == red["choiceId"]
    assert error_of(await ada.client.post(path, json=known)) == (409, "already_wished")
    refused = await ada.client.post(path, json=nowhere)
    assert error_of(refused) == (404, "wishlist_item_not_found")
    assert await items_of(ada, made) == [red, blue]


async def test_an_address_of_another_wish_is_refused(ada: Someone) -> None:
    made = await make_list(ada)
    bicycle, socks = await wish_for(ada, made), await wish_for(ada, made, title="Socks")

    answer = await ada.client.patch(
        f"/v1/wishlist-items/{socks['id']}", json={"externalUrl": SAME[1]}
    )

    assert error_of(answer) == (409, "already_wished")
    assert await items_of(ada, made) == [bicycle, socks]


async def test_items_are_listed_in_the_order_that_an_owner_sets(ada: Someone, bob: Someone) -> None:
    await ada.befriend(bob)
    made = await make_list(ada)
    await own_jointly(ada, made, bob)
    ids = [(await wish_for(ada, made, title=f"W{n}"))["id"] for n in range(4)]
    path = f"/v1/wishlists/{made['id']}/items/order"

    wanted = [ids[2], ids[0], ids[3], ids[1]]
    assert (await bob.client.put(path, json={"itemIds": wanted})).status_code == 204
    assert [item["id"] for item in await items_of(ada, made)] == wanted
    for wrong in (ids[:3], [*ids, "more"], [*ids[:3], ids[0]], []):
        assert wrong_paths(await ada.client.put(path, json={"itemIds": wrong})) == ["itemIds"]
    last = await wish_for(ada, made, title="last")
    await ada.client.delete(f"/v1/wishlist-items/{ids[0]}")
    left = [item["id"] for item in await items_of(bob, made)]
    assert left == [ids[2], ids[3], ids[1], last["id"]]


async def test_concurrent_changes_of_items_leave_a_complete_list(ada: Someone) -> None:
    made = await make_list(ada)
    ids = [(await wish_for(ada, made, title=f"W{n}"))["id"] for n in range(6)]
    path = f"/v1/wishlists/{made['id']}/items"

    answers = await asyncio.gather(
        *(ada.client.delete(f"/v1/wishlist-items/{one}") for one in ids[:3]),
        *(ada.client.put(f"{path}/order", json={"itemIds": ids[::-1]}) for _ in range(3)),
        *(ada.client.post(path, json={"title": f"N{n}"}) for n in range(3)),
    )

    assert {answer.status_code for answer in answers} <= {201, 204, 400}
    left = [item["title"] for item in await items_of(ada, made)]
    assert sorted(left) == ["N0", "N1", "N2", "W3", "W4", "W5"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"externalUrl": "javascript:alert(1)"}, "externalUrl"),
    ({"externalUrl": "http://[::1"}, "externalUrl"),
    ({"imageUrl": "/t.jpg"}, "imageUrl"),
    ({"notes": "a\0"}, "notes"),
    ({"notes": "x" * 2001}, "notes"),
    ({"priority": 0}, "priority"),
    ({"priority": 6}, "priority"),
    ({"quantity": 0}, "quantity"),
    ({"quantity": 10_000}, "quantity"),
    ({"quantity": 1.5}, "quantity"),
    ({"desiredPrice": 0}, "desiredPrice"),
    ({"desiredPrice": 10**13}, "desiredPrice"),
    ({"desiredPrice": 1, "desiredCurrency": "XXX"}, "desiredCurrency"),
    ({"desiredCurrency": "GBP"}, "desiredPrice"),
    ({"wishId": "w1"}, "wishId"),
]


async def test_an_invalid_field_is_reported_and_changes_nothing(ada: Someone, trowel: str) -> None:
    made = await make_list(ada)
    path = f"/v1/wishlists/{made['id']}/items"
    new: list[tuple[dict[str, Any], str]] = [
        ({"productId": trowel, "externalUrl": SAME[0]}, "externalUrl"),
        ({"productId": "a\0"}, "productId"),
        ({"alternativeTo": "a\0"}, "alternativeTo"),
    ]
    for body, wrong in [*WRONG, *new]:
        answer = await ada.client.post(path, json={"title": "Socks"} | body)
        assert (body, wrong_paths(answer)) == (body, [wrong])
    for body in ({}, {"externalUrl": SAME[0]}):
        assert wrong_paths(await ada.client.post(path, json=body)) == ["title"]
    assert await items_of(ada, made) == []

    item = await wish_for(ada, made, title="Socks")
    for body, wrong in [*WRONG, ({"productId": trowel}, "productId")]:
        answer = await ada.client.patch(f"/v1/wishlist-items/{item['id']}", json=body)
        assert (body, wrong_paths(answer)) == (body, [wrong])
    assert await items_of(ada, made) == [item]


async def test_a_list_holds_at_most_500_items(ada: Someone, container: Container) -> None:
    made = await make_list(ada)
    async with container.transactions()() as tx:
        locked = await tx.wishlists.lock(ada.id, made["id"])
        for n in range(500):
            await tx.wishes.add(locked, f"w{n}", {"title": f"W{n}"})
            await tx.wishes.place(locked, Place(f"i{n}", f"w{n}", n), {})

    answer = await ada.client.post(f"/v1/wishlists/{made['id']}/items", json={"title": "more"})

    assert error_of(answer) == (409, "wishlist_full")
