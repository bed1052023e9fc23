"""Products that Payload's webhooks publish and withdraw are shown and hidden."""

import httpx

from builders.catalogue.changes import a_brand, a_snapshot, a_variant
from gifter_adapters.payload.codec import PayloadCodec
from gifter_app.container import Container
from gifter_domain.catalogue.mirror import Change, ProductStatus


async def send_change(client: httpx.AsyncClient, container: Container, change: Change) -> None:
    kind = "product" if change.product else "brand"
    answer = await client.post(
        f"/v1/integrations/payload/{kind}-changed",
        content=PayloadCodec().encode(change),
        headers={"X-Internal-Webhook-Secret": container.webhook_secrets()[0]},
    )
    assert answer.status_code == 200, answer.text


async def shown(client: httpx.AsyncClient, **query: str) -> list[str]:
    items = (await client.get("/v1/products", params=query)).json()["items"]
    return [item["title"] for item in items]


async def test_a_product_is_shown_as_the_webhook_describes_it(
    client: httpx.AsyncClient, container: Container
) -> None:
    snapshot = a_snapshot(1, gift_tags=("cosy",), occasion_fit=("birthday",))
    options = (("Size", "M"), ("Colour", "Oat"))
    variant = a_variant(1, price=2100, sku="MUG-M", option_values=options)
    await send_change(client, container, Change(snapshot.product, snapshot.brand, (variant,)))

    listed = (await client.get("/v1/products?tag=Cosy&occasion=birthday&q=mugs")).json()["items"][0]
    product = (await client.get(f"/v1/products/{listed['id']}")).json()

    assert product["variants"][0]["optionValues"] == [
        {"option": "Size", "value": "M"},
        {"option": "Colour", "value": "Oat"},
    ]
    assert (listed["defaultPrice"], listed["defaultCurrency"]) == (2100, "GBP")
    assert listed == {name: product[name] for name in listed}


async def test_a_product_withdrawn_by_payload_is_hidden_at_once(
    client: httpx.AsyncClient, container: Container
) -> None:
    await send_change(client, container, a_snapshot(1))
    assert await shown(client) == await shown(client, q="mug") == ["Speckled Mug"]

    await send_change(client, container, a_snapshot(2, status=ProductStatus.ARCHIVED))
    assert await shown(client) == []

    await send_change(client, container, a_snapshot(3))
    assert await shown(client) == ["Speckled Mug"]

    await send_change(client, container, Change(brand=a_brand(4, status="suspended")))
    assert await shown(client) == await shown(client, q="mug") == []
