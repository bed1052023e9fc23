"""A new recipient who may be a recipient already is answered with a warning."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from builders.core.clocks import FixedClock
from builders.people.recipients_api import make_friend_recipient, make_recipient, recipient_names
from builders.people.users import Someone

BORN = "1990-05-14"


@pytest.mark.parametrize(
    ("known", "new"),
    [
        ({"birthday": BORN}, {"birthday": BORN}),
        ({"birthday": BORN}, {"birthday": "--05-14"}),
        ({"birthday": BORN}, {}),
        ({}, {"birthday": BORN}),
        ({}, {}),
        ({"name": "Ana Silva"}, {"name": "  ANA \t silva"}),
        ({}, {"isTemporary": True}),
        ({"isTemporary": True}, {}),
    ],
)
async def test_the_same_name_with_a_birthday_that_agrees_is_a_possible_duplicate(
    ada: Someone, known: dict[str, Any], new: dict[str, Any]
) -> None:
    first = await make_recipient(ada, **known)
    second = await make_recipient(ada, **new)

    assert "duplicateOf" not in first
    assert second["duplicateOf"] == [first["id"]]
    assert len(await recipient_names(ada)) == 2


@pytest.mark.parametrize(
    ("known", "new"),
    [
        ({"birthday": BORN}, {"birthday": "1990-05-15"}),
        ({"birthday": BORN}, {"birthday": "1991-05-14"}),
        ({"birthday": BORN}, {"birthday": BORN, "name": "Anna"}),
    ],
)
async def test_another_name_or_birthday_is_another_person(
    ada: Someone, known: dict[str, Any], new: dict[str, Any]
) -> None:
    await make_recipient(ada, **known)

    assert "duplicateOf" not in await make_recipient(ada, **new)


async def test_all_possible_duplicates_are_named_the_first_one_first(ada: Someone) -> None:
    first = await make_recipient(ada)
    second = await make_recipient(ada, birthday=BORN)
    await make_recipient(ada, birthday="--01-01", name="Ben")

    assert (await make_recipient(ada))["duplicateOf"] == [first["id"], second["id"]]


async def test_a_friend_may_be_a_recipient_without_an_account_already(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    known = await make_recipient(ada, name="bob")

    assert (await make_friend_recipient(ada, bob))["duplicateOf"] == [known["id"]]


async def test_the_warning_is_in_the_response_to_the_creation_alone(ada: Someone) -> None:
    await make_recipient(ada)
    made = await make_recipient(ada)
    del made["duplicateOf"]

    assert await ada.get(f"/v1/recipients/{made['id']}") == made
    assert made in (await ada.get("/v1/recipients"))["items"]


async def test_recipients_of_others_and_former_ones_are_no_duplicates(
    ada: Someone, bob: Someone, clock: FixedClock
) -> None:
    await make_recipient(bob)
    removed = await make_recipient(ada)
    await ada.client.delete(f"/v1/recipients/{removed['id']}")
    await make_recipient(ada, isTemporary=True)
    clock.move(timedelta(days=8))

    assert "duplicateOf" not in await make_recipient(ada)


async def test_one_of_two_concurrent_creations_warns_of_the_other(ada: Someone) -> None:
    both = await asyncio.gather(make_recipient(ada), make_recipient(ada))

    warned = [one for one in both if "duplicateOf" in one]
    assert len(warned) == 1
    assert {one["id"] for one in both} == {warned[0]["id"], *warned[0]["duplicateOf"]}
