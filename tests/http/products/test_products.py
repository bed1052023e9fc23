"""Browsing products and brands over HTTP."""

from datetime import datetime
from typing import Any

import httpx
import pytest

from builders.catalogue.rows import SEEN_AT, put_brand, put_product, put_variant
from gifter_app.container import Container


async def ids(client: httpx.AsyncClient, path: str, **query: str | int) -> list[str]:
    answer = await client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_a_product_shows_its_variants_brand_and_price(
    client: httpx.AsyncClient, container: Container, trowel: str
) -> None:
    database = container.database()
    options = [{"option": "Size", "value": "L"}, {"option": "Colour", "value": "Oat"}]
    await put_variant(database, "v2", presence="UNCONFIRMED", stock=0, option_values=options)
    await put_variant(database, "v3", presence="REMOVED")
    await put_variant(database, "v4", stock=None, sku="TR-4", price=3100, currency="EUR")

    product = (await client.get(f"/v1/products/{trowel}")).json()

    variants = {variant["id"]: variant for variant in product.pop("variants")}
    assert list(variants) == ["v1", "v2", "v4"]
    assert variants["v2"]["optionValues"] == options
    assert {name: variant["inStock"] for name, variant in variants.items()} == {
        "v1": True,
        "v2": False,
        "v4": True,
    }
    times = {name: variants["v4"].pop(name) for name in ("createdAt", "updatedAt")}
    assert all(datetime.fromisoformat(time) for time in times.values())
    assert variants["v4"] == {
        "id": "v4",
        "payloadVariantId": "v4",
        "sku": "TR-4",
        "optionValues": [],
        "price": 3100,
        "currency": "EUR",
        "stock": None,
        "inStock": True,
    }
    assert product == (await client.get("/v1/products")).json()["items"][0]
    assert product["brand"] == {"id": "b1", "name": "Fern & Furrow"}
    assert (product["defaultPrice"], product["defaultCurrency"]) == (2800, "GBP")
    assert product["payloadProductId"] == "payload-p1"


async def test_a_product_without_a_price_is_listed_with_null(
    client: httpx.AsyncClient, container: Container, trowel: str
) -> None:
    await put_product(container.database(), trowel, price_minor=None, price_currency=None)

    assert (await client.get(f"/v1/products/{trowel}")).json()["defaultPrice"] is None
    assert await ids(client, "/v1/products") == [trowel]
    assert await ids(client, "/v1/products", minPrice=0) == []


async def test_a_brand_is_the_same_in_the_list_and_by_id(
    client: httpx.AsyncClient, trowel: str
) -> None:
    brand = (await client.get("/v1/brands/b1")).json()

    assert (await client.get("/v1/brands")).json() == {"items": [brand], "nextCursor": None}
    assert brand["name"] == "Fern & Furrow"
    assert brand["styleTags"] == ["rustic"]
    assert "stripeConnectAccountId" not in brand


HIDING: dict[str, dict[str, Any]] = {
    "unpublished": {"status": "draft"},
    "archived": {"status": "archived"},
    "hidden": {"visible_to_gifter": False},
    "of a brand that is gone": {"brand_id": None},
    "deleted": {"deleted_ts": SEEN_AT},
}


@pytest.mark.parametrize("how", HIDING)
async def test_a_hidden_product_is_missing_from_every_read_at_once(
    client: httpx.AsyncClient, container: Container, trowel: str, how: str
) -> None:
    await put_product(container.database(), trowel, **HIDING[how])

    answer = await client.get(f"/v1/products/{trowel}")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "product_not_found"
    for query in ({}, {"q": "trowel"}, {"brandId": "b1"}, {"maxPrice": 9000}):
        assert await ids(client, "/v1/products", **query) == []


@pytest.mark.parametrize("status", ["pending", "suspended", "rejected", "archived", "deleted"])
async def test_an_unapproved_brand_is_hidden_with_its_products(
    client: httpx.AsyncClient, container: Container, trowel: str, status: str
) -> None:
    await put_brand(container.database(), "b1", status=status)

    brand, product = await client.get("/v1/brands/b1"), await client.get(f"/v1/products/{trowel}")

    assert brand.json()["error"]["code"] == "brand_not_found"
    assert product.json()["error"]["code"] == "product_not_found"
    assert await ids(client, "/v1/brands") == []
    assert await ids(client, "/v1/products") == []
    assert await ids(client, "/v1/products", brandId="b1") == []


