"""The frame of every request: ids, errors, health, documents."""

from collections.abc import Iterator
from typing import Annotated

import httpx
import pytest
import structlog
from dependency_injector import providers
from litestar import Litestar, get, post
from litestar.params import JSONBody, QueryParameter

from builders.core.http_clients import http_client
from gifter_adapters.system import RandomCodes
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.http.base_schemas import RequestSchema
from gifter_app.http.errors import EXCEPTION_HANDLERS
from gifter_domain.identity.identity import Identity


async def test_health_needs_no_token_and_names_the_version(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health")

    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert answer.json()["version"]


async def test_ready_when_the_database_is_up_and_migrated(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "database": "up",
        "broker": "not_configured",
        "migrations": "current",
    }


async def test_unknown_address_answers_in_the_one_error_shape(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/nothing")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


async def test_wrong_method_says_which_are_allowed(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/health")

    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == "method_not_allowed"
    assert "GET" in answer.headers["allow"]


async def test_a_sane_request_id_comes_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health", headers={"X-Request-Id": "ios-42"})

    assert answer.headers["x-request-id"] == "ios-42"


@pytest.fixture
def every_level_logged() -> Iterator[None]:
    usual = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    yield
    structlog.configure(**usual)


@pytest.mark.usefixtures("every_level_logged")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/me", 401), ("GET", "/v1/nothing", 404), ("DELETE", "/v1/health", 405)],
)
async def test_refusals_carry_their_request_id_and_are_logged(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    with structlog.testing.capture_logs([structlog.contextvars.merge_contextvars]) as logged:
        answer = await client.request(method, path, headers={"X-Request-Id": "ios-7"})

    lines = [line for line in logged if line["event"] == "http.request"]
    assert (answer.status_code, answer.headers["x-request-id"]) == (status, "ios-7")
    assert [(line["status"], line["request_id"]) for line in lines] == [(status, "ios-7")]


@pytest.mark.usefixtures("every_level_logged")
@pytest.mark.parametrize(
    ("path", "logged_as"),
    [
        ("/v1/shared/{code}", "/v1/shared/…"),
        ("/s/{code}/reserved/{code}", "/s/…/reserved/…"),
        ("/s/{code}/nothing/here", "/s/…/nothing/here"),
        ("/v1/products/{code}x", "/v1/products/{code}x"),
    ],
)
async def test_codes_that_open_something_are_not_logged(
    client: httpx.AsyncClient, path: str, logged_as: str
) -> None:
    code = RandomCodes().new_code()
    with structlog.testing.capture_logs() as logged:
        await client.get(path.format(code=code))

    [line] = [line for line in logged if line["event"] == "http.request"]
    assert line["path"] == logged_as.format(code=code)


async def test_a_fault_while_signing_in_has_its_request_id_as_trace_id(
    container: Container,
) -> None:
    class BrokenVerifier:
        async def verify(self, token: str) -> Identity:
            raise RuntimeError("no such thing should happen")

    container.token_verifier.override(providers.Object(BrokenVerifier()))
    headers = {"Authorization": "Bearer x", "X-Request-Id": "ios-8"}
    async with client_of(create_app(container)) as client:
        answer = await client.get("/v1/me", headers=headers)

    assert answer.status_code == 500
    assert answer.json()["error"]["details"] == {"traceId": "ios-8"}


async def test_a_strange_request_id_is_replaced(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health", headers={"X-Request-Id": "a b\tc"})

    assert len(answer.headers["x-request-id"]) == 36


async def test_not_ready_before_the_first_migration(
    container: Container, empty_database_url: str
) -> None:
    container.database_url.override(empty_database_url)
    async with client_of(create_app(container)) as client:
        answer = await client.get("/v1/health/ready")

    await container.database().close()
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "not_ready"
    assert answer.json()["error"]["details"]["migrations"] == "behind"


async def test_not_ready_while_the_database_is_away(container: Container) -> None:
    container.database_url.override("postgresql://nobody@127.0.0.1:1/nothing")
    async with client_of(create_app(container)) as client:
        answer = await client.get("/v1/health/ready")

    assert answer.status_code == 503
    assert answer.json()["error"]["details"]["database"] == "down"


class Inner(RequestSchema, frozen=True, kw_only=True):
    how_many: int


class Order(RequestSchema, frozen=True, kw_only=True):
    inner: Inner
    tag_list: tuple[str, ...] = ()


@post("/orders", status_code=200)
async def place_order(data: JSONBody[Order]) -> int:
    return data.inner.how_many


@get("/found")
async def find(in_words: Annotated[str, QueryParameter(name="inWords")]) -> str:
    return in_words


@get("/broken")
async def broken() -> None:
    raise RuntimeError("the password is hunter2")


def client_of(app: Litestar) -> httpx.AsyncClient:
    return http_client(app)


@pytest.fixture
def orders() -> httpx.AsyncClient:
    """A client of an application with the frame's errors and two routes of its own."""
    return client_of(
        Litestar(
            [place_order, find, broken], exception_handlers=EXCEPTION_HANDLERS, openapi_config=None
        )
    )


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b'{"inner": {}}', "inner.howMany"),
        (b'{"inner": {"howMany": "two"}}', "inner.howMany"),
        (b'{"inner": {"howMany": 2, "colour": 1}}', "inner.colour"),
        (b'{"inner": {"howMany": 2}, "tagList": ["a", 1]}', "tagList[1]"),
        (b"{}", "inner"),
    ],
)
async def test_a_wrong_field_is_named_as_the_caller_wrote_it(
    orders: httpx.AsyncClient, body: bytes, path: str
) -> None:
    answer = await orders.post("/orders", content=body)

    assert answer.status_code == 400
    assert [field["path"] for field in answer.json()["error"]["details"]["fields"]] == [path]


async def test_a_parameter_that_is_missing_is_named(orders: httpx.AsyncClient) -> None:
    answer = await orders.get("/found", params={"other": "1"})

    assert (answer.status_code, answer.json()["error"]) == (
        400,
        {
            "code": "invalid_input",
            "message": "inWords: is required",
            "details": {"fields": [{"path": "inWords", "message": "is required"}]},
        },
    )


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"inner": "\xff"}', b"null", b"[" * 10_000, b'{"a":' * 10_000]
)
async def test_a_body_that_cannot_be_read_is_the_callers_mistake(
    orders: httpx.AsyncClient, body: bytes
) -> None:
    answer = await orders.post("/orders", content=body)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, "invalid_input")
    assert len(error["message"]) > 10
    assert [field["path"] for field in error["details"]["fields"]] == [""]


async def test_a_fault_of_ours_shows_nothing_but_its_trace_id(orders: httpx.AsyncClient) -> None:
    answer = await orders.get("/broken")

    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal_error"
    assert set(answer.json()["error"]["details"]) == {"traceId"}
    assert "hunter2" not in answer.text
