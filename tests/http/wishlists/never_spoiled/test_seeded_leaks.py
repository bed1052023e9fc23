"""Faults that spoil surprises, put in on purpose: the comparison of twin worlds finds each."""

import asyncio
from collections.abc import Iterator

import pytest

from builders.surprises.claimed_twins import Pair, Wishes, lived, twins_after
from builders.surprises.givers_and_wishes import a_few_claims, everything_at_once
from builders.surprises.hunters import a_look, some_changes
from builders.surprises.leaks_in_the_app import CHANGING, READING, Leak
from builders.surprises.leaks_in_the_database import TRIGGERS
from builders.surprises.spoiler_hunt import Hunt
from builders.surprises.twin_worlds import Spoiled, Twins


@pytest.fixture(scope="module")
def looked_at(wishes: Wishes) -> Iterator[Pair]:
    """Twins that nobody changes."""
    pair = asyncio.run(lived(wishes, everything_at_once, name="shared"))
    yield pair
    asyncio.run(pair.drop())


def put_in(leak: Leak, twins: Twins) -> None:
    for world in (twins.plain, twins.claimed):
        leak(world)


async def test_without_a_fault_nothing_is_found(wishes: Wishes) -> None:
    async with twins_after(wishes, a_few_claims) as (twins, known):
        await some_changes(Hunt(twins, known, "ada"))


@pytest.mark.parametrize("leak", READING.values(), ids=READING.keys())
async def test_a_fault_that_shows_to_whoever_looks_is_found(looked_at: Pair, leak: Leak) -> None:
    async with looked_at.opened() as twins:
        put_in(leak, twins)

        with pytest.raises(Spoiled):
            await a_look(Hunt(twins, looked_at.known, "ada"))


@pytest.mark.parametrize("leak", CHANGING.values(), ids=CHANGING.keys())
async def test_a_fault_that_shows_when_wishes_change_is_found(wishes: Wishes, leak: Leak) -> None:
    async with twins_after(wishes, a_few_claims) as (twins, known):
        put_in(leak, twins)

        with pytest.raises(Spoiled):
            await some_changes(Hunt(twins, known, "ada"))


@pytest.mark.parametrize("leak", TRIGGERS.values(), ids=TRIGGERS.keys())
async def test_a_fault_of_the_database_is_found(wishes: Wishes, leak: str) -> None:
    async with twins_after(wishes, a_few_claims, leak=leak) as (twins, known):
        with pytest.raises(Spoiled):
            await some_changes(Hunt(twins, known, "ada"))
