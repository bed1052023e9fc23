"""People whom a wish is for get the same responses, byte for byte, with and without claims."""

import json
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from builders.surprises.claimed_twins import Wishes, twins_after
from builders.surprises.givers_and_wishes import (
    REVEALED_AT,
    History,
    all_bought,
    claimed_after_the_reveal,
    everything_at_once,
    joint_wishes,
    kept_wishes,
)
from builders.surprises.hunters import a_look, hasty_owner, joint_owner, owner, recipient
from builders.surprises.spoiler_hunt import Hunt
from builders.surprises.twin_worlds import Spoiled


@pytest.mark.parametrize(
    ("history", "who", "actions"),
    [
        (everything_at_once, "ada", owner),
        (all_bought, "ada", hasty_owner),
        (joint_wishes, "jo", joint_owner),
        (kept_wishes, "rea", recipient),
    ],
)
async def test_claims_change_no_response_to_the_people_the_wishes_are_for(
    wishes: Wishes, history: History, who: str, actions: Callable[[Hunt], Awaitable[None]]
) -> None:
    async with twins_after(wishes, history) as (twins, known):
        await actions(Hunt(twins, known, who))

        assert twins.asked > 100


async def test_new_claims_change_no_response_to_the_owner(wishes: Wishes) -> None:
    chance = random.Random(20261121)
    claimed = 0
    items = ["bicycle", "our bicycle", "cups", "tent", "boat", "sofa", "trowel", "books"]
    async with twins_after(wishes, everything_at_once) as (twins, known):
        hunt = Hunt(twins, known, "ada")
        acts: list[Callable[[], Awaitable[object]]] = [
            lambda: hunt.edit_once(chance.choice(items), chance),
            lambda: hunt.reorder(chance.choice(["birthday", "camping", "ours"])),
            lambda: hunt.try_to_claim(chance.choice(items)),
            lambda: hunt.remove(chance.choice(items)),
            lambda: hunt.add_wishes_again(chance.choice(["birthday", "camping", "ours"])),
            lambda: hunt.fall_out(chance.choice(["gil", "liv", "sam"])),
        ]
        for _ in range(12):
            for giver in ("gil", "liv", "sam"):
                path = f"/v1/wishlist-items/{known.ids[chance.choice(items)]}/claims"
                part = {"quantity": chance.randint(1, 2)}
                claimed += (await twins.claimed.ask(giver, "POST", path, part)).status == 201
            await chance.choice(acts)()
            await hunt.look("birthday", "camping", "ours")

    assert claimed > 5


async def test_the_comparison_finds_the_claims_that_givers_see(wishes: Wishes) -> None:
    async with twins_after(wishes, everything_at_once) as (twins, known):
        for giver in ("gil", "sam", ""):
            for path in (f"/v1/shared/{known.tokens['birthday']}", f"/s/{known.tokens['diary']}"):
                with pytest.raises(Spoiled):
                    await Hunt(twins, known, giver).ask("GET", path)


async def test_a_reveal_shows_claims_only_on_the_revealed_list(
    wishes: Wishes,
) -> None:
    a_moment_before = REVEALED_AT - timedelta(microseconds=1)
    async with twins_after(wishes, all_bought, at=a_moment_before) as (twins, known):
        hunt = Hunt(twins, known, "ada")
        await hunt.look("camping")
        for world in (twins.plain, twins.claimed):
            world.clock.time = REVEALED_AT

        await hunt.look("birthday", "ours", "mine")
        with pytest.raises(Spoiled):
            await hunt.look("camping")

        path = f"/v1/wishlists/{known.ids['camping']}"
        seen = json.loads((await twins.claimed.ask("ada", "GET", path)).body)
        shown = {item["title"] for item in seen["items"] if item["claim"] is not None}
        assert shown == {"Tent", "Boat"}


async def test_claims_after_a_reveal_are_hidden_until_the_next_reveal(
    wishes: Wishes,
) -> None:
    later, next_time = REVEALED_AT + timedelta(days=2), REVEALED_AT + timedelta(days=10)
    async with twins_after(wishes, claimed_after_the_reveal, at=later) as (twins, known):
        path = f"/v1/wishlists/{known.ids['camping']}"
        with pytest.raises(Spoiled):
            await Hunt(twins, known, "gil").look("camping")
        seen = json.loads((await twins.ask("ada", "GET", path)).body)
        assert {item["title"] for item in seen["items"] if item["claim"]} == {"Tent", "Boat"}

        hunt = Hunt(twins, known, "ada")
        await a_look(hunt)
        await hunt.edit("tent", "boat")
        await hunt.reorder("camping")
        await hunt.read_everything()
        await hunt.ask("PATCH", path, {"revealAt": next_time.isoformat()})
        await hunt.look("camping")
        for world in (twins.plain, twins.claimed):
            world.clock.time = next_time
        with pytest.raises(Spoiled):
            await hunt.look("camping")
