"""`/try`, the developers' page: a request, its understanding and its gifts."""

from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from selenium.webdriver.common.keys import Keys

from builders.core.browsers import (
    DESKTOP,
    FAINT_TEXTS,
    NEEDS_BROWSER,
    PHONE,
    UNLABELLED,
    WIDER,
    GreySquares,
    Guest,
)
from builders.core.http_clients import http_client
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.http.pages.try_view import Part, marked

PICTURE = "https://shop.example.com/trowel.png"
GIFTS: list[dict[str, Any]] = [
    {"id": "trowel", "title": "Garden trowel", "primary_image_url": PICTURE},
    {"id": "gloves", "title": "Gardening gloves", "occasion_fit": ["birthday"]},
    {"id": "lamp", "title": "Oak lamp", "is_featured": True, "occasion_fit": ["birthday"]},
    {"id": "script", "title": "<script>alert(1)</script> garden hose"},
]
TEXT = "a birthday present for my aunt, who gardens, under £40"
ADDRESS = "/try?text=" + TEXT.replace(" ", "+").replace("£", "%C2%A3")
PICTURE_WIDTH = """(async one => {
  one.scrollIntoView();
  await one.decode();
  return one.naturalWidth;
})(document.querySelector('#list img'))"""
ORDER = "[...document.querySelectorAll('#list li.wish h3')].map(one => one.textContent)"


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    container.pictures.override(GreySquares())
    await put_catalogue(container.database(), GIFTS)
    await embed_all(container.catalogue().product_embeddings, container.embedder())


async def test_the_page_asks_for_a_request(client: AsyncClient) -> None:
    answer = await client.get("/try")

    assert answer.status_code == 200
    assert "<textarea" in answer.text
    assert 'id="list"' not in answer.text


async def test_a_request_is_marked_and_answered_with_parts_of_scores(client: AsyncClient) -> None:
    page = (await client.get(ADDRESS)).text

    assert '<mark>birthday<span class="field"> occasion</span></mark>' in page
    assert '<mark>under £40<span class="field"> budget</span></mark>' in page
    assert "<dt>budget</dt><dd>at most £40.00</dd>" in page
    assert "<h3>Garden trowel</h3>" in page
    assert 'data-feature="occasion"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


async def test_only_own_scripts_styles_and_pictures_are_allowed(client: AsyncClient) -> None:
    answer = await client.get(ADDRESS)

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style=" not in answer.text
    assert PICTURE not in answer.text
    picture = await client.get("/try/pictures/trowel")
    assert picture.headers["content-type"] == "image/png"
    assert (await client.get("/try/pictures/lamp")).status_code == 404


async def test_a_request_without_gifts_says_why(client: AsyncClient) -> None:
    page = (await client.get("/try?text=a+garden+trowel+under+1+GBP")).text

    assert "£24.00" in page  # the cheapest gift that matches
    assert 'id="list"' in page
    assert "<h3>" not in page


async def test_a_clarifying_question_is_shown_with_its_choices(client: AsyncClient) -> None:
    page = (await client.get("/try?text=a+present+for+my+niece+who+gardens")).text

    assert "Is the gift for a child or for a grown-up? (A child or teenager / A grown-up)" in page


async def test_the_page_is_missing_in_production(container: Container) -> None:
    production = Container(container.settings(), development=False)
    async with production.closing(), http_client(create_app(production)) as http:
        for path in ("/try", "/try/try.js", "/try/pictures/trowel"):
            assert (await http.get(path)).status_code == 404


def test_spans_that_overlap_are_marked_once() -> None:
    parts = marked("for mum, £5", [("budget", 9, 11), ("people", 4, 7), ("adult", 4, 6)])

    assert parts == [Part("for "), Part("mum", "people"), Part(", "), Part("£5", "budget")]


@NEEDS_BROWSER
async def test_a_slider_moved_by_keyboard_sorts_the_gifts_anew(guest: Guest, site: str) -> None:
    await guest.opens(site + "/try")
    await guest.writes("#text", TEXT)
    await guest.follows("form[role=search] button")
    own = await guest.asks(ORDER)
    assert isinstance(own, list)
    assert own[0] != "Oak lamp"

    await guest.writes("#weight-semantic", Keys.HOME)
    await guest.writes("#weight-lexical", Keys.HOME)
    await guest.writes("#weight-coverage", Keys.HOME)
    await guest.writes("#weight-interest", Keys.HOME)
    await guest.writes("#weight-featured", Keys.END)

    changed = await guest.asks(ORDER)
    assert isinstance(changed, list)
    assert changed[0] == "Oak lamp"
    assert "First: Oak lamp" in await guest.sees()
    assert "× 3.0" in await guest.sees()

    await guest.presses("button[type=reset]")
    await guest.asks("new Promise(done => setTimeout(done))")
    assert await guest.asks(ORDER) == own


@NEEDS_BROWSER
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_the_page_fits_the_screen_and_is_readable(
    guest: Guest, site: str, size: tuple[int, int], scheme: str, screenshots: Path
) -> None:
    await guest.resizes(size)
    await guest.prefers(scheme, "en")
    await guest.opens(site + ADDRESS)

    assert await guest.asks(WIDER) == 0
    assert await guest.asks(UNLABELLED) == 0
    assert await guest.asks(FAINT_TEXTS) == []
    assert await guest.asks("document.querySelectorAll('#sliders:not([hidden]) input').length > 3")
    assert await guest.asks(PICTURE_WIDTH) == 8
    loaded = await guest.asks("performance.getEntriesByType('resource').map(one => one.name)")
    assert isinstance(loaded, list)
    assert all(str(address).startswith(site) for address in loaded)
    assert guest.browser.get_log("browser") == []
    await guest.photographs(screenshots / f"try-{size[0]}-{scheme}.png")
