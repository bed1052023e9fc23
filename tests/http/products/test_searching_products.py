"""Searching products by a text, and the orders of products."""

from base64 import urlsafe_b64encode

import httpx
import pytest

from builders.catalogue.rows import put_brand, put_product
from gifter_app.container import Container

PRODUCTS = "/v1/products"
_WEIGH_TITLES = """
    UPDATE product_mirror SET search = setweight(to_tsvector('english', title), 'A') || search
"""


@pytest.fixture
async def shop(container: Container) -> None:
    """Makes seven products of two brands."""
    database = container.database()
    await put_brand(database, "b1", name="Wrenfold Chocolate")
    await put_brand(database, "b2", name="Ottersholm Pottery")
    story = "A tall vase for flowers. It stands beside a mug or a bowl, or in a row of its own."
    rows = {
        "p1": ("Tall Vase", f"Ottersholm Pottery {story * 2}", "b2", 2800, "GBP"),
        "p2": ("River Glaze Mug", "Ottersholm Pottery", "b2", 1800, "GBP"),
        "p3": ("Hot Chocolate Flakes", "Wrenfold Chocolate", "b1", 900, "GBP"),
        "p4": ("Sea Salt Slab", "Wrenfold Chocolate", "b1", 1200, "EUR"),
        "p5": ("Silver Necklace", "", "b2", 1800, "GBP"),
        "p6": ("Gift Voucher", "", "b2", None, None),
        "p7": ("Pouring Bowl", "Ottersholm Pottery", "b2", 3000, "EUR"),
    }
    for product_id, (title, words, brand, price, currency) in rows.items():
        await put_product(
            database,
            product_id,
            title=title,
            words=words,
            brand_id=brand,
            price_minor=price,
            price_currency=currency,
        )
    async with database.autocommit() as connection:
        await connection.driver.execute(_WEIGH_TITLES)


async def ids(client: httpx.AsyncClient, **query: str | int) -> list[str]:
    """Returns the ids of all pages of one product each, and checks them against one long page."""
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        answer = await client.get(PRODUCTS, params={"limit": 1, **query, **cursor})
        assert answer.status_code == 200, answer.text
        found += [item["id"] for item in answer.json()["items"]]
        if answer.json()["nextCursor"] is None:
            break
        cursor = {"cursor": answer.json()["nextCursor"]}
    whole = (await client.get(PRODUCTS, params=query)).json()["items"]
    assert found == [item["id"] for item in whole]
    return found


@pytest.mark.usefixtures("shop")
async def test_the_best_match_of_a_text_comes_first(client: httpx.AsyncClient) -> None:
    assert await ids(client, q="mug") == ["p2", "p1"]
    assert await ids(client, q="bowl") == ["p7", "p1"]
    assert await ids(client, q="pottery mug") == ["p2", "p1"]


@pytest.mark.usefixtures("shop")
async def test_a_brand_finds_its_products(client: httpx.AsyncClient) -> None:
    assert set(await ids(client, q="wrenfold")) == {"p3", "p4"}
    assert set(await ids(client, q="Wrenfold's chocolate")) == {"p3", "p4"}
    assert set(await ids(client, q="Otersholm")) == {"p1", "p2", "p7"}


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("q", "found", "meant"),
    [
        ("choclate", ["p3", "p4"], "chocolate"),
        ("hot CHOCOLTE", ["p3"], "chocolate"),
        ("silver neclace", ["p5"], "necklace"),
        ("poring bowl", ["p7"], "pouring"),
        ("vauchers", ["p6"], "voucher"),
    ],
)
async def test_a_misspelt_word_finds_what_was_meant(
    client: httpx.AsyncClient, q: str, found: list[str], meant: str
) -> None:
    answer = (await client.get(PRODUCTS, params={"q": q})).json()

    assert [item["id"] for item in answer["items"]] == found
    assert [each["to"] for each in answer["corrected"]] == [meant]


@pytest.mark.usefixtures("shop")
async def test_exact_words_and_words_that_products_have_are_not_corrected(
    client: httpx.AsyncClient,
) -> None:
    assert await ids(client, q='"choclate"') == []
    answer = (await client.get(PRODUCTS, params={"q": "river mug -vase"})).json()
    assert ([item["id"] for item in answer["items"]], answer["corrected"]) == (["p2"], [])


