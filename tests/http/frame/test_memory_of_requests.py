"""Large requests leave nothing behind in memory."""

import gc
import tracemalloc
import urllib.parse

import httpx
import pytest


async def traced(client: httpx.AsyncClient, number: int) -> int:
    """Sends large requests of each kind, and returns the bytes that are still allocated."""
    many = "&".join(f"a{number}x{place}=1" for place in range(3_000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    await client.get(f"/v1/health?{many}")
    await client.get("/v1/products?" + many)
    await client.get("/s/token", headers={"cookie": many.replace("&", "; ")})
    await client.get(f"/s/{many[:30_000]}")
    await client.post("/s/token/items/x", content=many, headers=form)
    # The cache of the client. typeshed does not know this function.
    urllib.parse.clear_cache()  # type: ignore[attr-defined]
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


async def test_large_queries_cookies_paths_and_forms_are_not_remembered(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", logger="httpx")  # else the test keeps the addresses itself
    await traced(client, 0)
    tracemalloc.start()
    try:
        before = await traced(client, 1)
        grown = [await traced(client, number) - before for number in range(2, 6)][-1]
    finally:
        tracemalloc.stop()

    assert grown < 500_000
