"""A signed-in user and their requests about other users, over HTTP."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from litestar import Litestar

from builders.core.http_clients import http_client
from gifter_app.container import Container


@dataclass(frozen=True)
class Someone:
    id: str
    name: str
    client: httpx.AsyncClient

    @property
    def seen(self) -> dict[str, Any]:
        """The user as others see them in responses."""
        return {"id": self.id, "displayName": self.name, "avatarUrl": None}

    async def get(self, path: str, **params: Any) -> Any:
        answer = await self.client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def ask(self, other: "Someone") -> httpx.Response:
        return await self.client.post("/v1/friend-requests", json={"toUserId": other.id})

    async def block(self, other: "Someone") -> None:
        answer = await self.client.post("/v1/blocks", json={"userId": other.id})
        assert answer.status_code == 204, answer.text

    async def unblock(self, other: "Someone") -> None:
        answer = await self.client.delete(f"/v1/blocks/{other.id}")
        assert answer.status_code == 204, answer.text

    async def answer(self, request_id: str, verb: str) -> httpx.Response:
        return await self.client.post(f"/v1/friend-requests/{request_id}/{verb}")

    async def befriend(self, other: "Someone") -> str:
        """Makes the two friends and returns the id of the friendship."""
        request_id: str = (await self.ask(other)).json()["id"]
        assert (await other.answer(request_id, "accept")).status_code == 200
        return request_id

    async def friends(self) -> list[str]:
        """Returns the ids of the user's friends."""
        return [friend["person"]["id"] for friend in (await self.get("/v1/friends"))["items"]]


def error_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def wrong_paths(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [field["path"] for field in answer.json()["error"]["details"]["fields"]]


Join = Callable[..., Awaitable[Someone]]


@asynccontextmanager
async def joining(container: Container, app: Litestar) -> AsyncIterator[Join]:
    """Yields a function that signs users in: `await join("ada")`.

    An e-mail address, if given, is verified.
    """

    async def joined(sub: str, name: str | None = None, email: str | None = None) -> Someone:
        token = container.development_identity().mint(
            sub,
            lifetime=timedelta(days=365),
            name=sub.title() if name is None else name,
            email=email,
        )
        client = await clients.enter_async_context(
            http_client(app, {"Authorization": f"Bearer {token}"})
        )
        me = (await client.get("/v1/me")).json()
        return Someone(me["id"], me["displayName"], client)

    async with AsyncExitStack() as clients:
        yield joined
