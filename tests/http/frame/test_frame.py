"""Behaviour that all requests share: request ids, errors, health checks."""

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


async def test_health_needs_no_token_and_returns_the_version(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health")

    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert answer.json()["version"]


async def test_the_service_is_ready_when_the_database_is_up_and_migrated(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/v1/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "database": "up",
        "broker": "not_configured",
        "migrations": "current",
    }


async def test_an_unknown_address_is_a_404_with_the_usual_error_body(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/v1/nothing")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


async def test_a_wrong_method_is_a_405_that_lists_the_allowed_ones(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post("/v1/health")

    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == "method_not_allowed"
    assert "GET" in answer.headers["allow"]


async def test_a_valid_request_id_is_returned(client: httpx.AsyncClient) -> None:
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
async def test_error_responses_have_a_request_id_and_are_logged(
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
        ("/s/{code}/nothing/here", "/s/…/…/…"),
        ("/s/{code}.", "/s/…"),
        ("/s/{code},{code}/items/{code}'", "/s/…/items/…"),
        ("/v1/shared/{code})", "/v1/shared/…"),
        ("/V1/shared/{code}", "/V1/shared/…"),
        ("/v1/products/{code}x", "/v1/products/{code}x"),
    ],
)
async def test_secret_codes_in_addresses_are_not_logged(
    client: httpx.AsyncClient, path: str, logged_as: str
) -> None:
    code = RandomCodes().new_code()
    with structlog.testing.capture_logs() as logged:
        await client.get(path.format(code=code))

    [line] = [line for line in logged if line["event"] == "http.request"]
    assert line["path"] == logged_as.format(code=code)


async def test_an_unexpected_error_at_sign_in_has_the_request_id_as_trace_id(
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


async def test_an_invalid_request_id_is_replaced(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health", headers={"X-Request-Id": "a b\tc"})

    assert len(answer.headers["x-request-id"]) == 36


async def test_the_service_is_not_ready_before_the_first_migration(
    container: Container, empty_database_url: str
) -> None:
    container.database_url.override(empty_database_url)
    async with client_of(create_app(container)) as client:
        answer = await client.get("/v1/health/ready")

    await container.database().close()
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "not_ready"
    assert answer.json()["error"]["details"]["migrations"] == "behind"


async def test_the_service_is_not_ready_while_the_database_is_down(container: Container) -> None:
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
    """Returns a client of a small application with the usual error handlers."""
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
async def test_an_invalid_field_is_reported_with_its_path_in_the_json(
    orders: httpx.AsyncClient, body: bytes, path: str
) -> None:
    answer = await orders.post("/orders", content=body)

    assert answer.status_code == 400
    assert [field["path"] for field in answer.json()["error"]["details"]["fields"]] == [path]


async def test_a_missing_parameter_is_reported(orders: httpx.AsyncClient) -> None:
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
async def test_an_unreadable_body_is_a_400(orders: httpx.AsyncClient, body: bytes) -> None:
    answer = await orders.post("/orders", content=body)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, "invalid_input")
    assert len(error["message"]) > 10
    assert [field["path"] for field in error["details"]["fields"]] == [""]


async def test_an_unexpected_error_shows_only_its_trace_id(orders: httpx.AsyncClient) -> None:
    answer = await orders.get("/broken")

    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal_error"
    assert set(answer.json()["error"]["details"]) == {"traceId"}
    assert "hunter2" not in answer.text


async def test_every_operation_with_a_body_documents_that_it_may_be_too_large(
    client: httpx.AsyncClient,
) -> None:
    paths = (await client.get("/docs/openapi.json")).json()["paths"]

    silent = [
        operation["operationId"]
        for path in paths.values()
        for operation in path.values()
        if "requestBody" in operation and "413" not in operation["responses"]
    ]

    assert silent == []
