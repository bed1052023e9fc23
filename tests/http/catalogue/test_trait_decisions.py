"""Editors correct the traits of products over HTTP, by the internal secret."""

from typing import Any

import httpx
import pytest

from builders.people.users import Someone, wrong_paths
from builders.recommendations.catalogue_rows import judge_all, put_catalogue
from gifter_app.container import Container

GIFTS = [
    {"id": "bar", "title": "Oat Bar", "description": "Contains oats, dates and hazelnuts"},
    {"id": "bowl", "title": "Oak Bowl"},
]
SECRET = {"X-Internal-Webhook-Secret": "the-secret"}
PATH = "/v1/admin/products/{}/traits"


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    await put_catalogue(container.database(), GIFTS)


@pytest.fixture
def container(container: Container) -> Container:
    container.webhook_secrets.override(("the-secret",))
    return container


def decided(*decisions: tuple[str, str]) -> dict[str, Any]:
    return {
        "editor": "ana",
        "decisions": [{"code": c, "value": v, "why": "the label"} for c, v in decisions],
    }


async def without(ada: Someone, code: str) -> set[str]:
    body = {"constraints": {"excludeTraits": [code]}}
    answer = (await ada.client.post("/v1/recommendations", json=body)).json()
    return {item["product"]["id"] for item in answer["items"]}


async def test_a_decision_wins_over_the_judge_and_survives_judging(
    ada: Someone, client: httpx.AsyncClient, container: Container
) -> None:
    assert await without(ada, "leather") == {"bar", "bowl"}
    assert "bar" not in await without(ada, "nuts")

    body = decided(
        ("leather", "yes"), ("nuts", "no"), ("peanuts", "no"), ("unknown_contents", "no")
    )
    for product_id in ("bar", "bowl"):
        answer = await client.patch(PATH.format(product_id), json=body, headers=SECRET)
        assert answer.status_code == 204, answer.text

    assert await without(ada, "leather") == set()
    assert await without(ada, "nuts") == {"bar", "bowl"}
    async with container.database().transaction() as connection:
        await connection.driver.execute("UPDATE product_mirror SET judged = NULL")
    await judge_all(container.database())
    assert await without(ada, "leather") == set()
    assert await without(ada, "nuts") == {"bar", "bowl"}


async def test_decisions_are_kept_with_editor_time_and_reason(
    client: httpx.AsyncClient, container: Container
) -> None:
    for value in ("yes", "no"):
        await client.patch(PATH.format("bowl"), json=decided(("silk", value)), headers=SECRET)

    kept = await container.catalogue().decide_traits.of_product("bowl")

    assert [(one.code, one.has, one.why, one.decided_by) for one in kept] == [
        ("silk", True, "the label", "ana"),
        ("silk", False, "the label", "ana"),
    ]
    found = await container.catalogue().product_traits.of_product("bowl")
    assert found is not None
    assert [(t.value, t.provenance.name) for t in found[2] if t.code == "silk"] == [
        ("free_of", "EDITOR")
    ]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (decided(("nuts", "yes"), ("vegan", "no")), "decisions[1].code"),
        (decided(("nuts", "yes"), ("nuts", "no")), "decisions[1].code"),
        (decided(("nuts", "maybe")), "decisions[0].value"),
        ({"editor": "ana", "decisions": []}, "decisions"),
        ([], "body"),
    ],
)
async def test_a_wrong_decision_is_invalid(
    client: httpx.AsyncClient, body: object, path: str
) -> None:
    answer = await client.patch(PATH.format("bowl"), json=body, headers=SECRET)

    assert wrong_paths(answer) == [path]


async def test_only_internal_senders_decide(client: httpx.AsyncClient) -> None:
    body = decided(("nuts", "yes"))

    assert (await client.patch(PATH.format("bowl"), json=body)).status_code == 401
    wrong = {"X-Internal-Webhook-Secret": "guessed"}
    assert (await client.patch(PATH.format("bowl"), json=body, headers=wrong)).status_code == 401
    assert (await client.patch(PATH.format("none"), json=body, headers=SECRET)).status_code == 404


@pytest.mark.parametrize(
    ("stated", "excluded"),
    [
        ("wine", "alcohol"),
        ("wine", "adult_only"),
        ("beer", "alcohol"),
        ("beer", "gluten"),
        ("adult", "adult_only"),
        ("socks", "clothing"),
        ("chocolate", "food"),
        ("chocolate", "nuts"),
        ("meat", "food"),
        ("candles", "scent"),
    ],
)
async def test_what_an_editor_states_implies_what_it_implies_for_the_judge(
    ada: Someone, client: httpx.AsyncClient, container: Container, stated: str, excluded: str
) -> None:
    assert "bowl" in await without(ada, excluded)

    await client.patch(PATH.format("bowl"), json=decided((stated, "yes")), headers=SECRET)

    assert "bowl" not in await without(ada, excluded)
    async with container.database().transaction() as connection:
        await connection.driver.execute("UPDATE product_mirror SET judged = NULL")
    await judge_all(container.database())
    assert "bowl" not in await without(ada, excluded)


async def test_what_an_editor_states_otherwise_is_not_implied(
    ada: Someone, client: httpx.AsyncClient
) -> None:
    body = decided(("wine", "yes"), ("alcohol", "no"))

    await client.patch(PATH.format("bowl"), json=body, headers=SECRET)

    assert "bowl" not in await without(ada, "wine")
    assert "bowl" in await without(ada, "adult_only")
    assert "bowl" in await without(ada, "milk")


async def test_something_with_wine_by_an_editor_is_shown_to_no_minor(
    ada: Someone, client: httpx.AsyncClient
) -> None:
    await client.patch(PATH.format("bowl"), json=decided(("wine", "yes")), headers=SECRET)

    for text in ("a bowl for my niece who is 9", "a bowl for a friend who is sober"):
        answer = (
            await ada.client.post("/v1/recommendations", json={"context": {"text": text}})
        ).json()
        assert "bowl" not in {item["product"]["id"] for item in answer["items"]}
