"""The page of a shared list in a real browser, at the widths of a phone and a desktop."""

import asyncio
import os
import shutil
import socket
import struct
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from litestar import Litestar
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from builders.people.users import Someone
from builders.wishlists.api import make_list, share, wish_for
from gifter_app.container import Container
from gifter_domain.shared.pictures import Picture

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER), reason="no Chromium with its chromedriver on this machine"
)
SMALL, PHONE, DESKTOP = (320, 640), (390, 844), (1280, 900)

# Finds texts with a contrast to their background of less than 4.5 to 1 (WCAG 2.2, 1.4.3).
FAINT_TEXTS = """(() => {
  const light = colour => {
    const part = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const [red, green, blue] = colour.match(/[0-9.]+/g).map(value => part(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = one => {
    const colour = getComputedStyle(one).backgroundColor;
    return colour === 'rgba(0, 0, 0, 0)' ? behind(one.parentElement) : colour;
  };
  return [...document.querySelectorAll('main *')].filter(one => {
    if (!one.value && ![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
      return false;
    const [one_side, other] = [light(getComputedStyle(one).color), light(behind(one))];
    return (Math.max(one_side, other) + 0.05) / (Math.min(one_side, other) + 0.05) < 4.5;
  }).map(one => one.outerHTML);
})()"""
UNLABELLED = "[...document.querySelectorAll('input')].filter(one => !one.labels.length).length"
OUT_OF_CARD = """[...document.querySelectorAll('.wish *')].filter(one =>
  one.getBoundingClientRect().right > one.closest('.wish').getBoundingClientRect().right
).map(one => one.outerHTML)"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def a_square(shade: int) -> bytes:
    """Returns a PNG of eight by eight grey pixels."""

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
    """Serves the application on a port of its own and yields its URL."""
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
    """A person at a browser.

    Each action runs in a thread, since this process also serves the application.
    """

    browser: WebDriver

    async def opens(self, address: str) -> None:
        await asyncio.to_thread(self.browser.get, address)

    async def sees(self) -> str:
        return await asyncio.to_thread(lambda: self.browser.find_element(By.TAG_NAME, "main").text)

    async def presses(self, selector: str) -> None:
        await asyncio.to_thread(
            lambda: self.browser.find_element(By.CSS_SELECTOR, selector).click()
        )

    async def follows(self, selector: str) -> None:
        """Clicks a link or button and waits for the page that it leads to."""
        await self.leaves(lambda: self.browser.find_element(By.CSS_SELECTOR, selector).click())

    async def goes_back(self) -> None:
        await self.leaves(self.browser.back)

    async def leaves(self, act: Callable[[], None]) -> None:
        """Runs the action and waits until the browser has left the page.

        The old page may answer for a while. In between the browser raises errors of several kinds.
        """

        def leave() -> None:
            here = self.browser.find_element(By.TAG_NAME, "html")
            act()
            waiting = WebDriverWait(self.browser, 20, 0.02, ignored_exceptions=[WebDriverException])
            waiting.until(staleness_of(here))

        await asyncio.to_thread(leave)

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

    async def prefers(self, scheme: str, language: str) -> None:
        colours = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        headers = {"headers": {"Accept-Language": language}}
        for command, parameters in (
            ("Emulation.setEmulatedMedia", colours),
            ("Network.enable", {}),
            ("Network.setExtraHTTPHeaders", headers),
        ):
            await asyncio.to_thread(self.browser.execute_cdp_cmd, command, parameters)

    async def photographs(self, path: Path) -> tuple[int, ...]:
        """Saves a screenshot and returns its width and height."""
        png = await asyncio.to_thread(self.browser.get_screenshot_as_png)
        await asyncio.to_thread(path.write_bytes, png)
        return struct.unpack(">II", png[16:24])


@pytest.fixture
def guest(browser: WebDriver) -> Guest:
    return Guest(browser)


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Returns the folder for screenshots.

    Set GIFTER_SCREENSHOTS to a folder to keep and look at them.
    """
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


async def test_a_guest_reserves_and_releases_a_wish(guest: Guest, ada: Someone, site: str) -> None:
    await guest.opens(await a_shared_list(ada, site))
    assert "Still free" in await guest.sees()

    await guest.presses(".wish:first-child summary")
    await guest.writes(".wish:first-child input[name=name]", "Grandma")
    await guest.follows(".wish:first-child form button")
    private = await guest.sees()
    assert "Reserved for you" in private
    assert await guest.asks("document.querySelector('#link').value === location.href")

    await guest.follows("main a")
    assert "Already taken" in await guest.sees()

    await guest.goes_back()
    await guest.follows("form[action$=renew] button")
    assert "It is reserved for you anew." in await guest.sees()
    await guest.follows("form[action$=bought] button")
    assert "You bought it" in await guest.sees()
    await guest.follows("button.quiet")
    assert "The reservation is undone." in await guest.sees()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_the_page_fits_the_screen_and_loads_nothing_from_other_hosts(
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_is_readable_on_a_small_phone_in_both_colour_schemes(
    guest: Guest, ada: Someone, site: str, scheme: str, screenshots: Path
) -> None:
    await guest.resizes(SMALL)
    await guest.prefers(scheme, "de-AT")
    empty = await share(ada, await make_list(ada, title="Noch leer"))
    long = await make_list(ada, title="Donaudampfschifffahrtsgesellschaftskapitänsgeburtstag" * 2)
    for title in ("W" * 200, "Eine Teekanne, die nicht tropft, wenn man sie wieder abstellt"):
        await wish_for(ada, long, title=title, notes="https://shop.example.com/" + "a" * 100)
    await wish_for(ada, long, title="Weingläser", quantity=12)

    async def look(name: str) -> None:
        assert await guest.asks("document.documentElement.lang") == "de"
        assert await guest.asks(FAINT_TEXTS) == []
        assert await guest.asks(UNLABELLED) == 0
        assert await guest.asks(WIDER) == 0
        assert await guest.asks(OUT_OF_CARD) == []
        await guest.photographs(screenshots / f"shared-{name}-{scheme}.png")

    page = site + httpx.URL((await share(ada, long))["url"]).path
    await guest.opens(page)
    await look("list")
    await guest.presses(".wish:last-child summary")
    await look("form")
    await guest.presses(".wish:last-child summary")
    await guest.presses(".wish:nth-child(2) summary")
    await guest.writes(".wish:nth-child(2) input[name=name]", "Oma")
    await guest.follows(".wish:nth-child(2) form button")
    await look("reserved")
    await guest.follows("form[action$=renew] button")
    await look("renewed")
    await guest.follows("form[action$=bought] button")
    await look("bought")
    await guest.follows("main a")
    assert "Schon vergeben" in await guest.sees()
    await look("taken")
    await guest.opens(site + httpx.URL(empty["url"]).path)
    await look("empty")
    await guest.opens(f"{site}/s/unknown")
    await look("unknown")