@pytest.mark.usefixtures("shop")
async def test_without_a_product_of_all_words_those_of_any_are_found(
    client: httpx.AsyncClient,
) -> None:
    assert await ids(client, q="silver river mug") == ["p2", "p5", "p1"]
    assert await ids(client, q='"silver" river') == []
    assert await ids(client, q="zzzzqq") == []


@pytest.mark.usefixtures("shop")
async def test_products_are_sorted_by_price_within_each_currency(
    client: httpx.AsyncClient,
) -> None:
    assert await ids(client, sort="price") == ["p3", "p2", "p5", "p1", "p4", "p7", "p6"]
    assert await ids(client, sort="-price") == ["p1", "p2", "p5", "p3", "p7", "p4", "p6"]
    assert await ids(client, sort="price", currency="EUR") == ["p4", "p7"]
    assert await ids(client, sort="-price", maxPrice=1800) == ["p2", "p5", "p3"]
    await client.patch("/v1/me", json={"defaultCurrency": "EUR"})
    assert (await ids(client, sort="price"))[:3] == ["p4", "p7", "p3"]


@pytest.mark.usefixtures("shop")
async def test_the_newest_products_come_first(client: httpx.AsyncClient) -> None:
    assert await ids(client, sort="newest") == ["p7", "p6", "p5", "p4", "p3", "p2", "p1"]
    assert await ids(client, sort="newest", q="mug") == ["p2", "p1"]
    assert await ids(client, sort="price", q="chocolate") == ["p3", "p4"]
    assert await ids(client, sort="relevance") == ["p1", "p2", "p3", "p4", "p5", "p6", "p7"]


@pytest.mark.usefixtures("shop")
async def test_pages_continue_the_order_of_the_first_page(
    client: httpx.AsyncClient, container: Container
) -> None:
    query: dict[str, str | int] = {"q": "mug otersholm", "limit": 1}
    first = (await client.get(PRODUCTS, params=query)).json()
    for n in range(10, 30):
        await put_product(container.database(), f"p{n}", title="Otersholm Lamp")
    cursor = first["nextCursor"]

    second = (await client.get(PRODUCTS, params={**query, "cursor": cursor})).json()

    assert [item["id"] for item in first["items"] + second["items"]] == ["p2", "p1"]
    assert second["nextCursor"] is None


@pytest.mark.usefixtures("shop")
async def test_a_cursor_of_another_order_is_refused(client: httpx.AsyncClient) -> None:
    orders: list[dict[str, str]] = [
        {},
        {"q": "mug"},
        {"sort": "price"},
        {"sort": "-price"},
        {"sort": "newest"},
    ]
    for made in orders:
        page = await client.get(PRODUCTS, params={**made, "limit": "1"})
        for used in orders:
            params = {**used, "cursor": page.json()["nextCursor"]}
            status = (await client.get(PRODUCTS, params=params)).status_code
            assert (made, used, status) == (made, used, 200 if made == used else 400)


@pytest.mark.parametrize(
    "key",
    [
        '["relevance","mug","nan","1","p1"]',
        '["relevance","mug","1e400","1","p1"]',
        '["relevance","mug","x","1","p1"]',
        '["relevance","mug","1","99999999999999999999","p1"]',
        '["relevance","mug","1","x","p1"]',
        '["relevance","","","1","p1"]',
        '["relevance"]',
    ],
)
async def test_a_made_up_cursor_is_refused(client: httpx.AsyncClient, key: str) -> None:
    cursor = urlsafe_b64encode(key.encode()).rstrip(b"=").decode()

    answer = await client.get(PRODUCTS, params={"q": "mug", "cursor": cursor})

    assert answer.status_code == 400
    assert answer.json()["error"]["details"]["fields"][0]["path"] == "cursor"


async def test_an_unknown_order_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{PRODUCTS}?sort=cheap")

    assert answer.status_code == 400
    assert answer.json()["error"]["details"]["fields"][0]["path"] == "sort"
