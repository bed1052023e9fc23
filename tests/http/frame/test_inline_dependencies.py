"""`InlineDependencies` resolves dependencies in the task of the request, in Litestar's order."""

import asyncio
from collections.abc import AsyncIterator

from litestar import Litestar, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import ClientException
from litestar.params import FromQuery
from litestar.testing import TestClient

from gifter_app.http.inline_dependencies import InlineDependencies


def _task() -> int:
    return id(asyncio.current_task())


async def _first() -> int:
    return _task()


async def _second() -> int:
    return _task()


async def _sum(limit: FromQuery[int], base: NamedDependency[int]) -> int:
    return limit + base


async def _base() -> int:
    return 40


def test_dependencies_run_in_the_task_of_the_request() -> None:
    @get("/", dependencies={"first": Provide(_first), "second": Provide(_second)})
    async def tasks(first: NamedDependency[int], second: NamedDependency[int]) -> list[bool]:
        return [first == _task(), second == _task()]

    with TestClient(Litestar([tasks], plugins=[InlineDependencies()])) as client:
        assert client.get("/").json() == [True, True]


def test_a_dependency_gets_the_dependencies_and_parameters_it_names() -> None:
    @get("/", dependencies={"total": Provide(_sum), "base": Provide(_base)})
    async def total(total: NamedDependency[int]) -> int:
        return total

    with TestClient(Litestar([total], plugins=[InlineDependencies()])) as client:
        assert client.get("/", params={"limit": 2}).json() == 42


def test_a_missing_parameter_of_a_dependency_is_refused() -> None:
    @get("/", dependencies={"total": Provide(_sum), "base": Provide(_base)})
    async def total(total: NamedDependency[int]) -> int:
        return total

    with TestClient(Litestar([total], plugins=[InlineDependencies()])) as client:
        assert client.get("/").status_code == 400


def test_an_error_of_a_dependency_is_the_answer_and_the_handler_does_not_run() -> None:
    runs: list[int] = []

    async def refuse() -> int:
        raise ClientException("no", status_code=418)

    @post("/", dependencies={"refused": Provide(refuse)})
    async def handler(refused: NamedDependency[int]) -> None:
        runs.append(refused)

    with TestClient(Litestar([handler], plugins=[InlineDependencies()])) as client:
        assert client.post("/").status_code == 418
    assert runs == []


def test_a_dependency_that_yields_is_cleaned_up_after_the_handler() -> None:
    steps: list[str] = []

    async def opened() -> AsyncIterator[int]:
        steps.append("open")
        yield 1
        steps.append("close")

    @get("/", dependencies={"one": Provide(opened)})
    async def handler(one: NamedDependency[int]) -> int:
        steps.append("handler")
        return one

    with TestClient(Litestar([handler], plugins=[InlineDependencies()])) as client:
        assert client.get("/").json() == 1
    assert steps == ["open", "handler", "close"]
