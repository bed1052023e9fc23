"""Payload's webhooks over HTTP: authentication, validation, repeats and concurrent deliveries."""

import asyncio
import base64
import hashlib
import hmac
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from standardwebhooks import Webhook

from builders.catalogue.changes import RecordedRequest, a_snapshot, at, recorded
from builders.core.clocks import FixedClock
from gifter_adapters.payload.codec import PayloadCodec
from gifter_app.container import Container

PRODUCT_CHANGED = "/v1/integrations/payload/product-changed"
BRAND_CHANGED = "/v1/integrations/payload/brand-changed"
SECRET = "heldout-webhook-secret"  # the secret that the recordings were made with
NEXT_SECRET = "whsec_" + base64.b64encode(b"the next secret, in rotation").decode()
PROOF = {"x-internal-webhook-secret": SECRET}
NOW = at(3_600)


@pytest.fixture
def container(container: Container) -> Container:
    container.webhook_secrets.override((SECRET, NEXT_SECRET))
    container.clock.override(FixedClock(NOW))
    return container


def a_body(seconds: float = 1, *variant_ids: str, **fields: Any) -> bytes:
    return PayloadCodec().encode(a_snapshot(seconds, *variant_ids, **fields))


async def rows(container: Container, sql: str) -> list[tuple[Any, ...]]:
    async with container.database().reads() as connection:
        return [tuple(row) for row in await connection.execute(text(sql))]


async def send(client: httpx.AsyncClient, request: RecordedRequest) -> httpx.Response:
    return await client.post(request.path, content=request.body, headers=request.headers)


async def counts(container: Container) -> list[int]:
    """Returns the numbers of brands, products, variants, deliveries and jobs.

    A changed text of a product has two jobs: one embeds it, one judges it.
    """
    tables = ("brand_mirror", "product_mirror", "variant_mirror", "webhook_delivery", "job")
    return [(await rows(container, f"SELECT count(*) FROM {table}"))[0][0] for table in tables]


@pytest.mark.parametrize("shuffled", [False, True])
async def test_the_mirror_ends_in_the_shops_last_state_in_any_order_of_deliveries(
    client: httpx.AsyncClient, container: Container, shuffled: bool
) -> None:
    requests = [r for name in ("catalog", "edit", "visibility", "drafts") for r in recorded(name)]
    if shuffled:
        random.Random(7).shuffle(requests)

    answers = [await send(client, request) for request in requests]

    assert {answer.status_code for answer in answers} == {200}
    assert await counts(container) == [6, 19, 37, len({r.body for r in requests}), 2 * 19]
    products = await rows(
        container,
        """SELECT payload_product_id, title, b.name, default_price, price_minor, description
           FROM product_mirror p JOIN brand_mirror b ON b.id = brand_id
           WHERE listed AND in_stock AND b.status = 'approved'""",
    )
    assert len(products) == 19
    by_id = {row[0]: row[1:] for row in products}
    assert by_id["1"] == (
        "Speckled Stoneware Mug, 350 ml",
        "Harbour and Clay",
        3000,
        3300,  # the cheaper variant, for 2800, is sold out
        "Thrown by hand in Cornwall.\n\nOat glaze, dishwasher safe.",
    )
    assert by_id["20"][0] == "Cedar Candle"
    assert {row[0] for row in await rows(container, "SELECT presence FROM variant_mirror")} == {
        "LIVE"
    }


async def test_a_product_is_hidden_and_shown_again_as_the_shop_changes_it(
    client: httpx.AsyncClient, container: Container
) -> None:
    seen = []
    for request in recorded("visibility"):
        assert (await send(client, request)).json() == {"ok": True, "outcome": "applied"}
        shown = await rows(
            container,
            """SELECT 1 FROM product_mirror p JOIN brand_mirror b ON b.id = brand_id
               WHERE listed AND b.status = 'approved'""",
        )
        seen.append(bool(shown))

    draft_published_hidden_shown = [False, True, False, True]
    archived_shown_twice = [False, True, False, True]
    brand_suspended_approved = [False, True]
    assert seen == draft_published_hidden_shown + archived_shown_twice + brand_suspended_approved


