"""Taste profiles over HTTP: questions, answers, facets, completion, access, and validation."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from builders.core.clocks import FixedClock
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, error_of, wrong_paths
from builders.taste.api import answer_question, complete, completed, start

SATURDAY = {"chosen": ["garden", "kitchen"]}
NO_FACETS: dict[str, Any] = {
    "interests": [],
    "words": [],
    "styles": [],
    "values": [],
    "colours": [],
    "leaning": None,
    "dislikes": [],
    "materialsToAvoid": [],
    "diets": [],
    "exclusions": [],
    "ownExclusions": [],
    "sizes": {},
    "priceComfort": None,
}


async def test_a_new_profile_has_questions_and_no_facets(ada: Someone) -> None:
    step = await start(ada, name="  My own  taste ")

    profile = step["profile"]
    assert profile == {
        "id": profile["id"],
        "mode": "self",
        "recipientId": None,
        "name": "My own taste",
        "answers": {},
        "facets": NO_FACETS,
        "progress": {"share": 0.0, "answered": 0, "isUsable": False},
        "isTemporary": False,
        "expiresAt": None,
        "createdAt": "2026-11-21T12:00:00Z",
        "updatedAt": "2026-11-21T12:00:00Z",
        "completedAt": None,
    }
    first = step["questions"][0]
    assert first["text"] == "A free Saturday. Which of these would you happily lose it to?"
    assert first["kind"] == "multiple_choice"
    assert first["options"][0] == {
        "id": "garden",
        "label": "Hands in the soil",
        "pictureId": "free_saturday/garden",
    }


async def test_questions_name_the_relationship_and_never_the_name(ada: Someone) -> None:
    sister = await make_recipient(ada, name="Zebedee", relationship="my little sister")
    somebody = await make_recipient(ada, name="Zebedee")

    of_sister = await start(ada, mode="recipient", recipientId=sister["id"])
    of_somebody = await start(ada, mode="recipient", recipientId=somebody["id"])
    quick = await start(ada, mode="quick")

    asked = [step["questions"][0]["text"] for step in (of_sister, of_somebody, quick)]
    assert asked[0] == "A free Saturday. Which of these would your sister happily lose it to?"
    assert asked[1] == asked[2] == asked[0].replace("your sister", "this person")
    assert "Zebedee" not in str(of_sister["questions"] + of_somebody["questions"])


async def test_answers_become_facets_and_return_the_next_questions(ada: Someone) -> None:
    step = await start(ada)
    profile_id, first = step["profile"]["id"], step["questions"][0]["id"]

    after_first = await answer_question(ada, profile_id, first, SATURDAY)
    await answer_question(
        ada, profile_id, "talks_about", {"text": "Old records, and dogs. Hates golf"}
    )
    await answer_question(
        ada, profile_id, "price_comfort", {"budget": {"max": 5000, "currency": "gbp"}}
    )
    await answer_question(
        ada, profile_id, "hard_noes", {"chosen": ["alcohol"], "own": [" peanut  butter "]}
    )
    await answer_question(ada, profile_id, "materials", {"chosen": ["leather"]})
    await answer_question(ada, profile_id, "diets", {"chosen": ["vegan"]})
    last = await answer_question(ada, profile_id, "clothing_size", {"sizes": {"top": "M"}})

    assert after_first["profile"]["progress"] == {"share": 1 / 7, "answered": 1, "isUsable": False}
    assert first not in [question["id"] for question in after_first["questions"]]
    assert last["profile"]["progress"] == {"share": 1.0, "answered": 7, "isUsable": True}
    assert last["profile"]["facets"] == NO_FACETS | {
        "interests": ["gardening", "cooking", "dogs"],
        "words": ["records"],
        "styles": ["natural"],
        "materialsToAvoid": ["leather"],
        "diets": ["vegan"],
        "exclusions": ["alcohol"],
        "ownExclusions": ["peanut butter", "golf"],
        "sizes": {"top": "M"},
        "priceComfort": {"min": None, "max": 5000, "currency": "GBP"},
    }
    assert await ada.get(f"/v1/taste-profiles/{profile_id}") == last["profile"]


async def test_an_answer_may_be_sent_in_short_form(ada: Someone) -> None:
    profile_id = (await start(ada))["profile"]["id"]

    await answer_question(ada, profile_id, "free_saturday", ["garden", "kitchen"])
    await answer_question(ada, profile_id, "tea_or_coffee", "tea")
    last = await answer_question(ada, profile_id, "talks_about", "dogs")

    assert last["progress"] == last["profile"]["progress"]
    assert last["progress"]["answered"] == 3
    answers = last["profile"]["answers"]
    assert answers["free_saturday"]["chosen"] == ["garden", "kitchen"]
    assert answers["tea_or_coffee"]["chosen"] == ["tea"]
    assert answers["talks_about"]["text"] == "dogs"


async def test_an_answer_can_be_repeated_changed_and_skipped(ada: Someone) -> None:
    profile_id = (await start(ada))["profile"]["id"]

    once = await answer_question(ada, profile_id, "free_saturday", SATURDAY)
    again = await answer_question(ada, profile_id, "free_saturday", SATURDAY)
    changed = await answer_question(ada, profile_id, "free_saturday", {"chosen": ["sofa"]})
    passed = await answer_question(ada, profile_id, "free_saturday", None)

    assert once == again
    assert changed["profile"]["facets"]["interests"] == ["reading"]
    assert passed["profile"]["facets"] == NO_FACETS
    assert passed["profile"]["answers"] == {"free_saturday": None}
    assert passed["profile"]["progress"]["answered"] == 0
    assert "free_saturday" not in [question["id"] for question in passed["questions"]]


async def test_a_quick_profile_is_usable_after_4_answers_and_ends_after_6(ada: Someone) -> None:
    step = await start(ada, mode="quick", temporary=True)
    usable_after = 0

    while step["questions"]:
        question = step["questions"][0]
        step = await answer_question(
            ada, step["profile"]["id"], question["id"], an_answer_to(question)
        )
        usable_after += not step["profile"]["progress"]["isUsable"]

    assert usable_after == 3
    assert step["profile"]["progress"]["answered"] == 6


def an_answer_to(question: dict[str, Any]) -> dict[str, Any]:
    if question["kind"] == "budget":
        return {"budget": {"max": 3000, "currency": "GBP"}}
    return {"chosen": [question["options"][0]["id"]]}


async def test_a_profile_can_be_completed_again_after_changes(
    ada: Someone, clock: FixedClock
) -> None:
    profile = await completed(ada, {"free_saturday": SATURDAY})
    clock.move(timedelta(hours=1))

    again = await complete(ada, profile["id"])
    await answer_question(ada, profile["id"], "free_saturday", {"chosen": ["sofa"]})
    changed = await complete(ada, profile["id"])

    assert profile["completedAt"] == "2026-11-21T12:00:00Z"
    assert again == profile
    assert changed["completedAt"] == "2026-11-21T13:00:00Z"
    assert changed["facets"]["interests"] == ["reading"]


async def test_profiles_are_listed_in_pages_and_by_recipient(ada: Someone) -> None:
    ana, ben = await make_recipient(ada), await make_recipient(ada, name="Ben")
    own = (await start(ada))["profile"]
    of_ana = [
        (await start(ada, mode="recipient", recipientId=ana["id"]))["profile"] for _ in range(2)
    ]
    await start(ada, mode="quick", recipientId=ben["id"])

    first = await ada.get("/v1/taste-profiles", recipientId=ana["id"], limit=1)
    second = await ada.get(
        "/v1/taste-profiles", recipientId=ana["id"], limit=1, cursor=first["nextCursor"]
    )

    assert [*first["items"], *second["items"]] == of_ana
    assert second["nextCursor"] is None
    assert len((await ada.get("/v1/taste-profiles"))["items"]) == 4
    assert (await ada.get("/v1/taste-profiles"))["items"][0] == own


async def test_a_removed_profile_is_not_found(ada: Someone) -> None:
    address = f"/v1/taste-profiles/{(await start(ada))['profile']['id']}"

    assert (await ada.client.delete(address)).status_code == 204
    assert error_of(await ada.client.delete(address)) == (404, "taste_profile_not_found")
    assert error_of(await ada.client.get(address)) == (404, "taste_profile_not_found")


async def asked_of(owner: Someone, profile_id: str) -> list[httpx.Response]:
    address = f"/v1/taste-profiles/{profile_id}"
    answer = {"questionId": "free_saturday", "answer": SATURDAY}
    return [
        await owner.client.get(address),
        await owner.client.post(f"{address}/answer", json=answer),
        await owner.client.post(f"{address}/complete"),
        await owner.client.delete(address),
        await owner.client.post("/v1/recommendations", json={"tasteProfileId": profile_id}),
    ]


async def test_another_users_profile_is_not_found(ada: Someone, bob: Someone) -> None:
    profile = (await start(ada))["profile"]
    recipient = await make_recipient(ada)

    answers = await asked_of(bob, profile["id"])
    of_hers = {"mode": "recipient", "recipientId": recipient["id"]}
    started = await bob.client.post("/v1/taste-profiles/start", json=of_hers)

    assert {error_of(answer) for answer in answers} == {(404, "taste_profile_not_found")}
    assert error_of(started) == (404, "recipient_not_found")
    assert (await bob.get("/v1/taste-profiles", recipientId=recipient["id"]))["items"] == []
    assert await ada.get(f"/v1/taste-profiles/{profile['id']}") == profile


async def test_a_temporary_profile_expires_after_7_days(ada: Someone, clock: FixedClock) -> None:
    profile = (await start(ada, temporary=True))["profile"]
    assert profile["expiresAt"] == "2026-11-28T12:00:00Z"
    clock.move(timedelta(days=7))

    answers = await asked_of(ada, profile["id"])

    assert {error_of(answer) for answer in answers} == {(404, "taste_profile_not_found")}
    assert (await ada.get("/v1/taste-profiles"))["items"] == []


async def test_a_profile_is_gone_when_its_recipient_expires_or_is_removed(
    ada: Someone, clock: FixedClock
) -> None:
    expiring = await make_recipient(ada, isTemporary=True)
    removed = await make_recipient(ada)
    profiles = [
        (await start(ada, mode="recipient", recipientId=recipient["id"]))["profile"]
        for recipient in (expiring, removed)
    ]
    await ada.client.delete(f"/v1/recipients/{removed['id']}")
    clock.move(timedelta(days=7))

    for profile in profiles:
        answers = await asked_of(ada, profile["id"])
        assert {error_of(answer) for answer in answers} == {(404, "taste_profile_not_found")}
    assert (await ada.get("/v1/taste-profiles"))["items"] == []


async def test_merged_recipients_keep_their_profiles(ada: Someone, bob: Someone) -> None:
    await ada.befriend(bob)
    friend = {"type": "USER", "userId": bob.id}
    as_friend = (await ada.client.post("/v1/recipients", json=friend)).json()
    kept = await make_recipient(ada)
    for recipient in (as_friend, kept):
        await start(ada, mode="recipient", recipientId=recipient["id"])

    linked = await ada.client.post(f"/v1/recipients/{kept['id']}/link", json={"userId": bob.id})

    assert linked.status_code == 200
    page = await ada.get("/v1/taste-profiles", recipientId=kept["id"])
    assert len(page["items"]) == 2


WRONG_STARTS: list[tuple[dict[str, Any], str]] = [
    ({}, "mode"),
    ({"mode": "other"}, "mode"),
    ({"mode": "recipient"}, "recipientId"),
    ({"mode": "self", "recipientId": "r1"}, "recipientId"),
    ({"mode": "self", "name": " "}, "name"),
    ({"mode": "self", "name": "x" * 101}, "name"),
    ({"mode": "self", "temporary": "yes"}, "temporary"),
    ({"mode": "self", "colour": "red"}, "colour"),
]


@pytest.mark.parametrize(("body", "path"), WRONG_STARTS)
async def test_an_invalid_start_is_reported(ada: Someone, body: dict[str, Any], path: str) -> None:
    assert wrong_paths(await ada.client.post("/v1/taste-profiles/start", json=body)) == [path]


GBP = {"currency": "GBP"}
WRONG_ANSWERS: list[tuple[str, Any, str]] = [
    ("free_saturday", "moon", "answer.chosen"),
    ("tea_or_coffee", [], "answer.chosen"),
    ("talks_about", ["tea", "coffee"], "answer"),
    ("price_comfort", "50 GBP", "answer"),
    ("clothing_size", ["M"], "answer"),
    ("free_saturday", 5, "answer"),
    ("unknown", {}, "questionId"),
    ("free_saturday", {"chosen": ["moon"]}, "answer.chosen"),
    ("free_saturday", {"text": "gardening"}, "answer.text"),
    ("free_saturday", {"own": ["gardening"]}, "answer.own"),
    ("tea_or_coffee", {"chosen": []}, "answer.chosen"),
    ("tea_or_coffee", {"chosen": ["tea", "coffee"]}, "answer.chosen"),
    ("talks_about", {"text": "  "}, "answer.text"),
    ("talks_about", {"text": "x" * 1001}, "answer.text"),
    ("talks_about", {"chosen": ["tea"]}, "answer.chosen"),
    ("price_comfort", {}, "answer.budget"),
    ("price_comfort", {"budget": GBP}, "answer.budget"),
    ("price_comfort", {"budget": {"max": 5, "currency": "XXY"}}, "answer.budget.currency"),
    ("price_comfort", {"budget": GBP | {"min": 2, "max": 1}}, "answer.budget.max"),
    ("price_comfort", {"budget": GBP | {"max": -1}}, "answer.budget.max"),
    ("clothing_size", {"sizes": {}}, "answer.sizes"),
    ("clothing_size", {"sizes": {"shoe": "42"}}, "answer.sizes.shoe"),
    ("clothing_size", {"sizes": {"top": ""}}, "answer.sizes.top"),
    ("hard_noes", {"own": [" "]}, "answer.own[0]"),
    ("hard_noes", {"own": ["wool", "x" * 61]}, "answer.own[1]"),
    ("hard_noes", {"own": ["\0"]}, "answer.own[0]"),
]


@pytest.mark.parametrize(("question_id", "answer", "path"), WRONG_ANSWERS)
async def test_an_invalid_answer_is_reported(
    ada: Someone, question_id: str, answer: Any, path: str
) -> None:
    profile = (await start(ada))["profile"]

    refused = await ada.client.post(
        f"/v1/taste-profiles/{profile['id']}/answer",
        json={"questionId": question_id, "answer": answer},
    )

    assert wrong_paths(refused) == [path]
    assert await ada.get(f"/v1/taste-profiles/{profile['id']}") == profile


REQUESTS = [
    ("POST", "/v1/taste-profiles/start"),
    ("POST", "/v1/taste-profiles/t1/answer"),
    ("POST", "/v1/taste-profiles/t1/complete"),
    ("GET", "/v1/taste-profiles"),
    ("GET", "/v1/taste-profiles/t1"),
    ("DELETE", "/v1/taste-profiles/t1"),
]


async def test_every_route_needs_a_token(client: httpx.AsyncClient) -> None:
    for method, path in REQUESTS:
        assert error_of(await client.request(method, path, json={})) == (401, "unauthenticated")
