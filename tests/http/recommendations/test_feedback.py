"""Feedback on recommendations over HTTP, and the history of requests."""

import pytest
from dependency_injector import providers
from sqlalchemy import text

from builders.ai.embedders import CountingEmbedder
from builders.people.recipients_api import make_friend_recipient, make_recipient
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

GIFTS = [{"id": f"p{n}", "title": f"Garden gift {n}"} for n in range(1, 6)]
GARDEN = {"context": {"text": "something for the garden"}}
HISTORY = "/v1/recommendations"


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    container.embedder.override(providers.Object(CountingEmbedder()))
    await put_catalogue(container.database(), GIFTS)
    await embed_all(container.catalogue().product_embeddings, container.embedder())


async def _stored(container: Container) -> list[tuple[str, str]]:
    rows = text("SELECT product_id, action FROM recommendation_event ORDER BY client_event_id")
    async with container.database().reads() as connection:
        return [(row.product_id, row.action) for row in await connection.execute(rows)]


async def test_an_action_is_stored_once_however_often_it_is_sent(
    ada: Someone, container: Container
) -> None:
    answer = await recommend(ada, **GARDEN)
    like = an_action("p1", "LIKE", props={"rank": 1, "seen": True}, ts="2026-11-20T08:00:00+01:00")

    await give_feedback(ada, answer, like, like)
    await give_feedback(ada, answer, like, an_action("p2", "CLICK"))

    assert sorted(await _stored(container)) == [("p1", "LIKE"), ("p2", "CLICK")]


async def test_two_users_may_use_the_same_client_event_id(
    ada: Someone, bob: Someone, container: Container
) -> None:
    for user in (ada, bob):
        await give_feedback(user, await recommend(user), an_action("p1", "SAVE", clientEventId="1"))

    assert await _stored(container) == [("p1", "SAVE")] * 2


async def test_all_actions_of_a_batch_are_stored_or_none(
    ada: Someone, container: Container
) -> None:
    answer = await recommend(ada, **GARDEN)
    refused = await try_feedback(
        ada, answer["requestId"], an_action("p1", "LIKE"), an_action("unknown", "LIKE")
    )

    assert wrong_paths(refused) == ["actions[1].productId"]
    assert await _stored(container) == []


async def test_feedback_on_another_users_list_is_refused(ada: Someone, bob: Someone) -> None:
    answer = await recommend(ada, **GARDEN)
    refused = await try_feedback(bob, answer["requestId"], an_action("p1", "HIDE"))

    assert error_of(refused) == (404, "recommendation_request_not_found")
    assert "p1" in product_ids(await recommend(bob, **GARDEN))


@pytest.mark.parametrize("count", [0, 101])
async def test_a_batch_has_1_to_100_actions(ada: Someone, count: int) -> None:
    answer = await recommend(ada)
    refused = await try_feedback(
        ada, answer["requestId"], *[an_action("p1", "LIKE") for _ in range(count)]
    )

    assert wrong_paths(refused) == ["actions"]


async def test_a_product_that_is_hidden_by_now_may_get_feedback_if_it_was_in_the_list(
    ada: Someone, container: Container
) -> None:
    answer = await recommend(ada, **GARDEN)
    async with container.database().transaction() as connection:
        await connection.execute(
            text("UPDATE product_mirror SET visible_to_gifter = false WHERE id IN ('p1', 'p2')")
        )

    await give_feedback(ada, answer, an_action("p1", "DISLIKE"))


@pytest.mark.parametrize("action", ["HIDE", "ALREADY_HAS", "BOUGHT"])
async def test_a_refused_product_is_never_offered_again_for_the_person(
    ada: Someone, action: str
) -> None:
    ana, ben = await make_recipient(ada), await make_recipient(ada, name="Ben")
    for_ana, for_ben = {"recipientId": ana["id"]}, {"recipientId": ben["id"]}
    earlier = await recommend(ada, **GARDEN, **for_ana)
    answer = await recommend(ada, **GARDEN, **for_ana)
    await give_feedback(ada, answer, an_action("p1", action))

    for body in (GARDEN | for_ana, for_ana):
        assert "p1" not in product_ids(await recommend(ada, **body))
    for stored in (earlier, answer):
        again = await ada.get(f"/v1/recommendations/{stored['requestId']}")
        assert set(product_ids(again)) == set(product_ids(stored)) - {"p1"}
    for body in (GARDEN | for_ben, GARDEN, {}):
        assert "p1" in product_ids(await recommend(ada, **body))


