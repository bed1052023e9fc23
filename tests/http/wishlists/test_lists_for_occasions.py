"""Wishlists for an occasion: access to the occasion, and the reveal after its date."""

from datetime import timedelta
from typing import Any

import pytest

from builders.core.clocks import NOON, FixedClock
from builders.occasions.api import enable_holiday, follow_birthday, make_occasion
from builders.people.recipients_api import make_friend_recipient, make_recipient
from builders.people.users import Join, Someone, error_of
from builders.wishlists.api import items_of, make_list, own_jointly, share, wish_for

JUST_BEFORE = timedelta(microseconds=1)


@pytest.fixture
async def myself(ada: Someone) -> dict[str, Any]:
    """Returns Ada's recipient for herself: in New York, born on Christmas Eve."""
    await ada.client.patch("/v1/me", json={"timezone": "America/New_York"})
    return await make_friend_recipient(ada, ada, birthday="1990-12-24")


async def change(owner: Someone, wishlist: dict[str, Any], **details: Any) -> dict[str, Any]:
    answer = await owner.client.patch(f"/v1/wishlists/{wishlist['id']}", json=details)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


async def reveal_of(owner: Someone, wishlist: dict[str, Any]) -> str | None:
    found: str | None = (await owner.get(f"/v1/wishlists/{wishlist['id']}"))["revealAt"]
    return found


async def test_claims_are_revealed_to_the_owner_at_the_end_of_the_birthday(
    ada: Someone, bob: Someone, clock: FixedClock, myself: dict[str, Any]
) -> None:
    birthday = await follow_birthday(ada, myself)
    made = await make_list(ada, occasionId=birthday["id"], visibility="PUBLIC")
    item = await wish_for(ada, made)
    claim = (await bob.client.post(f"/v1/wishlist-items/{item['id']}/claims", json={})).json()
    await bob.client.patch(f"/v1/claims/{claim['id']}", json={"status": "BOUGHT"})

    assert made["occasionId"] == birthday["id"]
    assert made["revealAt"] == "2026-12-25T05:00:00Z"
    over = NOON.replace(month=12, day=25, hour=5)
    clock.time = over - JUST_BEFORE
    [hidden] = await items_of(ada, made)
    clock.time = over
    [shown] = await items_of(ada, made)
    assert (hidden["claim"], shown["claim"]["status"]) == (None, "TAKEN")


async def test_the_reveal_moves_with_the_birthday_and_the_occasion(
    ada: Someone, myself: dict[str, Any]
) -> None:
    birthday = await follow_birthday(ada, myself)
    wedding = await make_occasion(ada, myself, timezone="UTC")
    for_birthday = await make_list(ada, occasionId=birthday["id"])
    for_wedding = await make_list(ada, occasionId=wedding["id"])
    address = f"/v1/recipients/{myself['id']}"

    await ada.client.patch(address, json={"birthday": "--01-31"})
    assert await reveal_of(ada, for_birthday) == "2027-02-01T05:00:00Z"
    await ada.client.patch(address, json={"birthday": None})
    assert await reveal_of(ada, for_birthday) is None
    await ada.client.patch(address, json={"birthday": "--11-21"})
    assert await reveal_of(ada, for_birthday) == "2026-11-22T05:00:00Z"

    assert for_wedding["revealAt"] == "2027-06-06T00:00:00Z"
    moved = {"date": "2027-07-10", "timezone": "Asia/Tokyo"}
    await ada.client.patch(f"/v1/occasions/{wedding['id']}", json=moved)
    assert await reveal_of(ada, for_wedding) == "2027-07-10T15:00:00Z"
    await ada.client.delete(f"/v1/occasions/{wedding['id']}")
    left = await ada.get(f"/v1/wishlists/{for_wedding['id']}")
    assert (left["occasionId"], left["revealAt"]) == (None, None)


async def test_a_revealed_list_stays_revealed_until_the_occasion_is_set_again(
    ada: Someone, clock: FixedClock, myself: dict[str, Any]
) -> None:
    occasion = await enable_holiday(ada, myself, "GB:christmas")
    made = await make_list(ada, occasionId=occasion["id"])
    clock.move(timedelta(days=60))
    await make_recipient(ada, name="Mum", birthday="1960-04-01")
    await follow_birthday(ada, myself)

    assert await reveal_of(ada, made) == made["revealAt"] == "2026-12-26T05:00:00Z"
    assert (await change(ada, made, title="Again"))["revealAt"] == made["revealAt"]
    again = await change(ada, made, occasionId=occasion["id"])
    assert again["revealAt"] == "2027-12-26T05:00:00Z"


