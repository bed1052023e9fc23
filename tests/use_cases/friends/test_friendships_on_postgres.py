"""Concurrent actions of two people on the real database end as in one of the two orders."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations_with_replacement

import pytest
from asyncpg import IntegrityConstraintViolationError
from sqlalchemy import func, select, text

from builders.people.friendship_model import TwoPeople, other
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.people.tables import friendship
from gifter_app.container import Container
from gifter_app.use_cases.people.manage_friendships import ManageFriendships
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.user import User
from gifter_domain.people.friendship import Action, Pair, Standing
from gifter_domain.shared.errors import GifterError

Move = tuple[str, Action]
ASK, ACCEPT, DECLINE = ("a", Action.REQUEST), ("b", Action.ACCEPT), ("b", Action.DECLINE)
BLOCKS = (("a", Action.BLOCK), ("b", Action.BLOCK))
BEGINNINGS: list[Sequence[Move]] = [
    (),
    (ASK,),
    (ASK, ACCEPT),
    (ASK, DECLINE),
    BLOCKS[:1],
    (ASK, DECLINE, BLOCKS[0]),
]
# Actions that need no request, and actions on the request that Ann made at the beginning.
ALWAYS = [
    (who, action) for who in "ab" for action in (Action.REQUEST, Action.BLOCK, Action.UNBLOCK)
]
ABOUT_IT = [ACCEPT, DECLINE, ("a", Action.CANCEL), ("a", Action.UNFRIEND), ("b", Action.UNFRIEND)]


def races() -> Iterator[tuple[Sequence[Move], Move, Move]]:
    """Yields each pair of actions after each beginning, also of two devices of one person."""
    for beginning in BEGINNINGS:
        moves = ALWAYS + (ABOUT_IT if ASK in beginning else [])
        for one, two in combinations_with_replacement(moves, 2):
            yield beginning, one, two


@dataclass
class Two:
    """Two users of the database, and the friend request between them at the beginning."""

    friends: ManageFriendships
    users: dict[str, User]
    request_id: str = "none"

    async def move(self, who: str, action: Action) -> str | None:
        """Runs an action, and returns the error code if it is refused."""
        me, them = self.users[who], self.users[other(who)]
        about = {
            Action.ACCEPT: self.friends.accept,
            Action.DECLINE: self.friends.decline,
            Action.CANCEL: self.friends.cancel,
            Action.UNFRIEND: self.friends.unfriend,
        }
        try:
            if action in about:
                await about[action](me, self.request_id)
            elif action is Action.REQUEST:
                await self.friends.request(me, them.id)
            else:
                turned = self.friends.block if action is Action.BLOCK else self.friends.unblock
                await turned(me, them.id)
        except GifterError as error:
            return error.code
        return None

    async def begin(self, beginning: Sequence[Move]) -> None:
        for who, action in beginning:
            if action is Action.REQUEST:
                them = self.users[other(who)].id
                self.request_id = (await self.friends.request(self.users[who], them)).id
            else:
                assert await self.move(who, action) is None

    def state(self, pair: Pair) -> object:
        """Returns the state between the two, with their names."""
        names = {user.id: name for name, user in self.users.items()}
        asker = names[pair.request.asked_by] if pair.request else None
        return pair.standing, asker, {names[who] for who in pair.blockers}


def state(facts: TwoPeople) -> object:
    standings = {
        Standing.REQUESTED: facts.asked,
        Standing.FRIENDS: facts.friends_since_request_of,
        Standing.DECLINED: {*facts.declined},
    }
    for standing, askers in standings.items():
        for asker in askers:
            return standing, asker, facts.blocks
    return Standing.APART, None, facts.blocks


def in_order(beginning: Sequence[Move], *moves: Move) -> tuple[object, list[str | None]]:
    """Returns the final state and the answer to each action, run one after the other."""
    facts = TwoPeople()
    for move in beginning:
        facts.apply(*move)
    answers = []
    for move in moves:
        answers.append(facts.refusal(*move))
        if answers[-1] is None:
            facts.apply(*move)
    return deepcopy(state(facts)), answers


async def two_users(container: Container, name: str) -> Two:
    async with container.transactions()() as tx:
        users = {who: await tx.users.sign_in(Identity(f"{name}-{who}")) for who in "ab"}
    return Two(container.people().manage_friendships, users)


async def pair_of(container: Container, two: Two) -> Pair:
    async with container.transactions()() as tx:
        return await tx.friendships.lock(two.users["a"].id, two.users["b"].id)


async def run(
    container: Container, name: str, beginning: Sequence[Move], one: Move, two: Move
) -> None:
    """Runs two actions concurrently, and checks that they end like one after the other."""
    people = await two_users(container, name)
    await people.begin(beginning)

    answers = list(await asyncio.gather(people.move(*one), people.move(*two)))

    ended = people.state(await pair_of(container, people))
    first, second = in_order(beginning, one, two), in_order(beginning, two, one)
    possible = [first, (second[0], second[1][::-1])]
    assert (ended, answers) in possible, (beginning, one, two, ended, answers, possible)


async def test_two_concurrent_actions_end_as_if_run_one_after_the_other(
    container: Container,
) -> None:
    numbered = [(f"{n}", *race) for n, race in enumerate(races())]

    for start in range(0, len(numbered), 4):
        await asyncio.gather(*(run(container, *race) for race in numbered[start : start + 4]))


async def test_many_concurrent_actions_never_leave_a_pair_both_friends_and_blocked(
    container: Container,
) -> None:
    moves = [(who, action) for who in "ab" for action in Action]
    chosen = random.Random(7)
    for n in range(4):
        two = await two_users(container, f"storm-{n}")
        await two.begin([ASK])

        await asyncio.gather(*(two.move(*chosen.choice(moves)) for _ in range(40)))

        pair = await pair_of(container, two)
        assert not (pair.blockers and pair.standing in (Standing.REQUESTED, Standing.FRIENDS))
    async with container.database().reads() as connection:
        assert await connection.scalar(select(func.count()).select_from(friendship)) == 4


REFUSED = {
    "a second row for the same two": (
        "INSERT INTO friendship (low_id, high_id) VALUES (:high, :low)",
        "ck_friendship_order",
    ),
    "a friend of oneself": (
        "INSERT INTO friendship (low_id, high_id) VALUES (:low, :low)",
        "ck_friendship_order",
    ),
    "a block of a friend": (
        "INSERT INTO user_block (id, blocker_id, blocked_id) VALUES ('k', :high, :low)",
        "fk_user_block_pair_not_open",
    ),
    "a friend who does not know since when": (
        "UPDATE friendship SET changed_at = NULL",
        "ck_friendship_request",
    ),
    "a request of somebody else": (
        "UPDATE friendship SET asked_by = 'nobody'",
        "ck_friendship_asked_by",
    ),
}


async def friends_by_hand(container: Container) -> dict[str, str]:
    two = await two_users(container, "by-hand")
    await two.begin([ASK, ACCEPT])
    low, high = sorted(user.id for user in two.users.values())
    return {"low": low, "high": high}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
async def test_the_database_refuses_invalid_rows(
    container: Container, statement: tuple[str, str]
) -> None:
    ids = await friends_by_hand(container)
    sql, constraint = statement

    with pytest.raises(IntegrityConstraintViolationError, match=constraint):
        await execute(container.database(), sql, ids)


async def test_the_database_refuses_a_friendship_with_a_blocked_person(
    container: Container,
) -> None:
    two = await two_users(container, "blocked")
    await two.begin([ASK, ACCEPT, BLOCKS[0]])
    again = "UPDATE friendship SET standing = 'FRIENDS', request_id = 'r', asked_by = low_id, \
        asked_at = now(), changed_at = now()"

    with pytest.raises(IntegrityConstraintViolationError, match="fk_user_block_pair_not_open"):
        await execute(container.database(), again, {})


async def execute(database: Database, sql: str, values: dict[str, str]) -> None:
    async with database.transaction() as connection:
        await connection.execute(text(sql), values)