async def test_a_product_refused_without_a_recipient_is_refused_for_all_such_requests(
    ada: Someone, bob: Someone
) -> None:
    ana = await make_recipient(ada)
    await give_feedback(ada, await recommend(ada, **GARDEN), an_action("p1", "HIDE"))

    for body in (GARDEN, {}, {"context": {"text": "birthday present for my aunt"}}):
        assert "p1" not in product_ids(await recommend(ada, **body))
    assert "p1" in product_ids(await recommend(ada, **GARDEN, recipientId=ana["id"]))
    assert "p1" in product_ids(await recommend(bob, **GARDEN))


async def test_a_refusal_for_the_person_of_a_taste_profile_is_for_that_person(
    ada: Someone,
) -> None:
    ana = await make_recipient(ada)
    started = await ada.client.post(
        "/v1/taste-profiles/start", json={"mode": "recipient", "recipientId": ana["id"]}
    )
    by_profile = {"tasteProfileId": started.json()["profile"]["id"]}
    await give_feedback(ada, await recommend(ada, **by_profile), an_action("p1", "HIDE"))

    assert "p1" not in product_ids(await recommend(ada, recipientId=ana["id"]))
    assert "p1" in product_ids(await recommend(ada))


async def test_a_refusal_for_a_removed_recipient_is_for_nobody_else(ada: Someone) -> None:
    ana = await make_recipient(ada)
    answer = await recommend(ada, recipientId=ana["id"])
    assert (await ada.client.delete(f"/v1/recipients/{ana['id']}")).status_code == 204
    await give_feedback(ada, answer, an_action("p1", "HIDE"))

    assert "p1" in product_ids(await recommend(ada))


async def test_refusals_move_with_a_merged_recipient(ada: Someone, bob: Someone) -> None:
    await ada.befriend(bob)
    first = await make_recipient(ada)
    await make_friend_recipient(ada, bob)
    for_first = await recommend(ada, recipientId=first["id"])
    await give_feedback(ada, for_first, an_action("p1", "HIDE"))

    merged = await ada.client.post(f"/v1/recipients/{first['id']}/link", json={"userId": bob.id})
    assert merged.status_code == 200, merged.text
    of_both = {"recipientId": merged.json()["id"]}

    assert "p1" not in product_ids(await recommend(ada, **of_both))
    await give_feedback(ada, for_first, an_action("p2", "HIDE"))
    assert "p2" not in product_ids(await recommend(ada, **of_both))


async def test_an_empty_list_does_not_suggest_what_was_refused(ada: Someone) -> None:
    answer = await recommend(ada, **GARDEN)
    await give_feedback(ada, answer, *[an_action(gift["id"], "HIDE") for gift in GIFTS])

    empty = await recommend(ada, **GARDEN)

    assert empty["items"] == []
    assert empty["empty"]["overrides"] is None


async def test_the_history_has_each_request_once_newest_first(ada: Someone, bob: Someone) -> None:
    ana = await make_recipient(ada)
    made = [await recommend(ada, context={"text": f"tea {n}"}) for n in range(4)]
    made.append(await recommend(ada, recipientId=ana["id"]))
    await recommend(bob)

    pages: list[list[str]] = []
    cursor: str | None = None
    while cursor or not pages:
        page = await ada.get(HISTORY, limit=2, **({"cursor": cursor} if cursor else {}))
        pages.append([item["requestId"] for item in page["items"]])
        cursor = page["nextCursor"]

    assert [len(page) for page in pages] == [2, 2, 1]
    newest_first = [answer["requestId"] for answer in reversed(made)]
    assert [each for page in pages for each in page] == newest_first
    [of_ana] = (await ada.get(HISTORY, recipientId=ana["id"]))["items"]
    assert (of_ana["requestId"], of_ana["recipientId"]) == (made[-1]["requestId"], ana["id"])
    assert (await ada.get(HISTORY))["items"][1]["text"] == "tea 3"


async def test_a_like_moves_similar_gifts_up_for_the_person_alone(
    ada: Someone, container: Container
) -> None:
    teas = [{"id": f"t{n}", "title": f"Green tea {n}"} for n in range(4)]
    await put_catalogue(container.database(), teas, [])
    await embed_all(container.catalogue().product_embeddings, container.embedder())
    ana, ben = await make_recipient(ada), await make_recipient(ada, name="Ben")
    before = await recommend(ada, recipientId=ana["id"])
    of_ben = product_ids(await recommend(ada, recipientId=ben["id"]))

    await give_feedback(ada, before, an_action("t1", "LIKE"))

    liked = product_ids(await recommend(ada, recipientId=ana["id"]))
    assert liked[0] == "t1"
    assert product_ids(await recommend(ada, recipientId=ben["id"])) == of_ben
    await give_feedback(ada, before, an_action("t1", "DISLIKE"))
    again = product_ids(await recommend(ada, recipientId=ana["id"]))
    assert again == product_ids(before)
