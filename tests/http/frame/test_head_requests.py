"""HEAD is answered wherever GET is, with the same status and headers, and without content."""

import re

import httpx
from litestar import Litestar
from litestar.routes import HTTPRoute

from builders.people.users import Someone

# These differ between two requests; the links of a reset calendar are new each time.
VARYING = ("x-request-id", "content-length")


def addresses_of_get(app: Litestar) -> list[str]:
    """Returns an address for each route of GET, with `x` for each of its parameters."""
    routes = (route for route in app.routes if isinstance(route, HTTPRoute))
    return sorted(
        re.sub(r"\{[^}]*\}", "x", route.path_format) for route in routes if "GET" in route.methods
    )


def steady(answer: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in VARYING}


async def test_head_has_the_status_and_headers_of_get_and_no_content(
    app: Litestar, ada: Someone, client: httpx.AsyncClient
) -> None:
    addresses = addresses_of_get(app)
    assert len(addresses) > 40

    for asker in (ada.client, client):
        for address in addresses:
            full = await asker.get(address)
            head = await asker.head(address)

            assert (head.status_code, head.content) == (full.status_code, b""), address
            assert steady(head) == steady(full), address


async def test_options_lists_all_methods_of_an_address(
    app: Litestar, client: httpx.AsyncClient
) -> None:
    methods: dict[str, set[str]] = {}
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            address = re.sub(r"\{[^}]*\}", "x", route.path_format)
            head = {"HEAD"} if "GET" in route.methods else set()
            methods.setdefault(address, {"OPTIONS"}).update(route.methods, head)

    for address, expected in methods.items():
        answer = await client.options(address)

        assert (answer.status_code, answer.content) == (204, b""), address
        assert set(answer.headers["allow"].split(", ")) == expected, address


async def test_head_is_among_the_allowed_methods(client: httpx.AsyncClient) -> None:
    refused = await client.post("/v1/health")
    asked = await client.options("/v1/health")

    for answer in (refused, asked):
        allowed = {method.strip() for method in answer.headers["allow"].split(",")}
        assert {"GET", "HEAD"} <= allowed
