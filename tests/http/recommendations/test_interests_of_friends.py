"""The interests that friends show are searched for, where nothing else is known."""

from typing import Any

import pytest
from dependency_injector import providers

from builders.ai.embedders import CountingEmbedder
from builders.people.recipients_api import make_friend_recipient
from builders.people.users import Someone
from builders.recommendations.catalogue_rows import put_catalogue
from gifter_app.container import Container

GIFTS = [
    {"id": "balloon", "title": "Balloon"},
    {"id": "clay", "title": "Pottery clay"},
    {"id": "teapot", "title": "Teapot"},
]


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    container.embedder.override(providers.Object(CountingEmbedder()))
    await put_catalogue(container.database(), GIFTS)


@pytest.fixture
async def kept_friend(ada: Someone, bob: Someone) -> dict[str, Any]:
    """Returns Ada's recipient who is Bob, a friend with an interest that nobody sees."""
    await ada.befriend(bob)
    await bob.client.patch("/v1/me/profile", json={"interests": ["pottery"]})
    return await make_friend_recipient(ada, bob)


async def show_interests(user: Someone) -> None:
    await user.client.patch("/v1/me/profile", json={"visibility": {"interests": "friends"}})


async def understood(asker: Someone, recipient: dict[str, Any], text: str = "") -> list[str]:
    body = {"recipientId": recipient["id"], "context": {"text": text}}
    answer = await asker.client.post("/v1/recommendations", json=body)
    assert answer.status_code == 200, answer.text
    words: list[str] = answer.json()["understood"]["words"]
    return words


async def test_shown_interests_are_searched_for(
    ada: Someone, bob: Someone, kept_friend: dict[str, Any]
) -> None:
    assert await understood(ada, kept_friend) == []

    await show_interests(bob)
    answer = await ada.client.post("/v1/recommendations", json={"recipientId": kept_friend["id"]})

    assert answer.json()["understood"]["interests"] == ["pottery"]
    assert answer.json()["items"][0]["productId"] == "clay"


async def test_a_text_that_says_what_is_wanted_comes_first(
    ada: Someone, bob: Someone, kept_friend: dict[str, Any]
) -> None:
    await show_interests(bob)

    assert "pottery" not in await understood(ada, kept_friend, "a teapot")


@pytest.mark.parametrize("ending", ["hidden again", "unfriended", "blocked"])
async def test_interests_are_unknown_once_they_are_not_shown(
    ada: Someone, bob: Someone, kept_friend: dict[str, Any], ending: str
) -> None:
    await show_interests(bob)
    [friend] = (await bob.get("/v1/friends"))["items"]

    if ending == "hidden again":
        await bob.client.patch("/v1/me/profile", json={"visibility": {"interests": "nobody"}})
    elif ending == "unfriended":
        await bob.client.delete(f"/v1/friends/{friend['id']}")
    else:
        await bob.block(ada)

    assert await understood(ada, kept_friend) == []