async def test_price_limits_are_in_the_users_currency_unless_another_is_given(
    client: httpx.AsyncClient, container: Container, trowel: str
) -> None:
    await put_product(container.database(), "p2", price_currency="EUR")

    assert await ids(client, "/v1/products", maxPrice=2800) == ["p1"]
    assert await ids(client, "/v1/products", maxPrice=2800, currency="eur") == ["p2"]
    assert await ids(client, "/v1/products", currency="EUR") == ["p2"]
    await client.patch("/v1/me", json={"defaultCurrency": "EUR"})
    assert await ids(client, "/v1/products", minPrice=2800) == ["p2"]
    assert await ids(client, "/v1/products") == ["p1", "p2"]


async def test_tags_and_occasions_are_found_case_insensitively(
    client: httpx.AsyncClient, trowel: str
) -> None:
    assert await ids(client, "/v1/products", tag="gardener") == [trowel]
    assert await ids(client, "/v1/products", occasion="BIRTHDAY") == [trowel]
    assert await ids(client, "/v1/products", occasion="gardener") == []


async def test_no_search_text_causes_an_error(client: httpx.AsyncClient, trowel: str) -> None:
    for q in ("'", "((", "& | !", ":*", '"', "-", "\\", "trowel' OR 1=1 --", "%"):
        assert await ids(client, "/v1/products", q=q) in ([], [trowel])


async def test_pages_cover_all_products(
    client: httpx.AsyncClient, container: Container, trowel: str
) -> None:
    for n in range(2, 6):
        await put_product(container.database(), f"p{n}")

    first = (await client.get("/v1/products?limit=3")).json()
    rest = (await client.get("/v1/products", params={"cursor": first["nextCursor"]})).json()

    assert [item["id"] for item in first["items"] + rest["items"]] == ["p1", "p2", "p3", "p4", "p5"]
    assert rest["nextCursor"] is None


async def test_a_full_last_page_has_no_cursor(client: httpx.AsyncClient, trowel: str) -> None:
    assert (await client.get("/v1/products?limit=1")).json()["nextCursor"] is None


WRONG = [
    ("limit=0", "limit"),
    ("limit=101", "limit"),
    ("limit=many", "limit"),
    ("cursor=zzz", "cursor"),
    ("cursor=", "cursor"),
    ("cursor=W10", "cursor"),
    ("cursor=WzFd", "cursor"),
    ("cursor=é", "cursor"),
    ("minPrice=-1", "minPrice"),
    ("maxPrice=1.5", "maxPrice"),
    ("maxPrice=9999999999999999999999", "maxPrice"),
    ("minPrice=2&maxPrice=1", "maxPrice"),
    ("currency=XXX", "currency"),
    ("q=", "q"),
    ("q=" + "x" * 501, "q"),
    ("q=%00", "q"),
    ("brandId=b%00", "brandId"),
    ("occasion=%00", "occasion"),
    ("tag=a%00", "tag"),
    ("cursor=WyJcdTAwMDAiXQ", "cursor"),
]


async def test_an_invalid_query_parameter_is_reported(client: httpx.AsyncClient) -> None:
    for query, path in WRONG:
        answer = await client.get(f"/v1/products?{query}")

        assert (query, answer.status_code) == (query, 400)
        fields = answer.json()["error"]["details"]["fields"]
        assert (query, [field["path"] for field in fields]) == (query, [path])


async def test_an_id_with_a_nul_is_not_found(client: httpx.AsyncClient) -> None:
    for address in ("products", "brands", "recommendations"):
        answer = await client.get(f"/v1/{address}/p1%00")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    assert (await client.delete("/v1/me/device/d%00")).status_code == 404


async def test_an_occasion_is_found_with_spaces_hyphens_or_underscores(
    client: httpx.AsyncClient, container: Container, trowel: str
) -> None:
    await put_product(container.database(), trowel, occasion_fit=["thank_you", "New-Home"])

    for occasion in ("thank_you", "thank you", "Thank-You", "new home"):
        assert await ids(client, "/v1/products", occasion=occasion) == [trowel]
    assert await ids(client, "/v1/products", occasion="thankyou") == []