async def test_raw_payload_documents_are_refused_and_store_nothing(
    client: httpx.AsyncClient, container: Container
) -> None:
    for request in recorded("naive"):
        answer = await send(client, request)
        error = answer.json()["error"]
        assert (answer.status_code, error["code"]) == (400, "invalid_input")
        assert error["details"]["fields"][0]["path"] in ("payloadProductId", "payloadBrandId")
    assert await counts(container) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-internal-webhook-secret": "guess"},
        {"x-internal-webhook-secret": SECRET, "x-signature": "00" * 32},
        {"x-signature": hmac.new(SECRET.encode(), a_body(), hashlib.sha256).hexdigest()},
        {"authorization": f"Bearer {SECRET}"},
    ],
)
async def test_an_unauthenticated_webhook_is_refused_and_stores_nothing(
    client: httpx.AsyncClient, container: Container, headers: dict[str, str]
) -> None:
    for path in (PRODUCT_CHANGED, BRAND_CHANGED):
        answer = await client.post(path, content=a_body(), headers=headers)
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "webhook_unauthenticated"
    assert await counts(container) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("name", ["x-internal-webhook-secret", "x-signature"])
async def test_a_repeated_proof_header_is_refused(client: httpx.AsyncClient, name: str) -> None:
    digest = hmac.new(SECRET.encode(), a_body(), hashlib.sha256).hexdigest()
    once = [("x-internal-webhook-secret", SECRET), ("x-signature", digest)]
    twice = [*once, *(header for header in once if header[0] == name)]

    answers = [
        await client.post(PRODUCT_CHANGED, content=a_body(), headers=headers)
        for headers in (twice, once)
    ]

    assert [answer.status_code for answer in answers] == [401, 200]


async def test_an_unknown_status_hides_a_product(
    client: httpx.AsyncClient, container: Container
) -> None:
    for seconds, status in ((1, "published"), (2, "withdrawn")):
        body = a_body(seconds, status=status)
        await client.post(PRODUCT_CHANGED, content=body, headers=PROOF)

    assert await rows(container, "SELECT status, listed FROM product_mirror") == [
        ("withdrawn", False)
    ]
    lines = [line async for line in container.catalogue().export_catalogue.lines()]
    assert [json.loads(line)["product"]["status"] for line in lines] == ["withdrawn"]


async def test_both_secrets_and_standard_webhooks_signatures_are_accepted(
    client: httpx.AsyncClient, container: Container
) -> None:
    body = a_body(3)
    proofs: Sequence[dict[str, str]] = (
        PROOF,
        {"x-internal-webhook-secret": NEXT_SECRET},
        {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(int(NOW.timestamp())),
            "webhook-signature": Webhook(NEXT_SECRET).sign("msg_1", NOW, body.decode()),
        },
    )

    answers = [await client.post(PRODUCT_CHANGED, content=body, headers=p) for p in proofs]

    assert [answer.json()["outcome"] for answer in answers] == ["applied", "duplicate", "duplicate"]


async def test_a_delivery_is_stored_without_secrets(
    client: httpx.AsyncClient, container: Container
) -> None:
    (request, *_) = recorded("edit")
    await client.post(
        request.path, content=request.body, headers=request.headers | {"cookie": "session=1"}
    )

    ((event, digest, headers, body, outcome),) = await rows(
        container, "SELECT event, body_sha256, headers, body, outcome FROM webhook_delivery"
    )
    assert (event, outcome, body) == ("product.changed", "applied", request.body)
    assert digest == hashlib.sha256(request.body).hexdigest()
    assert headers["x-event-name"] == "product.changed"
    assert SECRET not in str(headers)
    assert not {"x-internal-webhook-secret", "x-signature", "cookie"} & headers.keys()


