"""No line of the log has a secret code or a token, whatever a program has added to it."""

from collections.abc import Iterator
from string import punctuation

import pytest
import structlog
from litestar import Litestar

from builders.core.http_clients import http_client
from builders.people.users import Someone
from gifter_adapters.system import RandomCodes

ROUTES = ("/s/", "/S/", "//s/", "/s//", "/v1/shared/", "/V1/Shared/", "//v1//shared/", "/x/s/", "/")
ADDED = ("", *punctuation, "%0a", "%00", "%20", "%E2%80%A6", "%C2%BB", "/x.", "?a=", "#a", "%ff")


@pytest.fixture
def every_level_logged() -> Iterator[None]:
    usual = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    yield
    structlog.configure(**usual)


@pytest.mark.usefixtures("every_level_logged")
async def test_no_line_has_the_code_of_a_link(app: Litestar) -> None:
    code = RandomCodes().new_code()

    with structlog.testing.capture_logs() as logged:
        async with http_client(app) as client:
            for route in ROUTES:
                for added in ADDED:
                    await client.get(f"{route}{code}{added}")
                    await client.get(f"{route}{added}{code}{added}")

    assert len(logged) >= len(ROUTES) * len(ADDED)
    assert [line for line in logged if code in str(line)] == []


@pytest.mark.usefixtures("every_level_logged")
async def test_no_line_has_a_bearer_token_or_a_token_in_a_query(
    ada: Someone, app: Litestar
) -> None:
    bearer = ada.client.headers["authorization"].removeprefix("Bearer ")
    secret = RandomCodes().new_code()

    with structlog.testing.capture_logs() as logged:
        async with http_client(app) as client:
            for added in (".", ",", " x", ""):
                headers = {"Authorization": f"Bearer {bearer}{added}"}
                await client.get("/v1/me", headers=headers)
                await client.get(f"/v1/occasions/calendar.ics?token={secret}{added}")
                await client.get(f"/v1/unsubscribe?token={secret}{added}")

    assert logged
    assert [line for line in logged if secret in str(line) or bearer in str(line)] == []
