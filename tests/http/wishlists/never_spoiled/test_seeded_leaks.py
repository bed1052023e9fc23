"""The comparison of twin worlds finds faults that are put in on purpose and spoil surprises."""

import asyncio
from collections.abc import Iterator

import pytest

from builders.surprises.claimed_twins import Pair, Wishes, make_pair, twins_after
from builders.surprises.givers_and_wishes import a_few_claims, everything_at_once
from builders.surprises.hunters import a_look, some_changes
from builders.surprises.leaks_in_the_app import CHANGING, READING, Leak
from builders.surprises.leaks_in_the_database import TRIGGERS
from builders.surprises.spoiler_hunt import Hunt
from builders.surprises.twin_worlds import Spoiled, Twins


@pytest.fixture(scope="module")
def read_only_twins(wishes: Wishes) -> Iterator[Pair]:
    """Returns twins that the tests only read, so that one pair serves all of them."""
    pair = asyncio.run(make_pair(wishes, everything_at_once, name="shared"))
    yield pair
    asyncio.run(pair.drop())


def put_into_both(leak: Leak, twins: Twins) -> None:
    for world in (twins.plain, twins.claimed):
        leak(world)


async def test_no_difference_is_found_without_a_fault(wishes: Wishes) -> None:
    async with twins_after(wishes, a_few_claims) as (twins, known):
        await some_changes(Hunt(twins, known, "ada"))


@pytest.mark.parametrize("leak", READING.values(), ids=READING.keys())
async def test_a_fault_in_reading_is_found(read_only_twins: Pair, leak: Leak) -> None:
    async with read_only_twins.opened() as twins:
        put_into_both(leak, twins)

        with pytest.raises(Spoiled):
            await a_look(Hunt(twins, read_only_twins.known, "ada"))


@pytest.mark.parametrize("leak", CHANGING.values(), ids=CHANGING.keys())
async def test_a_fault_in_changing_wishes_is_found(wishes: Wishes, leak: Leak) -> None:
    async with twins_after(wishes, a_few_claims) as (twins, known):
        put_into_both(leak, twins)

        with pytest.raises(Spoiled):
            await some_changes(Hunt(twins, known, "ada"))


@pytest.mark.parametrize("leak", TRIGGERS.values(), ids=TRIGGERS.keys())
async def test_a_fault_in_the_database_is_found(wishes: Wishes, leak: str) -> None:
    async with twins_after(wishes, a_few_claims, leak=leak) as (twins, known):
        with pytest.raises(Spoiled):
            await some_changes(Hunt(twins, known, "ada"))
