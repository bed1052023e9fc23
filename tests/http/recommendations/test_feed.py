"""The feed over HTTP: pages without repeats, occasions, and what is left out."""

from datetime import timedelta
from typing import Any

import pytest
from dependency_injector import providers
from sqlalchemy import text

from builders.ai.embedders import CountingEmbedder
from builders.core.clocks import NOON, FixedClock
from builders.occasions.api import make_occasion
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, error_of, wrong_paths
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from builders.recommendations.feedback_api import (
    an_action,
    give_feedback,
    product_ids,
    recommend,
    try_feedback,
)
from gifter_app.container import Container

FEED = "/v1/recommendations/feed"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(autouse=True)
async def catalogue(container: Container, clock: FixedClock) -> None:
    container.clock.override(clock)
    container.embedder.override(providers.Object(CountingEmbedder()))
    gifts = [{"id": f"p{n:02}", "title": f"Garden gift {n}"} for n in range(30)]
    await put_catalogue(container.database(), gifts)
    await embed_all(container.catalogue().product_embeddings, container.embedder())


async def _pages(user: Someone, limit: int) -> list[dict[str, Any]]:
    pages = [await user.get(FEED, limit=limit)]
    while cursor := pages[-1]["nextCursor"]:
        pages.append(await user.get(FEED, limit=limit, cursor=cursor))
    return pages


async def _items(user: Someone) -> list[dict[str, Any]]:
    return [item for page in await _pages(user, 100) for item in page["items"]]


async def _with_birthday(user: Someone, name: str, days: int, **details: Any) -> dict[str, Any]:
    recipient = await make_recipient(user, name=name, **details)
    on = (NOON + timedelta(days=days)).date().isoformat()
    await make_occasion(user, recipient, date=on)
    return recipient


async def test_the_pages_of_a_new_user_have_every_product_once(ada: Someone) -> None:
    pages = await _pages(ada, 7)

    assert [len(page["items"]) for page in pages] == [7, 7, 7, 7, 2]
    found = [each for page in pages for each in product_ids(page)]
    assert sorted(found) == [f"p{n:02}" for n in range(30)]
    assert len({page["requestId"] for page in pages}) == 1


async def test_a_page_read_again_is_the_same_whatever_was_imported_meanwhile(
    ada: Someone, container: Container
) -> None:
    first = await ada.get(FEED, limit=7)
    second = await ada.get(FEED, limit=7, cursor=first["nextCursor"])
    await put_catalogue(
        container.database(), [{"id": "new", "title": "New", "is_featured": True}], []
    )
    again = await ada.get(FEED, limit=7, cursor=first["nextCursor"])

    assert again == second
    assert "new" in product_ids(await ada.get(FEED, limit=7))


async def test_gifts_for_the_next_occasions_are_mixed_with_others(ada: Someone) -> None:
    far, near = await _with_birthday(ada, "Ben", 40), await _with_birthday(ada, "Ana", 9)
    await _with_birthday(ada, "Cem", 50)
    items = await _items(ada)

    persons = [item["recipientId"] for item in items]
    assert persons[:4] == [near["id"], None, far["id"], None]
    assert {*persons} == {near["id"], far["id"], None}
    assert len(items) == 30
    assert items[0]["reason"] == "In time for Monday, 30 November."
    assert (items[0]["occasionOn"], items[1]["reason"]) == ("2026-11-30", "Something to discover.")


@pytest.mark.parametrize("action", ["HIDE", "ALREADY_HAS"])
async def test_a_product_refused_for_a_person_leaves_their_feed_at_once(
    ada: Someone, bob: Someone, action: str
) -> None:
    ana, ben = await _with_birthday(ada, "Ana", 9), await _with_birthday(ada, "Ben", 12)
    before = await ada.get(FEED, limit=2)
    await give_feedback(ada, await recommend(ada, recipientId=ana["id"]), an_action("p03", action))

    later = await ada.get(FEED, limit=100, cursor=before["nextCursor"])
    for items in (later["items"], await _items(ada)):
        shown = {(item["product"]["id"], item["recipientId"]) for item in items}
        assert ("p03", ana["id"]) not in shown
        assert ("p03", None) not in shown
    assert "p03" in product_ids(await recommend(ada, recipientId=ben["id"]))
    assert "p03" in [item["product"]["id"] for item in await _items(bob)]


async def test_feedback_on_the_feed_is_about_the_person_of_the_item(ada: Someone) -> None:
    ana = await _with_birthday(ada, "Ana", 9)
    feed = await ada.get(FEED, limit=2)
    for_ana, discovered = product_ids(feed)
    await give_feedback(
        ada, feed, *[an_action(product_id, "HIDE") for product_id in (for_ana, discovered)]
    )

    offered_to_ana = product_ids(await recommend(ada, recipientId=ana["id"], limit=50))
    offered = product_ids(await recommend(ada, limit=50))
    assert (for_ana in offered_to_ana, discovered in offered_to_ana) == (False, True)
    assert (for_ana in offered, discovered in offered) == (True, False)
    assert {for_ana, discovered}.isdisjoint(item["product"]["id"] for item in await _items(ada))


async def test_a_product_that_breaks_a_limit_by_now_is_left_out_of_later_pages(
    ada: Someone, container: Container
) -> None:
    child = await _with_birthday(ada, "Kid", 9, birthday="2018-04-15")
    first = await ada.get(FEED, limit=1)
    async with container.database().transaction() as connection:
        await connection.execute(text("UPDATE product_mirror SET traits = ARRAY['adult_only']"))
    later = await ada.get(FEED, limit=100, cursor=first["nextCursor"])

    assert child["id"] not in {item["recipientId"] for item in later["items"]}


async def test_a_session_of_the_feed_expires_and_is_the_users_own(
    ada: Someone, bob: Someone, clock: FixedClock, container: Container
) -> None:
    feed = await ada.get(FEED, limit=7)
    params = {"cursor": feed["nextCursor"]}
    assert wrong_paths(await bob.client.get(FEED, params=params)) == ["cursor"]
    refused = await try_feedback(bob, feed["requestId"], an_action("p01", "HIDE"))
    assert error_of(refused) == (404, "recommendation_request_not_found")

    clock.move(timedelta(hours=1))
    assert wrong_paths(await ada.client.get(FEED, params=params)) == ["cursor"]
    [sweep] = container.recommendations().background.sweeps
    await sweep()
    async with container.database().reads() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM feed_session")) == 0
