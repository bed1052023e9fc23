"""A small world of people around one owner, to make and ask for things in."""

from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import update

from builders.core.clocks import FixedClock
from builders.people.recipients_api import keep_friend
from builders.people.users import Join, Someone
from builders.wishlists.pictures import OnePicture
from gifter_adapters.postgres.identity.tables import user_account
from gifter_app.container import Container

ROLES = ("nobody", "owner", "other side", "friend", "stranger", "blocked", "disabled")
# Beside them, where somebody wishes: who it is for, who gives some of it, and who owned it jointly.
WISHING_ROLES = (*ROLES, "recipient", "giver", "former owner")
NO_CELL = "–"


@dataclass(frozen=True)
class World:
    """`owner` has friends, blocks a former one, and knows nothing of the stranger.

    The `other side` is whom a thing is about, where it has two sides, and a stranger else. Of
    the friends, one is the recipient `kept_friend`, one gives, and one has left the owner's lists.
    """

    container: Container
    clock: FixedClock
    join: Join
    people: dict[str, Someone]
    anonymous: httpx.AsyncClient
    second_friend: Someone
    kept_friend: dict[str, Any]

    @property
    def owner(self) -> Someone:
        return self.people["owner"]

    def client(self, role: str) -> httpx.AsyncClient:
        return self.people[role].client if role in self.people else self.anonymous

    async def somebody(self) -> Someone:
        """Signs in a person whom nobody knows."""
        return await self.join(self.container.ids().new_id())

    async def made(self, role: str, path: str, **sent: Any) -> dict[str, Any]:
        """Sends a POST and returns the resource it made."""
        answer = await self.client(role).post(path, json=sent)
        assert answer.is_success, answer.text
        made: dict[str, Any] = answer.json()
        return made


async def a_world(
    container: Container, clock: FixedClock, join: Join, anonymous: httpx.AsyncClient
) -> World:
    """One that lasts: whatever is made in it is new, and the other side is replaced."""
    container.pictures.override(OnePicture())
    new_id = container.ids().new_id
    people = {role: await join(new_id(), role) for role in WISHING_ROLES if role != "nobody"}
    owner = people["owner"]
    second_friend = await join(new_id(), "second friend")
    friends = (people[role] for role in ("friend", "blocked", "recipient", "giver", "former owner"))
    for one in (second_friend, *friends):
        await owner.befriend(one)
    await owner.block(people["blocked"])
    kept_friend = await keep_friend(owner, people["recipient"])
    disabled = user_account.c.id == people["disabled"].id
    async with container.database().transaction() as connection:
        await connection.execute(update(user_account).where(disabled).values(status="DISABLED"))
    return World(container, clock, join, people, anonymous, second_friend, kept_friend)
