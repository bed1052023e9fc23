"""Replays recorded traffic of a real BetterAuth, with the clock of the recording."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from builders.core.clocks import FixedClock
from builders.identity.tokens import JwksServer
from gifter_app.container import Container
from gifter_app.settings import BetterAuthSettings, Settings

RECORDED = json.loads(
    (Path(__file__).parents[2] / "data" / "betterauth" / "eddsa.json").read_text()
)
AT = datetime(2026, 11, 21, 1, 48, 2, tzinfo=UTC)
FIELDS = ("authUserId", "email", "displayName", "avatarUrl")


def set_scene(name: str, server: JwksServer) -> None:
    """Puts the key server into the state that it had before the request of this name."""
    if name == "first request makes the user":
        server.entries = RECORDED["jwks"]["keys"][:1]
    if name == "a token of a new key, made after a rotation":
        server.entries = RECORDED["jwks"]["keys"]
    server.status = 503 if name == "JWKS down, key seen before" else 200


def expected(request: dict[str, Any], seen: dict[str, str | None]) -> dict[str, Any]:
    """Returns the recorded result, with the name from sign-up: later tokens do not change names."""
    if request["want"] != 200:
        return {"status": request["want"], "code": "unauthenticated"}
    body: dict[str, Any] = request["body"]
    name = seen.setdefault(body["authUserId"], body["displayName"])
    return {"status": 200} | body | {"displayName": name}


async def answer(client: httpx.AsyncClient, request: dict[str, Any]) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {request['bearer']}"} if "bearer" in request else {}
    response = await client.get("/v1/me", headers=headers)
    body = response.json()
    if response.status_code != 200:
        return {"status": response.status_code, "code": body["error"]["code"]}
    return {"status": 200} | {name: body[name] for name in FIELDS}


async def test_every_recorded_request_gets_its_expected_response(
    client: httpx.AsyncClient, container: Container, jwks_server: JwksServer, clock: FixedClock
) -> None:
    betterauth = BetterAuthSettings(
        issuer=RECORDED["issuer"], audience=RECORDED["audience"], jwks_url=jwks_server.url
    )
    container.settings.override(Settings(app=container.settings().app, betterauth=betterauth))
    clock.time = AT
    seen: dict[str, str | None] = {}

    for request in RECORDED["requests"]:
        set_scene(request["name"], jwks_server)
        got = await answer(client, request)
        assert (request["name"], got) == (request["name"], expected(request, seen))

    assert len(RECORDED["requests"]) == 26
