"""Gifts that somebody already gives to a person are not offered to givers who may know it."""

from datetime import timedelta
from typing import Any

import pytest
from dependency_injector import providers

from builders.ai.embedders import CountingEmbedder
from builders.core.clocks import FixedClock
from builders.people.recipients_api import make_friend_recipient, make_recipient
from builders.people.users import Join, Someone
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from builders.recommendations.feedback_api import product_ids, recommend
from builders.wishlists.api import make_list, wish_for
from builders.wishlists.claims_api import change_claim, claim
from gifter_app.container import Container

GIFTS = [{"id": f"p{n}", "title": f"Garden gift {n}"} for n in range(1, 4)]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def container(container: Container, clock: FixedClock) -> Container:
    container.clock.override(clock)
    return container


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    container.embedder.override(providers.Object(CountingEmbedder()))
    await put_catalogue(container.database(), GIFTS)
    await embed_all(container.catalogue().product_embeddings, container.embedder())


async def _offered(giver: Someone, recipient: dict[str, Any] | None = None) -> set[str]:
    body = {"recipientId": recipient["id"]} if recipient else {}
    return {*product_ids(await recommend(giver, **body))}


@pytest.mark.parametrize("visibility", ["FRIENDS", "PUBLIC"])
async def test_a_claim_of_another_giver_is_not_offered_for_the_same_person(
    ada: Someone, bob: Someone, join: Join, visibility: str
) -> None:
    giver = await join("gil")
    for friend in (bob, giver):
        await ada.befriend(friend)
    for_ada, for_ben = await make_friend_recipient(bob, ada), await make_recipient(bob, name="Ben")
    wish = await wish_for(ada, await make_list(ada, visibility=visibility), productId="p1")

    before = await _offered(bob, for_ada)
    await claim(giver, wish)

    assert before == {"p1", "p2", "p3"}
    assert await _offered(bob, for_ada) == {"p2", "p3"}
    assert await _offered(bob, for_ben) == {"p1", "p2", "p3"}
    assert await _offered(bob) == {"p1", "p2", "p3"}
    assert await _offered(giver, await make_friend_recipient(giver, ada)) == {"p2", "p3"}


async def test_a_claim_that_the_giver_may_not_see_changes_nothing(
    ada: Someone, bob: Someone, join: Join
) -> None:
    giver = await join("gil")
    for friend in (bob, giver):
        await ada.befriend(friend)
    for_ada = await make_friend_recipient(bob, ada)
    wishes = await make_list(ada, visibility="FRIENDS")
    await claim(giver, await wish_for(ada, wishes, productId="p1"))
    hidden = await ada.client.patch(f"/v1/wishlists/{wishes['id']}", json={"visibility": "PRIVATE"})
    assert hidden.status_code == 200

    assert await _offered(bob, for_ada) == {"p1", "p2", "p3"}


async def test_a_claim_on_the_users_own_wish_changes_nothing_for_the_user(
    ada: Someone, bob: Someone, join: Join
) -> None:
    """Also if a friend keeps a list for them, and they are a recipient of their own."""
    for friend in (bob, await join("gil")):
        await ada.befriend(friend)
    kept_for_ada = await make_list(
        bob, visibility="FRIENDS", recipientId=(await make_friend_recipient(bob, ada))["id"]
    )
    await claim(bob, await wish_for(ada, await make_list(ada, visibility="PUBLIC"), productId="p1"))
    await claim(bob, await wish_for(bob, kept_for_ada, productId="p2"))

    assert await _offered(ada) == {"p1", "p2", "p3"}
    assert await _offered(ada, await make_recipient(ada)) == {"p1", "p2", "p3"}


async def test_a_claim_on_a_list_kept_for_the_person_counts(ada: Someone) -> None:
    ana = await make_recipient(ada)
    wishes = await make_list(ada, recipientId=ana["id"])
    await claim(ada, await wish_for(ada, wishes, productId="p1"))

    assert await _offered(ada, ana) == {"p2", "p3"}


async def test_an_expired_reservation_is_offered_again_and_a_bought_gift_never(
    ada: Someone, bob: Someone, clock: FixedClock
) -> None:
    await ada.befriend(bob)
    for_ada = await make_friend_recipient(bob, ada)
    wishes = await make_list(ada, visibility="PUBLIC")
    reserved, bought = [await wish_for(ada, wishes, productId=each) for each in ("p1", "p2")]
    await claim(bob, reserved)
    await change_claim(bob, await claim(bob, bought), status="BOUGHT")
    at_once = await _offered(bob, for_ada)

    clock.move(timedelta(days=31))
    expired = await _offered(bob, for_ada)
    removed = await ada.client.delete(f"/v1/wishlists/{wishes['id']}")
    assert removed.status_code == 204

    assert (at_once, expired) == ({"p3"}, {"p1", "p3"})
    assert await _offered(bob, for_ada) == {"p1", "p3"}
