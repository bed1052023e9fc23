"""The frame of every request: ids, errors, health, documents."""

import httpx


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


async def test_a_strange_request_id_is_replaced(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health", headers={"X-Request-Id": "a b\tc"})

    assert len(answer.headers["x-request-id"]) == 36
