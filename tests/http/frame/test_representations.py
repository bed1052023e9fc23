"""Reads have an `ETag`, repeated ones are answered by 304, and long texts are compressed."""

import gzip

import httpx
import pytest

from builders.catalogue.rows import put_brand, put_product
from builders.people.users import Someone
from builders.taste.api import start
from gifter_app.container import Container

PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
async def product(container: Container) -> str:
    await put_brand(container.database(), "b1")
    await put_product(container.database(), "p1", description="A long story. " * 100)
    return "p1"


async def reads_of(ada: Someone) -> list[str]:
    """Returns addresses that are read: single things and lists."""
    profile = (await start(ada))["profile"]
    return [
        "/v1/products/p1",
        "/v1/products",
        "/v1/brands/b1",
        "/v1/brands",
        "/v1/traits",
        f"/v1/taste-profiles/{profile['id']}",
        "/v1/taste-profiles",
        "/v1/recipients",
        "/v1/wishlists",
        "/v1/notifications",
        "/v1/me",
    ]


@pytest.mark.usefixtures("product")
async def test_an_unchanged_read_is_answered_by_304(ada: Someone) -> None:
    for address in await reads_of(ada):
        read = await ada.client.get(address)
        again = await ada.client.get(address, headers={"If-None-Match": read.headers["etag"]})

        assert (address, read.status_code, again.status_code) == (address, 200, 304)
        assert again.content == b""
        assert again.headers["etag"] == read.headers["etag"]
        assert again.headers["cache-control"] == "private, no-cache"
        assert "content-type" not in again.headers


async def test_a_changed_product_has_another_tag(
    ada: Someone, container: Container, product: str
) -> None:
    address = f"/v1/products/{product}"
    tag = (await ada.client.get(address)).headers["etag"]
    await put_product(container.database(), product, title="Other Trowel")

    changed = await ada.client.get(address, headers={"If-None-Match": tag})

    assert changed.status_code == 200
    assert changed.json()["title"] == "Other Trowel"
    assert changed.headers["etag"] != tag


async def test_a_tag_matches_in_a_list_and_a_star_matches_all(ada: Someone, product: str) -> None:
    address = f"/v1/products/{product}"
    tag = (await ada.client.get(address)).headers["etag"]

    for known, status in {
        f'"x", {tag}': 304,
        tag.removeprefix("W/"): 304,
        "*": 304,
        '"x"': 200,
        "": 200,
    }.items():
        answer = await ada.client.get(address, headers={"If-None-Match": known})
        assert (known, answer.status_code) == (known, status)


async def test_only_reads_that_may_be_stored_have_a_tag(ada: Someone, product: str) -> None:
    assert "etag" not in (await ada.client.get("/v1/health")).headers
    assert "etag" not in (await ada.client.get("/v1/products/none")).headers
    gifts = await ada.client.post("/v1/recommendations", json={})
    stored = await ada.client.get(f"/v1/recommendations/{gifts.json()['requestId']}")
    assert (stored.status_code, "etag" in gifts.headers, "etag" in stored.headers) == (
        200,
        False,
        False,
    )
    head = await ada.client.head(f"/v1/products/{product}", headers=PLAIN)
    assert head.headers["etag"] == (await ada.client.get(f"/v1/products/{product}")).headers["etag"]


async def test_a_long_text_is_compressed_for_clients_that_take_it(
    ada: Someone, product: str
) -> None:
    address = f"/v1/products/{product}"
    plain = await ada.client.get(address, headers=PLAIN)
    request = ada.client.build_request("GET", address, headers={"Accept-Encoding": "br, gzip"})
    packed = await ada.client.send(request, stream=True)
    content = b"".join([part async for part in packed.aiter_raw()])

    assert gzip.decompress(content) == plain.content
    assert int(packed.headers["content-length"]) == len(content) < len(plain.content) / 3
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] == plain.headers["etag"]


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip", True),
        ("GZIP;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("*, gzip;q=0.000", False),
        ("br", False),
        ("", False),
        ("gzip ; q = 1", True),
        (";;,q", False),
    ],
)
async def test_gzip_is_used_as_the_client_takes_it(
    client: httpx.AsyncClient, accepted: str, is_packed: bool
) -> None:
    answer = await client.get("/docs/openapi.json", headers={"Accept-Encoding": accepted})

    assert answer.status_code == 200
    assert ("content-encoding" in answer.headers) == is_packed
    assert answer.json()["openapi"]


async def test_a_short_text_is_not_compressed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in answer.headers
