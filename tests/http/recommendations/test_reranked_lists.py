"""Lists that a language model orders, with a real endpoint that may answer anything."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from builders.people.users import Someone, joining
from builders.recommendations.catalogue_rows import put_catalogue
from builders.servers.chat import ChatEndpoint
from gifter_adapters.postgres.ai.tables import model_run
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.settings import read_settings

GIFTS = [
    {"id": f"tea{n}", "title": f"Tea Caddy Number {n}", "description": "For lovers of tea."}
    for n in range(1, 7)
]
Give = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def endpoint() -> Iterator[ChatEndpoint]:
    endpoint = ChatEndpoint()
    yield endpoint
    endpoint.close()


@pytest.fixture
async def container(
    database_url: str, endpoint: ChatEndpoint, tmp_path: Path
) -> AsyncIterator[Container]:
    set_to = {
        "GIFTER_HOME": str(tmp_path),
        "LLM_MODEL": "m-1",
        "LLM_BASE_URL": endpoint.url,
        "RERANK_TIMEOUT_S": "5",
    }
    container = Container(settings=read_settings(set_to), development=True)
    container.database_url.override(database_url)
    yield container
    await container.closing().aclose()


@pytest.fixture
async def ada(container: Container) -> AsyncIterator[Someone]:
    await put_catalogue(container.database(), GIFTS)
    async with AsyncExitStack() as stack:
        join = await stack.enter_async_context(joining(container, create_app(container)))
        yield await join("ada")


async def recommended(ada: Someone, text: str = "a tea caddy", **params: Any) -> dict[str, Any]:
    body = {"context": {"text": text}}
    answer = await ada.client.post("/v1/recommendations", json=body, params=params)
    assert answer.status_code == 200, answer.text
    decoded: dict[str, Any] = answer.json()
    return decoded


def ids(answer: dict[str, Any]) -> list[str]:
    return [item["product"]["id"] for item in answer["items"]]


async def runs(container: Container) -> list[Any]:
    query = select(model_run).order_by(model_run.c.id)
    async with container.database().reads() as connection:
        return [*(await connection.execute(query))]


async def by_rules(ada: Someone, endpoint: ChatEndpoint) -> list[str]:
    endpoint.says = "I would rather not."
    return ids(await recommended(ada))


async def test_two_answers_that_agree_order_the_list(
    ada: Someone, endpoint: ChatEndpoint, container: Container
) -> None:
    rules = await by_rules(ada, endpoint)
    endpoint.requests.clear()
    endpoint.says = json.dumps({"ranking": ["p6", "p5", "p4", "p3", "p2", "p1"]})

    answer = await recommended(ada, "a caddy for tea")

    assert sorted(ids(answer)) == sorted(rules)
    assert answer["pipeline"]["reranked"] == "done"
    assert answer["pipeline"]["reason"] is None
    assert [item["rank"] for item in answer["items"]] == [1, 2, 3, 4, 5, 6]
    assert len(endpoint.requests) == 2
    again = await ada.get(f"/v1/recommendations/{answer['requestId']}")
    assert ids(again) == ids(answer)


@pytest.mark.parametrize(
    ("says", "run_status"),
    [
        ("I would rather not.", "INVALID"),
        ("<html>" + "x" * 10_000_000, "INVALID"),
        ('{"ranking": [0, -1, 13, 2, 2.5, "p99", "tea1"]}', "INVALID"),
        ('{"ranking": ["p2", "p2", "p13", 0, -1, " p1"]}', "REPAIRED"),
        ('{"ranking": ["p1", "p2", "p3", "p4", "p5", "p6", "evil"]}', "REPAIRED"),
    ],
)
async def test_whatever_a_model_answers_the_same_gifts_are_in_the_list(
    ada: Someone, endpoint: ChatEndpoint, container: Container, says: str, run_status: str
) -> None:
    endpoint.says = says

    answer = await recommended(ada)

    assert sorted(ids(answer)) == [f"tea{n}" for n in range(1, 7)]
    assert {run["status"] for run in await runs(container)} == {run_status}
    state = "skipped" if run_status == "INVALID" else "done"
    assert answer["pipeline"]["reranked"] == state


async def test_an_invented_place_promotes_nothing(ada: Someone, endpoint: ChatEndpoint) -> None:
    rules = await by_rules(ada, endpoint)
    endpoint.says = '{"ranking": ["p2", 0, -1, 13, "p2", 3.5]}'

    answer = await recommended(ada, "a caddy for tea")

    assert ids(answer)[0] == rules[1]
    assert ids(answer)[-1] == rules[-1]


async def test_a_model_that_is_away_leaves_the_list_as_it_is(
    ada: Someone, endpoint: ChatEndpoint
) -> None:
    rules = await by_rules(ada, endpoint)
    endpoint.failures = [(400, {})] * 3

    answer = await recommended(ada, "a caddy for tea")

    assert (ids(answer), answer["pipeline"]["reason"]) == (rules, "modelUnavailable")


async def test_a_list_that_does_not_wait_is_reranked_by_a_job(
    ada: Someone, endpoint: ChatEndpoint, container: Container
) -> None:
    rules = await by_rules(ada, endpoint)
    endpoint.requests.clear()
    endpoint.says = json.dumps({"ranking": ["p6", "p5", "p4", "p3", "p2", "p1"]})

    answer = await recommended(ada, "a caddy for tea", wait=0)
    assert (ids(answer), endpoint.requests) == (rules, [])
    assert (answer["pipeline"]["reranked"], answer["pipeline"]["reason"]) == ("pending", "late")
    for _ in range(2):  # the second finds nothing to do
        await container.workers().run_due_jobs.execute()
    later = await ada.get(f"/v1/recommendations/{answer['requestId']}")

    assert later["pipeline"]["reranked"] == "done"
    assert ids(later) == rules[::-1]
    assert [item["rank"] for item in later["items"]] == [1, 2, 3, 4, 5, 6]


async def test_a_single_gift_is_not_reranked(ada: Someone, endpoint: ChatEndpoint) -> None:
    body = {"context": {"text": "a tea caddy"}, "limit": 1}
    answer = (await ada.client.post("/v1/recommendations", json=body)).json()

    assert answer["pipeline"]["reason"] == "tooFewProducts"
    assert endpoint.requests == []


async def test_nothing_that_a_seller_writes_reaches_the_model(
    ada: Someone, endpoint: ChatEndpoint
) -> None:
    await by_rules(ada, endpoint)

    sent = json.dumps(endpoint.requests)
    assert "Caddy" not in sent
    assert "lovers" not in sent
