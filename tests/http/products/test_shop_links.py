"""The addresses at which products are bought, wherever products are shown."""

from dataclasses import replace

import httpx
import pytest

from builders.catalogue.rows import put_brand, put_product
from gifter_app.container import Container

TEMPLATE = "https://shop.example.com/products/{slug}"


@pytest.fixture
async def mug(container: Container) -> str:
    await put_brand(container.database(), "b1")
    await put_product(container.database(), "p1", title="Mug", slug="river mug/ü")
    return "p1"


def use_template(container: Container, template: str | None) -> None:
    settings = container.settings()
    links = replace(settings.links, product_url_template=template)
    container.settings.override(replace(settings, links=links))


async def addresses(client: httpx.AsyncClient, product_id: str) -> set[str | None]:
    """Returns the addresses of the product in every answer that shows it."""
    items = (await client.get("/v1/products")).json()["items"]
    detail = (await client.get(f"/v1/products/{product_id}")).json()
    gifts = (await client.post("/v1/recommendations", json={})).json()
    stored = (await client.get(f"/v1/recommendations/{gifts['requestId']}")).json()
    wishlist = (await client.post("/v1/wishlists", json={"title": "Wishes"})).json()
    path = f"/v1/wishlists/{wishlist['id']}"
    item = (await client.post(f"{path}/items", json={"productId": product_id})).json()
    wishes = (await client.get(path)).json()["items"]
    recommended = [one["product"] for one in gifts["items"] + stored["items"]]
    wished = [one["product"] for one in [item, *wishes]]
    return {product["url"] for product in [*items, detail, *recommended, *wished]}


async def test_without_an_address_and_a_template_it_is_null(
    client: httpx.AsyncClient, mug: str
) -> None:
    assert await addresses(client, mug) == {None}


async def test_the_template_gives_an_address_with_the_slug(
    client: httpx.AsyncClient, container: Container, mug: str
) -> None:
    use_template(container, TEMPLATE)

    assert await addresses(client, mug) == {
        "https://shop.example.com/products/river%20mug%2F%C3%BC"
    }


async def test_the_products_own_address_comes_before_the_template(
    client: httpx.AsyncClient, container: Container, mug: str
) -> None:
    await put_product(container.database(), mug, title="Mug", url="https://brand.example.com/mug")
    use_template(container, TEMPLATE)

    assert await addresses(client, mug) == {"https://brand.example.com/mug"}


async def test_a_product_without_a_slug_has_no_address_by_the_template(
    client: httpx.AsyncClient, container: Container, mug: str
) -> None:
    await put_product(container.database(), mug, slug=None)
    use_template(container, TEMPLATE)

    assert await addresses(client, mug) == {None}


async def test_the_shared_page_links_a_wish_to_the_shop(
    client: httpx.AsyncClient, container: Container, mug: str
) -> None:
    use_template(container, TEMPLATE)
    wishlist = (await client.post("/v1/wishlists", json={"title": "Wishes"})).json()
    path = f"/v1/wishlists/{wishlist['id']}"
    await client.post(f"{path}/items", json={"productId": mug})
    link = (await client.post(f"{path}/share")).json()["url"]

    page = await client.get("/" + link.split("/", 3)[3])

    assert 'href="https://shop.example.com/products/river%20mug%2F%C3%BC"' in page.text
