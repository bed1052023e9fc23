"""People in each role around one owner, and the requests they send."""

from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import update

from builders.core.clocks import FixedClock
from builders.people.recipients_api import make_friend_recipient
from builders.people.users import Join, Someone
from builders.wishlists.pictures import OnePicture
from gifter_adapters.postgres.identity.tables import user_account
from gifter_app.container import Container

ROLES = ("nobody", "owner", "other side", "friend", "stranger", "blocked", "disabled")
# More roles around a wish: its recipient, a giver of a part, and a former joint owner of its list.
WISHING_ROLES = (*ROLES, "recipient", "giver", "former owner")
NO_CELL = "–"


@dataclass(frozen=True)
class World:
    """The people of the permission tests, one for each role, and their clients.

    `owner` has friends, blocks a former one, and does not know the stranger. The `other side` is
    the second person that a resource is about, if it has two sides, and otherwise a stranger. One
    of the friends is the recipient `kept_friend`, one is a giver, and one has left the owner's
    lists.
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
        """Signs in a new user whom nobody knows."""
        return await self.join(self.container.ids().new_id())

    async def post(self, role: str, path: str, **sent: Any) -> dict[str, Any]:
        """Sends a POST in the role and returns the decoded response."""
        answer = await self.client(role).post(path, json=sent)
        assert answer.is_success, answer.text
        made: dict[str, Any] = answer.json()
        return made


async def a_world(
    container: Container, clock: FixedClock, join: Join, anonymous: httpx.AsyncClient
) -> World:
    """Makes a world that many tests can share.

    Each test makes new resources in it, and replaces the other side.
    """
    container.pictures.override(OnePicture())
    new_id = container.ids().new_id
    people = {role: await join(new_id(), role) for role in WISHING_ROLES if role != "nobody"}
    owner = people["owner"]
    second_friend = await join(new_id(), "second friend")
    friends = (people[role] for role in ("friend", "blocked", "recipient", "giver", "former owner"))
    for one in (second_friend, *friends):
        await owner.befriend(one)
    await owner.block(people["blocked"])
    kept_friend = await make_friend_recipient(owner, people["recipient"])
    disabled = user_account.c.id == people["disabled"].id
    async with container.database().transaction() as connection:
        await connection.execute(update(user_account).where(disabled).values(status="DISABLED"))
    return World(container, clock, join, people, anonymous, second_friend, kept_friend)
