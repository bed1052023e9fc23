"""The page of a shared list in a real browser, at a phone's width and a desktop's."""

import asyncio
import os
import shutil
import socket
import struct
import zlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from litestar import Litestar
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from builders.people import Someone
from builders.wishlists import make_list, share, wish_for
from gifter_app.container import Container
from gifter_domain.shared.pictures import Picture

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER), reason="no Chromium with its chromedriver on this machine"
)
PHONE, DESKTOP = (390, 844), (1280, 900)


def a_square(shade: int) -> bytes:
    """A PNG of eight by eight grey dots."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = (b"\x00" + bytes([shade]) * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


class GreySquares:
    async def fetch(self, url: str) -> Picture:
        return Picture("image/png", a_square(150))

    async def close(self) -> None:
        return


@pytest.fixture
def container(container: Container) -> Container:
    container.pictures.override(GreySquares())
    return container


@pytest.fixture
async def site(app: Litestar) -> AsyncIterator[str]:
    """The application on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(app, port=port, interface=Interfaces.ASGI, log_enabled=False)
    serving = asyncio.create_task(server.serve())
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        while True:
            try:
                await http.get("/v1/health")
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.stop()
    await serving


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in ("headless", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"):
        options.add_argument(f"--{argument}")
    for argument in ("disable-background-networking", "disable-component-update"):
        options.add_argument(f"--{argument}")
    options.add_argument(f"--user-data-dir={tmp_path / 'browser'}")
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@dataclass(frozen=True)
class Guest:
    """Somebody at a browser. Each act runs beside the application, which is in this process."""

    browser: WebDriver

    async def opens(self, address: str) -> None:
        await asyncio.to_thread(self.browser.get, address)

    async def sees(self) -> str:
        return await asyncio.to_thread(lambda: self.browser.find_element(By.TAG_NAME, "main").text)

    async def presses(self, selector: str) -> None:
        await asyncio.to_thread(
            lambda: self.browser.find_element(By.CSS_SELECTOR, selector).click()
        )

    async def writes(self, selector: str, text: str) -> None:
        await asyncio.to_thread(
            lambda: self.browser.find_element(By.CSS_SELECTOR, selector).send_keys(text)
        )

    async def asks(self, script: str) -> object:
        return await asyncio.to_thread(self.browser.execute_script, f"return {script}")

    async def resizes(self, size: tuple[int, int]) -> None:
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
        await asyncio.to_thread(
            self.browser.execute_cdp_cmd, "Emulation.setDeviceMetricsOverride", metrics
        )

    async def photographs(self, path: Path) -> tuple[int, ...]:
        """Keeps a picture of the screen; how wide and high it is."""
        png = await asyncio.to_thread(self.browser.get_screenshot_as_png)
        await asyncio.to_thread(path.write_bytes, png)
        return struct.unpack(">II", png[16:24])


@pytest.fixture
def guest(browser: WebDriver) -> Guest:
    return Guest(browser)


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where pictures of the screen go: to be looked at, where GIFTER_SCREENSHOTS names a folder."""
    return Path(os.environ.get("GIFTER_SCREENSHOTS", tmp_path))


async def a_shared_list(ada: Someone, site: str) -> str:
    wishlist = await make_list(ada, title="Ada turns forty", description="Only if you like!")
    for title, price in (("A red bicycle", 24_900), ("Copper hand trowel", 2_800)):
        await wish_for(
            ada,
            wishlist,
            title=title,
            externalUrl=f"https://shop.example.com/{price}",
            imageUrl="https://shop.example.com/picture.png",
            desiredPrice=price,
            desiredCurrency="GBP",
        )
    glasses = "https://shop.example.com/glasses"
    await wish_for(ada, wishlist, title="Wine glass", externalUrl=glasses, quantity=6)
    links = await share(ada, wishlist)
    return site + httpx.URL(links["url"]).path


async def test_a_guest_reserves_a_wish_and_gives_it_back(
    guest: Guest, ada: Someone, site: str
) -> None:
    await guest.opens(await a_shared_list(ada, site))
    assert "Still free" in await guest.sees()

    await guest.presses(".wish:first-child summary")
    await guest.writes(".wish:first-child input[name=name]", "Grandma")
    await guest.presses(".wish:first-child form button")
    private = await guest.sees()
    assert "Reserved for you" in private
    assert await guest.asks("document.querySelector('#link').value === location.href")

    await guest.presses("main a")
    assert "Already taken" in await guest.sees()

    await asyncio.to_thread(guest.browser.back)
    await guest.presses("button.quiet")
    assert "The reservation is undone." in await guest.sees()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_the_page_fits_its_screen_and_asks_nobody_else(
    guest: Guest, ada: Someone, site: str, size: tuple[int, int], screenshots: Path
) -> None:
    await guest.resizes(size)
    await guest.opens(await a_shared_list(ada, site))

    assert await guest.asks("document.documentElement.scrollWidth <= innerWidth")
    widths = (
        "Promise.all([...document.images].map(async one => (await one.decode(), one.naturalWidth)))"
    )
    assert await guest.asks(widths) == [8, 8]
    small = (
        "[...document.querySelectorAll('summary, button, input')]"
        ".filter(one => one.offsetHeight > 0 && one.offsetHeight < 44).length"
    )
    assert await guest.asks(small) == 0
    loaded = await guest.asks("performance.getEntriesByType('resource').map(one => one.name)")
    assert isinstance(loaded, list)
    assert len(loaded) == 3
    assert all(str(address).startswith(site) for address in loaded)
    assert guest.browser.get_log("browser") == []
    assert await guest.photographs(screenshots / f"shared-page-{size[0]}.png") == size
