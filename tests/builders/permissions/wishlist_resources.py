"""Wishes, wishlists and claims, each made in a state that decides about access to it."""

from datetime import timedelta
from typing import Any

from builders.people.recipients_api import make_friend_recipient
from builders.permissions.world import World
from builders.wishlists.api import make_list, own_jointly, share, wish_for
from builders.wishlists.claims_api import change_claim, claim
from builders.wishlists.pictures import OnePicture

RESERVATION = {"name": "Grandma", "quantity": "1"}
FOR_SOMEBODY = "for a recipient"
# States of public lists with a wish, of which the giver reserved one unit. Two units remain, except
# if it is fully claimed.
CLAIMED = ("claimed", "fully claimed", "revealed", FOR_SOMEBODY)
_ENDLESS: dict[str, Any] = {"title": "Books", "quantity": None}
_A_DAY = timedelta(days=1)


async def a_wishlist(world: World, state: str) -> dict[str, str]:
    """Makes a list that the other side owns jointly and a former joint owner has left.

    In the claimed states it has a wish with a claim.
    """
    other = world.people["other side"] = world.second_friend
    made = await make_list(world.owner, **_details(world, state))
    former = world.people["former owner"]
    for joint in (other, former):
        await own_jointly(world.owner, made, joint)
    await former.client.delete(f"/v1/wishlists/{made['id']}/owners/{former.id}")
    ids = {"wishlistId": made["id"], "userId": other.id}
    if state not in CLAIMED:
        return ids
    quantity = 1 if state == "fully claimed" else 3
    item = await wish_for(world.owner, made, title="Cups", quantity=quantity)
    await claim(world.people["giver"], item)
    if state == "revealed":
        world.clock.move(2 * _A_DAY)
    return ids | {"itemId": item["id"]}


def _details(world: World, state: str) -> dict[str, Any]:
    if state not in CLAIMED:
        return {"visibility": state.upper()}
    recipient_id = world.kept_friend["id"] if state == FOR_SOMEBODY else None
    reveal_at = (world.clock.time + _A_DAY).isoformat() if state == "revealed" else None
    return {"visibility": "PUBLIC", "recipientId": recipient_id, "revealAt": reveal_at}


async def a_wish(world: World, state: str) -> dict[str, str]:
    """Makes a wish on a list in that state."""
    made = await a_wishlist(world, state)
    if "itemId" in made:
        return {"itemId": made["itemId"]}
    item = await wish_for(world.owner, {"id": made["wishlistId"]}, **_ENDLESS)
    return {"itemId": item["id"]}


async def a_claim(world: World, state: str) -> dict[str, str]:
    """Makes a claim of the owner on a wish of the other side.

    In the state "for a recipient" a friend keeps the wish for the other side.
    """
    keeper, details = world.people["other side"], dict[str, Any]()
    if state == FOR_SOMEBODY:
        keeper = world.second_friend
        other = world.people["other side"] = await world.somebody()
        await keeper.befriend(other)
        details = {"recipientId": (await make_friend_recipient(keeper, other))["id"]}
    wish = await wish_for(
        keeper, await make_list(keeper, visibility="PUBLIC", **details), **_ENDLESS
    )
    made = await claim(world.owner, wish)
    if state == "bought":
        await change_claim(world.owner, made, status="BOUGHT")
    if state == "expired":
        world.clock.move(30 * _A_DAY)
    return {"claimId": made["id"]}


async def a_shared_list(world: World, state: str) -> dict[str, str]:
    """Makes a list with links, a wish and a joint owner.

    The wish has a picture if it is unclaimed.
    """
    made = await a_wishlist(world, state if state in CLAIMED else "private")
    wishlist = {"id": made["wishlistId"]}
    if "itemId" not in made:
        item = await wish_for(world.owner, wishlist, **_ENDLESS, imageUrl=OnePicture.url)
        made["itemId"] = item["id"]
    links = await share(world.owner, wishlist)
    if state == "revoked":
        await world.owner.client.delete(f"/v1/wishlists/{made['wishlistId']}/share")
    return made | {"token": links["token"]}


async def a_reservation(world: World, state: str) -> dict[str, str]:
    """Makes a shared list and a guest's reservation on it."""
    made = await a_shared_list(world, "shared")
    reserve = f"/s/{made['token']}/items/{made['itemId']}"
    reserved = (await world.anonymous.post(reserve, data=RESERVATION)).headers["location"]
    if state == "undone":
        await world.anonymous.post(reserved)
    if state == "revoked":
        await world.owner.client.delete(f"/v1/wishlists/{made['wishlistId']}/share")
    return {"token": made["token"], "undoToken": reserved.rpartition("/")[2]}