async def test_an_explicit_reveal_time_overrides_the_occasion(
    ada: Someone, myself: dict[str, Any]
) -> None:
    wedding, explicit = await make_occasion(ada, myself), "2027-01-01T00:00:00Z"
    never = await make_list(ada, occasionId=wedding["id"], revealAt=None)
    then = await make_list(ada, revealAt=explicit)

    assert (never["occasionId"], never["revealAt"]) == (wedding["id"], None)
    assert (await change(ada, then, occasionId=wedding["id"]))["revealAt"] == explicit
    await ada.client.patch(f"/v1/occasions/{wedding['id']}", json={"date": "2027-08-01"})
    assert [await reveal_of(ada, one) for one in (never, then)] == [None, explicit]


async def test_an_occasion_can_be_set_later_and_cleared(
    ada: Someone, myself: dict[str, Any]
) -> None:
    made, wedding = await make_list(ada), await make_occasion(ada, myself, timezone="UTC")

    with_occasion = await change(ada, made, occasionId=wedding["id"])
    cleared = await change(ada, made, occasionId=None)

    assert with_occasion["revealAt"] == "2027-06-06T00:00:00Z"
    assert (cleared["occasionId"], cleared["revealAt"]) == (None, None)


async def test_an_occasion_in_the_past_sets_no_reveal(ada: Someone, myself: dict[str, Any]) -> None:
    past = await make_occasion(ada, myself, date="2026-11-19")

    assert (await make_list(ada, occasionId=past["id"]))["revealAt"] is None


async def test_the_occasion_must_belong_to_the_owner(
    ada: Someone, bob: Someone, myself: dict[str, Any]
) -> None:
    await ada.befriend(bob)
    others = await make_occasion(bob, await make_recipient(bob, name="Mum"))
    made = await make_list(ada)
    await own_jointly(ada, made, bob)
    address = f"/v1/wishlists/{made['id']}"

    for occasion_id in (others["id"], "unknown"):
        body = {"title": "Theirs", "occasionId": occasion_id}
        assert error_of(await ada.client.post("/v1/wishlists", json=body)) == (
            404,
            "occasion_not_found",
        )
        for editor in (ada, bob):
            refused = await editor.client.patch(address, json={"occasionId": occasion_id})
            assert error_of(refused) == (404, "occasion_not_found")
    assert (await ada.get(address))["occasionId"] is None


async def test_the_occasion_is_shown_to_owners_only(
    ada: Someone, bob: Someone, join: Join, myself: dict[str, Any]
) -> None:
    friend = await join("friend")
    for person in (bob, friend):
        await ada.befriend(person)
    wedding = await make_occasion(ada, myself)
    made = await make_list(ada, occasionId=wedding["id"], visibility="FRIENDS")
    await own_jointly(ada, made, bob)
    links = await share(ada, made)

    address = f"/v1/wishlists/{made['id']}"
    seen = [(await viewer.get(address))["occasionId"] for viewer in (ada, bob, friend)]
    assert seen == [wedding["id"], wedding["id"], None]
    shared = await friend.get(f"/v1/shared/{links['token']}")
    assert (shared["occasionId"], shared["revealAt"]) == (None, made["revealAt"])


async def test_merged_recipients_keep_their_lists_for_the_birthday(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    by_name = await make_recipient(ada, name="Bob", birthday="1990-12-24")
    as_friend = await make_friend_recipient(ada, bob, birthday="1990-12-24")
    kept, gone = await follow_birthday(ada, by_name), await follow_birthday(ada, as_friend)
    made = await make_list(ada, recipientId=as_friend["id"], occasionId=gone["id"])

    merged = await ada.client.post(f"/v1/recipients/{by_name['id']}/link", json={"userId": bob.id})

    assert merged.status_code == 200, merged.text
    found = await ada.get(f"/v1/wishlists/{made['id']}")
    assert (found["occasionId"], found["revealAt"]) == (kept["id"], made["revealAt"])