async def test_an_older_delivery_is_stored_as_stale_and_changes_nothing(
    client: httpx.AsyncClient, container: Container
) -> None:
    for seconds, outcome in ((5, "applied"), (4, "stale"), (5, "duplicate"), (4, "duplicate")):
        answer = await client.post(
            PRODUCT_CHANGED, content=a_body(seconds, title=f"Mug {seconds}"), headers=PROOF
        )
        assert answer.json() == {"ok": True, "outcome": outcome}

    assert await rows(container, "SELECT title FROM product_mirror") == [("Mug 5",)]
    assert await counts(container) == [1, 1, 0, 2, 2]


@pytest.mark.parametrize(
    ("path", "headers", "body", "field"),
    [
        (PRODUCT_CHANGED, PROOF | {"x-event-name": "brand.changed"}, a_body(), "X-Event-Name"),
        (BRAND_CHANGED, PROOF, a_body(), "event"),
        (PRODUCT_CHANGED, PROOF, a_body().replace(b"2800", b"28.5"), "product.defaultPrice"),
        (PRODUCT_CHANGED, PROOF, a_body().replace(b"Speckled", b"\\u0000"), "product.title"),
        (PRODUCT_CHANGED, PROOF, a_body()[:-1], None),
        (PRODUCT_CHANGED, PROOF, a_body().replace(b"Speckled", b"\xff"), None),
        (PRODUCT_CHANGED, PROOF, b"", None),
    ],
)
async def test_an_invalid_body_is_a_400_with_its_path_and_stores_nothing(
    client: httpx.AsyncClient,
    container: Container,
    path: str,
    headers: dict[str, str],
    body: bytes,
    field: str | None,
) -> None:
    answer = await client.post(path, content=body, headers=headers)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, "invalid_input")
    assert [item["path"] for item in error["details"].get("fields", [])] == ([field] * bool(field))
    assert await counts(container) == [0, 0, 0, 0, 0]


async def in_chunks(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_over_a_million_bytes_is_too_large(
    client: httpx.AsyncClient, container: Container, chunked: bool
) -> None:
    largest = a_body().ljust(1_000_000)

    for body, status in ((largest, 200), (largest + b" ", 413)):
        content = in_chunks(body) if chunked else body
        answer = await client.post(PRODUCT_CHANGED, content=content, headers=PROOF)
        assert answer.status_code == status
    assert answer.json()["error"]["code"] == "too_large"


async def test_concurrent_copies_make_one_delivery_and_one_set_of_jobs(
    client: httpx.AsyncClient, container: Container
) -> None:
    body = a_body(1, "v1", "v2")

    answers = await asyncio.gather(
        *(client.post(PRODUCT_CHANGED, content=body, headers=PROOF) for _ in range(32))
    )

    outcomes = Counter(answer.json()["outcome"] for answer in answers)
    assert outcomes == {"applied": 1, "duplicate": 31}
    assert await counts(container) == [1, 1, 2, 1, 2]


async def test_concurrent_snapshots_end_in_the_newest_state(
    client: httpx.AsyncClient, container: Container
) -> None:
    bodies = [a_body(n / 100, f"v{n % 8}", title=f"Mug {n}") for n in range(32)]
    random.Random(3).shuffle(bodies)

    await asyncio.gather(
        *(client.post(PRODUCT_CHANGED, content=body, headers=PROOF) for body in bodies)
    )

    assert await rows(container, "SELECT title FROM product_mirror") == [("Mug 31",)]
    presences = await rows(container, "SELECT presence, count(*) FROM variant_mirror GROUP BY 1")
    assert sorted(presences) == [("LIVE", 1), ("UNCONFIRMED", 7)]


async def test_the_example_bodies_in_the_api_document_are_accepted(
    client: httpx.AsyncClient,
) -> None:
    document = (await client.get("/docs/openapi.json")).json()

    for path in (PRODUCT_CHANGED, BRAND_CHANGED):
        operation = document["paths"][path]["post"]
        content = operation["requestBody"]["content"]["application/json"]
        example = content["examples"]["webhook"]["value"]
        assert content["schema"]["required"]
        assert operation["security"] == [{"webhookSecret": []}]
        answer = await client.post(path, content=json.dumps(example), headers=PROOF)
        assert answer.status_code == 200
