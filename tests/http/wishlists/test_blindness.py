"""Claims are hidden from the people whom the wishes are for, and shown to everybody else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from builders.core.clocks import NOON, FixedClock
from builders.people.recipients_api import make_friend_recipient, make_recipient
from builders.people.users import Join, Someone, error_of
from builders.wishlists.api import BICYCLE, items_of, make_list, own_jointly, share, wish_for
from builders.wishlists.claims_api import claim, try_to_claim
from gifter_app.container import Container
from gifter_domain.wishlists.blindness import is_for_viewer
from gifter_domain.wishlists.sharing import token_hash

REVEALED = datetime(2026, 12, 26, tzinfo=UTC)


async def seen_as_blind(container: Container, viewer: Someone, wishlist_id: str) -> list[bool]:
    found = await container.wishlists().wishlist_reads.wishlist(viewer.id, wishlist_id)
    return [item.is_blind for item in found.items]


@pytest.mark.parametrize("kept_for", ["me", "myself", "bob", "mum"])
@pytest.mark.parametrize("revealed", [False, True])
async def test_people_whom_wishes_are_for_are_blind_until_the_reveal(
    container: Container,
    clock: FixedClock,
    ada: Someone,
    bob: Someone,
    join: Join,
    kept_for: str,
    revealed: bool,
) -> None:
    joint, friend = await join("joint"), await join("friend")
    for person in (bob, joint, friend):
        await ada.befriend(person)
    recipient = {
        "me": None,
        "myself": (await make_friend_recipient(ada, ada))["id"],
        "bob": (await make_friend_recipient(ada, bob))["id"],
        "mum": (await make_recipient(ada, name="Mum"))["id"],
    }[kept_for]
    details = {"visibility": "PUBLIC", "revealAt": "2026-12-26T00:00:00Z"}
    made = await make_list(ada, recipientId=recipient, **details)
    item = await wish_for(ada, made)
    await own_jointly(ada, made, joint)
    clock.time = REVEALED if revealed else NOON

    own = {"me": {ada, joint}, "myself": {ada, joint}, "bob": {bob}, "mum": set()}[kept_for]
    for viewer in (ada, joint, bob, friend):
        async with container.transactions()() as tx:
            locked = await tx.wish_locks.for_giver(viewer.id, item["id"])
        assert is_for_viewer(locked.lists) == (viewer in own)
        expected = [viewer in own and not revealed]
        assert await seen_as_blind(container, viewer, made["id"]) == expected


async def test_a_viewer_blind_to_a_wish_on_one_list_is_blind_to_it_on_all_lists(
    container: Container, ada: Someone, bob: Someone, join: Join
) -> None:
    friend = await join("friend")
    await ada.befriend(bob)
    ours, public = await make_list(ada), await make_list(ada, visibility="PUBLIC")
    await own_jointly(ada, ours, bob)
    for wishlist in (ours, public):
        await wish_for(ada, wishlist)
    await wish_for(ada, public, title="Socks")

    assert await seen_as_blind(container, bob, public["id"]) == [True, False]
    assert await seen_as_blind(container, friend, public["id"]) == [False, False]
    await ada.client.delete(f"/v1/friends/{(await bob.get('/v1/friends'))['items'][0]['id']}")
    assert await seen_as_blind(container, bob, public["id"]) == [True, False]


async def test_links_show_claims_to_guests_but_not_to_owners(
    container: Container, ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    made = await make_list(ada)
    await wish_for(ada, made)
    await own_jointly(ada, made, bob)
    links = await share(ada, made)
    reads = container.wishlists().wishlist_reads

    async def blind(viewer_id: str | None, token: str) -> bool:
        [item] = (await reads.shared(viewer_id, token_hash(token))).items
        return item.is_blind

    assert not await blind(None, links["token"])
    assert await blind(ada.id, links["token"])
    assert await blind(bob.id, links["token"])
    assert await blind(None, links["previewUrl"].rsplit("/", 1)[1])


async def test_a_friend_stays_blind_after_the_recipient_is_deleted(
    container: Container, ada: Someone, bob: Someone, join: Join
) -> None:
    await ada.befriend(bob)
    recipient = await make_friend_recipient(ada, bob)
    made = await make_list(ada, recipientId=recipient["id"], visibility="PUBLIC")
    item = await wish_for(ada, made)
    await claim(await join("giver"), item)

    assert (await ada.client.delete(f"/v1/recipients/{recipient['id']}")).status_code == 204

    assert await seen_as_blind(container, bob, made["id"]) == [True]
    assert error_of(await try_to_claim(bob, item)) == (409, "own_wish")
    assert await seen_as_blind(container, ada, made["id"]) == [False]


@pytest.mark.parametrize("known_at_first", [False, True])
async def test_every_account_once_linked_to_a_recipient_stays_blind(
    container: Container, ada: Someone, bob: Someone, join: Join, known_at_first: bool
) -> None:
    cy = await join("cy")
    await ada.befriend(cy)
    friendship = await ada.befriend(bob)
    recipient = (
        await make_friend_recipient(ada, bob)
        if known_at_first
        else await make_recipient(ada, name="Bob")
    )
    path = f"/v1/recipients/{recipient['id']}"
    made = await make_list(ada, recipientId=recipient["id"], visibility="PUBLIC")
    item = await wish_for(ada, made)
    await claim(await join("giver"), item)
    if not known_at_first:
        assert (await ada.client.post(f"{path}/link", json={"userId": bob.id})).is_success
    await ada.client.delete(f"/v1/friends/{friendship}")
    also = await make_list(
        ada, recipientId=(await make_friend_recipient(ada, cy))["id"], visibility="PUBLIC"
    )
    await wish_for(ada, also, title="A scarf")

    linked = await ada.client.post(f"{path}/link", json={"userId": cy.id})

    assert linked.status_code == 200, linked.text
    for person in (bob, cy):
        assert await seen_as_blind(container, person, made["id"]) == [True]
        assert error_of(await try_to_claim(person, item)) == (409, "own_wish")
    await ada.client.delete(path)
    assert await seen_as_blind(container, bob, made["id"]) == [True]
    assert await seen_as_blind(container, cy, also["id"]) == [True]


async def test_claims_after_a_reveal_are_hidden_until_each_list_is_revealed_again(
    clock: FixedClock, ada: Someone, bob: Someone
) -> None:
    async def list_of(day: int) -> dict[str, Any]:
        return await make_list(ada, visibility="PUBLIC", revealAt=on(day).isoformat())

    def on(day: int) -> datetime:
        return NOON + timedelta(days=day)

    async def reveal(wishlist: dict[str, Any], day: int) -> None:
        change = {"revealAt": on(day).isoformat()}
        assert (await ada.client.patch(f"/v1/wishlists/{wishlist['id']}", json=change)).is_success

    async def shown(viewer: Someone, day: int) -> int | None:
        clock.time = on(day)
        [seen] = await items_of(viewer, here)
        claimed: int | None = seen["claim"] and seen["claim"]["claimedQuantity"]
        return claimed

    here, there = await list_of(2), await list_of(4)
    item = await wish_for(ada, here, **BICYCLE, quantity=9)
    await wish_for(ada, there, **BICYCLE, quantity=9)
    for day in (0, 3, 5):
        clock.time = on(day)
        await claim(bob, item)

    assert [await shown(ada, day) for day in (1, 3, 4, 6)] == [None, None, 1, 1]
    await reveal(here, 7)
    assert [await shown(ada, day) for day in (6, 7)] == [None, 2]
    await reveal(there, 9)
    assert [await shown(ada, day) for day in (8, 9)] == [None, 3]
    assert await shown(bob, 6) == 3


@pytest.mark.parametrize("leaver", ["ada", "joint"])
async def test_a_former_joint_owner_stays_blind_until_the_reveal(
    container: Container, clock: FixedClock, ada: Someone, join: Join, leaver: str
) -> None:
    joint = await join("joint")
    await ada.befriend(joint)
    made = await make_list(ada, visibility="FRIENDS", revealAt="2026-12-26T00:00:00Z")
    item = await wish_for(ada, made)
    await own_jointly(ada, made, joint)

    who = {"ada": ada, "joint": joint}[leaver]
    await who.client.delete(f"/v1/wishlists/{made['id']}/owners/{joint.id}")

    assert (await joint.get("/v1/wishlists", scope="mine"))["items"] == []
    assert await seen_as_blind(container, joint, made["id"]) == [True]
    assert error_of(await try_to_claim(joint, item)) == (409, "own_wish")
    clock.time = REVEALED
    assert await seen_as_blind(container, joint, made["id"]) == [False]
    await own_jointly(ada, made, joint)
    assert len((await joint.get("/v1/wishlists", scope="mine"))["items"]) == 1
