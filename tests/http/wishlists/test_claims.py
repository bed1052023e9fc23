"""Claims over HTTP: claiming, visibility, shares, expiry, notices to givers, guests."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update

from builders.catalogue.rows import put_brand, put_product
from builders.core.clocks import FixedClock
from builders.people.users import Join, Someone, error_of, wrong_paths
from builders.wishlists.api import items_of, make_list, own_jointly, share, wish_for
from builders.wishlists.claims_api import (
    change_claim,
    claim,
    claims_of,
    release,
    renew,
    try_to_claim,
)
from gifter_adapters.postgres.identity.tables import user_account
from gifter_adapters.postgres.notifications.tables import notification
from gifter_adapters.postgres.wishlists.tables import claim_book, wish_claim
from gifter_app.container import Container
from gifter_domain.shared.errors import GifterError
from gifter_domain.wishlists.claims.rules import ClaimNotFound, ItemFullyClaimed
from gifter_domain.wishlists.sharing import SharedListNotFound

A_MONTH = timedelta(days=30)


@pytest.fixture
async def cy(join: Join) -> Someone:
    return await join("cy")


@pytest.fixture
async def public(ada: Someone) -> dict[str, object]:
    return await make_list(ada, visibility="PUBLIC")


async def notices(container: Container, user: Someone) -> list[tuple[str, str]]:
    mine = select(notification.c.title, notification.c.body).where(
        notification.c.user_id == user.id
    )
    async with container.database().reads() as connection:
        return [tuple(row) for row in await connection.execute(mine.order_by(notification.c.id))]


async def test_a_claim_is_shown_to_givers_and_hidden_from_the_owner(
    ada: Someone, bob: Someone, cy: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Cups", quantity=6, desiredPrice=1200)
    made = await claim(bob, item, quantity=2)
    await change_claim(bob, made, note="  The blue ones. ")
    theirs = await claim(cy, item)
    await change_claim(cy, theirs, note="The green one.")

    [seen] = await items_of(cy, public)
    [own] = await items_of(bob, public)
    [blind] = await items_of(ada, public)

    assert made["status"] == "RESERVED"
    assert made["expiresAt"] == "2026-12-21T12:00:00Z"
    assert made["wish"]["title"] == "Cups"
    assert made["wish"]["price"] == 1200
    assert made["wish"]["ownerName"] == "Ada"
    assert seen["claim"] == {
        "status": "PARTLY",
        "claimedQuantity": 3,
        "remaining": 3,
        "sharedMinor": 0,
        "sharePriceMinor": None,
        "shareCurrency": None,
        "mine": [theirs | {"note": "The green one."}],
        "givers": [
            {
                "person": bob.seen,
                "guestName": None,
                "quantity": 2,
                "shareMinor": None,
                "currency": None,
                "status": "RESERVED",
                "note": "The blue ones.",
            }
        ],
    }
    assert [mine["id"] for mine in own["claim"]["mine"]] == [made["id"]]
    assert [giver["person"] for giver in own["claim"]["givers"]] == [cy.seen]
    assert blind == item
    assert blind["claim"] is None


async def test_givers_names_are_shown_to_other_givers_and_after_the_reveal_to_the_owner(
    clock: FixedClock, join: Join, ada: Someone, bob: Someone, cy: Someone
) -> None:
    soon = await make_list(ada, visibility="PUBLIC", revealAt="2026-12-01T00:00:00Z")
    item = await wish_for(ada, soon, title="Cups", quantity=3)
    await change_claim(bob, await claim(bob, item), note="Hide it at mum's.")
    expiring, stranger = await claim(cy, item), await join("stranger")
    clock.move(A_MONTH / 2)

    [seen] = await items_of(stranger, soon)
    assert (seen["claim"]["claimedQuantity"], seen["claim"]["givers"]) == (2, [])
    [seen] = await items_of(ada, soon)
    thanked = [(giver["person"]["id"], giver["note"]) for giver in seen["claim"]["givers"]]
    assert sorted(thanked) == sorted([(bob.id, None), (cy.id, None)])
    [seen] = await items_of(cy, soon)
    assert [giver["note"] for giver in seen["claim"]["givers"]] == ["Hide it at mum's."]
    await release(cy, expiring)
    [seen] = await items_of(cy, soon)
    assert (seen["claim"]["claimedQuantity"], seen["claim"]["givers"]) == (1, [])


async def test_a_claim_of_more_than_remains_is_refused(
    ada: Someone, bob: Someone, cy: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Cups", quantity=3, desiredPrice=1000)
    await claim(bob, item, quantity=1)
    await claim(bob, item, shareMinor=1500)

    too_many = await try_to_claim(cy, item)
    too_much = await try_to_claim(cy, item, shareMinor=501)
    await claim(cy, item, shareMinor=500)

    assert error_of(too_many) == error_of(too_much) == (409, "item_fully_claimed")
    assert too_many.json()["error"]["details"] == {
        "remaining": 0,
        "remainingMinor": 500,
        "currency": "GBP",
    }
    [seen] = await items_of(cy, public)
    assert (seen["claim"]["status"], seen["claim"]["sharedMinor"]) == ("TAKEN", 2000)


async def test_shares_keep_the_currency_of_the_first_share_when_the_price_changes(
    ada: Someone, bob: Someone, cy: Someone, public: dict[str, object]
) -> None:
    euros, yen = [
        {"desiredPrice": price, "desiredCurrency": currency}
        for price, currency in ((1000, "EUR"), (150_000, "JPY"))
    ]
    item = await wish_for(ada, public, title="Tent", **euros)
    first = await claim(bob, item, shareMinor=400, currency="eur")
    await ada.client.patch(f"/v1/wishlist-items/{item['id']}", json=yen)

    in_yen = await try_to_claim(cy, item, shareMinor=500, currency="JPY")
    too_much = await try_to_claim(cy, item, shareMinor=75_000)
    second = await claim(cy, item, shareMinor=500)

    assert error_of(in_yen) == (409, "other_currency")
    assert in_yen.json()["error"]["details"] == {"currency": "EUR"}
    left = {"remaining": 0, "remainingMinor": 600, "currency": "EUR"}
    assert too_much.json()["error"]["details"] == left
    assert [one["currency"] for one in (first, second)] == ["EUR", "EUR"]
    [seen] = await items_of(bob, public)
    shared = {"sharedMinor": 900, "sharePriceMinor": 1000, "shareCurrency": "EUR"}
    assert seen["claim"] == seen["claim"] | shared
    [giver] = seen["claim"]["givers"]
    assert (giver["shareMinor"], giver["currency"]) == (500, "EUR")


async def test_after_the_last_share_is_released_a_new_share_uses_the_current_price(
    ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Tent", desiredPrice=1000, desiredCurrency="EUR")
    await release(bob, await claim(bob, item, shareMinor=400))
    change = {"desiredPrice": 150_000, "desiredCurrency": "JPY"}
    await ada.client.patch(f"/v1/wishlist-items/{item['id']}", json=change)

    in_euros = await try_to_claim(bob, item, shareMinor=400, currency="EUR")

    assert error_of(in_euros) == (409, "other_currency")
    assert (await claim(bob, item, shareMinor=150_000, currency="JPY"))["currency"] == "JPY"


async def test_a_claim_without_a_body_is_one_unit(
    ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Cups", quantity=2)

    answer = await bob.client.post(f"/v1/wishlist-items/{item['id']}/claims")

    assert (answer.status_code, answer.json()["quantity"]) == (201, 1)


async def test_a_wish_without_a_quantity_limit_is_never_taken(
    ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Books", quantity=None)
    for _ in range(3):
        await claim(bob, item, quantity=9_999)

    [seen] = await items_of(bob, public)

    assert (seen["claim"]["status"], seen["claim"]["remaining"]) == ("PARTLY", None)
    assert error_of(await try_to_claim(bob, item, shareMinor=1)) == (409, "wish_has_no_price")


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"quantity": 1, "shareMinor": 1}, "shareMinor"),
        ({"quantity": 1, "currency": "GBP"}, "currency"),
        ({"shareMinor": 1, "currency": "XXX"}, "currency"),
        ({"quantity": 0}, "quantity"),
        ({"shareMinor": 0}, "shareMinor"),
        ({"quantity": 10_000}, "quantity"),
        ({"giverId": 1}, "giverId"),
    ],
)
async def test_an_invalid_part_is_refused(
    ada: Someone, bob: Someone, public: dict[str, object], part: dict[str, int], path: str
) -> None:
    item = await wish_for(ada, public)

    assert wrong_paths(await try_to_claim(bob, item, **part)) == [path]


async def test_owners_cannot_claim_unless_the_list_is_for_somebody_else(
    ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    await ada.befriend(bob)
    item = await wish_for(ada, public)
    recipient = await ada.client.post("/v1/recipients", json={"type": "EXTERNAL", "name": "Mum"})
    kept = await make_list(ada, recipientId=recipient.json()["id"])
    hers = await wish_for(ada, kept, title="A scarf")

    assert error_of(await try_to_claim(ada, item)) == (409, "own_wish")
    await own_jointly(ada, public, bob)
    assert error_of(await try_to_claim(bob, item)) == (409, "own_wish")
    await claim(ada, hers)
    [seen] = await items_of(ada, kept)
    assert seen["claim"]["status"] == "TAKEN"


async def test_a_wish_that_the_user_cannot_read_cannot_be_claimed(
    ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    private = await wish_for(ada, await make_list(ada))
    there = await wish_for(ada, public, title="A scarf")
    made = await claim(bob, there)

    assert error_of(await try_to_claim(bob, private)) == (404, "wishlist_item_not_found")
    for refused in (
        await change_claim(ada, made, status="BOUGHT"),
        await renew(ada, made),
        await release(ada, made),
    ):
        assert error_of(refused) == (404, "claim_not_found")


async def test_a_wish_on_two_lists_is_claimed_once(
    ada: Someone, bob: Someone, cy: Someone, public: dict[str, object]
) -> None:
    other = await make_list(ada, visibility="PUBLIC", title="Christmas")
    here, there = await wish_for(ada, public), await wish_for(ada, other)

    await claim(bob, here)

    assert here["wishId"] == there["wishId"]
    assert error_of(await try_to_claim(cy, there)) == (409, "item_fully_claimed")
    [seen] = await items_of(cy, other)
    assert seen["claim"]["status"] == "TAKEN"


async def test_only_one_of_several_alternatives_is_claimed(
    ada: Someone, bob: Someone, cy: Someone, public: dict[str, object]
) -> None:
    tent = await wish_for(ada, public, title="A tent", quantity=2)
    boat = await wish_for(ada, public, title="A boat", alternativeTo=tent["id"], quantity=2)
    made = await claim(bob, tent)

    refused = await try_to_claim(cy, boat)
    [_, seen] = await items_of(cy, public)
    await release(bob, made)
    await claim(cy, boat)

    assert error_of(refused) == (409, "item_fully_claimed")
    assert (seen["claim"]["status"], seen["claim"]["claimedQuantity"]) == ("TAKEN", 0)


async def test_a_viewer_blind_to_one_alternative_is_blind_to_the_other(
    clock: FixedClock, ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    soon = await make_list(ada, visibility="PUBLIC", revealAt="2026-12-01T00:00:00Z")
    tent = await wish_for(ada, public, title="A tent", externalUrl="https://a.example/tent")
    boat = {"title": "A boat", "externalUrl": "https://a.example/boat"}
    here = await wish_for(ada, public, **boat, alternativeTo=tent["id"])
    await wish_for(ada, soon, **boat)
    await ada.client.delete(f"/v1/wishlist-items/{here['id']}")
    await claim(bob, tent)
    clock.move(A_MONTH / 2)

    [seen] = await items_of(ada, soon)

    assert seen["claim"] is None


async def test_a_reservation_expires_after_30_days_unless_renewed_or_bought(
    clock: FixedClock,
    container: Container,
    ada: Someone,
    bob: Someone,
    cy: Someone,
    public: dict[str, object],
) -> None:
    item = await wish_for(ada, public, title="Cups", quantity=3)
    expiring, renewed, bought = [await claim(bob, item) for _ in range(3)]
    clock.move(A_MONTH / 2)
    assert (await renew(bob, renewed)).json()["expiresAt"] == "2027-01-05T12:00:00Z"
    assert (await change_claim(bob, bought, status="BOUGHT")).json()["expiresAt"] is None
    assert (await renew(bob, bought)).json()["status"] == "BOUGHT"
    clock.move(A_MONTH / 2)

    assert [mine["id"] for mine in await claims_of(bob)] == [renewed["id"], bought["id"]]
    assert error_of(await release(bob, expiring)) == (404, "claim_not_found")
    await claim(cy, item)
    clock.move(A_MONTH)
    await container.wishlists().claim_wishes.remove_expired()

    async with container.database().reads() as connection:
        assert (await connection.execute(select(wish_claim.c.id))).scalars() == [bought["id"]]
        assert await connection.scalar(select(claim_book.c.claimed_units)) == 1


async def test_a_bought_claim_can_become_a_reservation_again(
    ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    made = await claim(bob, await wish_for(ada, public))
    await change_claim(bob, made, status="BOUGHT")

    again = (await change_claim(bob, made, status="RESERVED", note=None)).json()

    assert again == made


async def test_the_users_claims_are_listed_by_wishlist_with_the_wish_as_it_was(
    container: Container, ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    await put_brand(container.database())
    await put_product(container.database(), "p1", primary_image_url="https://a.example/1.png")
    other = await make_list(ada, visibility="PUBLIC", title="Christmas")
    late = await claim(bob, await wish_for(ada, other, title="A scarf"))
    early = await claim(bob, await wish_for(ada, public, productId="p1"))

    first = await bob.get("/v1/claims/mine", limit=1)
    second = await bob.get("/v1/claims/mine", limit=1, cursor=first["nextCursor"])

    assert [first["items"], second["items"]] == [[early], [late]]
    assert second["nextCursor"] is None
    assert early["wish"] == {
        "title": "Copper Hand Trowel",
        "url": None,
        "imageUrl": "https://a.example/1.png",
        "price": 2800,
        "currency": "GBP",
        "wishlistId": public["id"],
        "wishlistTitle": "Birthday",
        "ownerId": ada.id,
        "ownerName": "Ada",
    }


CHANGES = [
    {"title": "A blue bicycle"},
    {"externalUrl": "https://shop.example.com/blue"},
    {"desiredPrice": 90_000},
    {"quantity": 1},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
async def test_a_giver_gets_one_notice_of_an_important_change(
    container: Container,
    ada: Someone,
    bob: Someone,
    public: dict[str, object],
    change: dict[str, object],
) -> None:
    item = await wish_for(
        ada, public, title="A bicycle", externalUrl="https://shop.example.com/red", quantity=5
    )
    await claim(bob, item, quantity=2)
    path = f"/v1/wishlist-items/{item['id']}"

    for body in (change, change, {"notes": "Size M", "priority": 1}, {"quantity": 1}):
        if "quantity" in change or "quantity" not in body:
            assert (await ada.client.patch(path, json=body)).status_code == 200

    assert [title for title, _ in await notices(container, bob)] == [
        "A wish that you claimed has changed"
    ]
    [mine] = await claims_of(bob)
    assert (mine["wishFate"], mine["wish"]["title"]) == ("CHANGED", "A bicycle")
    assert await notices(container, ada) == []


async def test_a_smaller_quantity_that_covers_the_claims_sends_no_notice(
    container: Container, ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Cups", quantity=5)
    await claim(bob, item, quantity=2)

    await ada.client.patch(f"/v1/wishlist-items/{item['id']}", json={"quantity": 2})

    assert await notices(container, bob) == []


@pytest.mark.parametrize("what", ["wishlist-items", "wishlists"])
async def test_a_giver_is_notified_of_a_removed_wish_in_their_language_and_keeps_the_claim(
    container: Container, ada: Someone, bob: Someone, public: dict[str, object], what: str
) -> None:
    item = await wish_for(ada, public)
    made = await claim(bob, item)
    speaks_german = update(user_account).where(user_account.c.id == bob.id).values(language="de")
    async with container.database().transaction() as connection:
        await connection.execute(speaks_german)
    gone = item if what == "wishlist-items" else public

    assert (await ada.client.delete(f"/v1/{what}/{gone['id']}")).status_code == 204

    [mine] = await claims_of(bob)
    assert mine == made | {"wishFate": "GONE"}
    assert (await change_claim(bob, made, status="BOUGHT")).status_code == 200
    [(title, body)] = await notices(container, bob)
    assert title == "Ein Wunsch, den du übernommen hast, ist weg"
    assert body.startswith("„A red bicycle“ steht nicht mehr auf „Birthday“.")
    assert (await release(bob, made)).status_code == 204
    assert await claims_of(bob) == []


async def test_a_giver_with_several_claims_on_a_wish_gets_one_notice(
    container: Container, ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Cups", quantity=3, desiredPrice=1000)
    for part in ({"quantity": 1}, {"quantity": 1}, {"shareMinor": 1}):
        await claim(bob, item, **part)

    await ada.client.patch(f"/v1/wishlist-items/{item['id']}", json={"title": "Mugs"})
    await ada.client.delete(f"/v1/wishlist-items/{item['id']}")

    assert [title for title, _ in await notices(container, bob)] == [
        "A wish that you claimed has changed",
        "A wish that you claimed is gone",
    ]
    assert {mine["wishFate"] for mine in await claims_of(bob)} == {"GONE"}


async def test_a_wish_that_stays_on_another_list_is_not_gone(
    container: Container, ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    other = await make_list(ada, visibility="PUBLIC")
    item, same = await wish_for(ada, public), await wish_for(ada, other)
    await claim(bob, item)

    await ada.client.delete(f"/v1/wishlist-items/{item['id']}")

    [mine] = await claims_of(bob)
    assert (mine["wishFate"], await notices(container, bob)) == ("UNCHANGED", [])
    assert error_of(await try_to_claim(bob, same)) == (409, "item_fully_claimed")


async def test_a_block_releases_the_blocked_users_claims_without_a_notice(
    container: Container, ada: Someone, bob: Someone, cy: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public)
    made = await claim(bob, item)
    elsewhere = await claim(bob, await wish_for(cy, await make_list(cy, visibility="PUBLIC")))

    await ada.block(bob)

    assert [mine["id"] for mine in await claims_of(bob)] == [elsewhere["id"]]
    assert await notices(container, bob) == []
    assert error_of(await release(bob, made)) == (404, "claim_not_found")
    await claim(cy, item)


async def test_the_end_of_a_friendship_releases_no_claim(
    ada: Someone, bob: Someone, cy: Someone
) -> None:
    friendship = await ada.befriend(bob)
    await ada.befriend(cy)
    friends = await make_list(ada, visibility="FRIENDS")
    item = await wish_for(ada, friends)
    made = await claim(bob, item)

    await ada.client.delete(f"/v1/friends/{friendship}")

    assert [mine["id"] for mine in await claims_of(bob)] == [made["id"]]
    assert error_of(await try_to_claim(cy, item)) == (409, "item_fully_claimed")


async def test_a_giver_is_hidden_from_givers_they_block_but_their_claim_counts(
    ada: Someone, bob: Someone, cy: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Cups", quantity=2)
    await claim(bob, item)
    await claim(cy, item)
    await bob.block(cy)

    [seen] = await items_of(cy, public)

    assert (seen["claim"]["status"], seen["claim"]["givers"]) == ("TAKEN", [])


@pytest.mark.parametrize("gone", ["deleted", "removed"])
async def test_claims_of_a_deleted_account_are_released(
    container: Container,
    ada: Someone,
    bob: Someone,
    cy: Someone,
    public: dict[str, object],
    gone: str,
) -> None:
    item = await wish_for(ada, public)
    await claim(bob, item)
    account = user_account.c.id == bob.id
    ending = {
        "deleted": update(user_account).where(account).values(status="DELETED"),
        "removed": delete(user_account).where(account),
    }
    async with container.database().transaction() as connection:
        await connection.execute(ending[gone])

    [seen] = await items_of(cy, public)
    await container.wishlists().claim_wishes.remove_expired()

    assert seen["claim"]["status"] == "FREE"
    await claim(cy, item)
    async with container.database().reads() as connection:
        assert (await connection.execute(select(wish_claim.c.giver_id))).scalars() == [cy.id]


async def test_a_guest_claims_by_the_shared_link_and_releases_by_a_private_one(
    container: Container, ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    item = await wish_for(ada, public, title="Cups", quantity=2)
    elsewhere = await wish_for(ada, await make_list(ada), title="A scarf")
    links, claims = await share(ada, public), container.wishlists().claim_wishes
    await claim(bob, item)

    made, undo = await claims.claim_as_guest(links["token"], item["id"], " Aunt  May ", None)

    [seen] = await items_of(bob, public)
    assert [giver["guestName"] for giver in seen["claim"]["givers"]] == ["Aunt May"]
    assert await claims.guest_claim(undo) == made
    for refused, why in [
        (claims.claim_as_guest(links["token"], item["id"], "Bo", 1), ItemFullyClaimed),
        (claims.claim_as_guest(links["previewToken"], item["id"], "Bo", 1), SharedListNotFound)
        if "previewToken" in links
        else (claims.claim_as_guest("x", item["id"], "Bo", 1), SharedListNotFound),
        (claims.claim_as_guest(links["token"], elsewhere["id"], "Bo", 1), GifterError),
    ]:
        with pytest.raises(why):
            await refused
    await claims.release_as_guest(undo)
    for over in (claims.guest_claim(undo), claims.release_as_guest(undo)):
        with pytest.raises(ClaimNotFound):
            await over
    await claim(bob, item)


REFUSED = {
    "more units than the wish has": "UPDATE claim_book SET claimed_units = 2",
    "a share of more than remains": (
        "UPDATE claim_book SET shared_minor = 1, share_price_minor = 5, share_currency = 'GBP'"
    ),
    "a chosen wish that has no claim": "UPDATE claim_book SET chosen_wish_id = 'x'",
    "a negative number of units": "UPDATE claim_book SET claimed_units = -1",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
async def test_the_database_refuses_an_inconsistent_claim_book(
    container: Container, ada: Someone, bob: Someone, public: dict[str, object], statement: str
) -> None:
    await claim(bob, await wish_for(ada, public))

    with pytest.raises(Exception, match=r"claim_book_not_|fk_wish_claim_chosen"):
        async with container.database().transaction() as connection:
            await connection.execute(text(statement))


async def test_a_refusal_by_the_database_is_reported_as_fully_claimed(
    container: Container, ada: Someone, bob: Someone, public: dict[str, object]
) -> None:
    await claim(bob, await wish_for(ada, public))
    async with container.database().reads() as connection:
        book_id = await connection.scalar(select(claim_book.c.id))

    async with container.transactions()() as tx:
        book = await tx.claim_books.lock(book_id)
        with pytest.raises(ItemFullyClaimed):
            await tx.claim_books.save(book_id, replace(book, units=2))
