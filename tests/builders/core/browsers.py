"""A real browser: the application served on a port, and a person who looks at its pages."""

import asyncio
import os
import shutil
import socket
import struct
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
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

from gifter_domain.shared.pictures import Picture

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
NEEDS_BROWSER = pytest.mark.skipif(
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


@asynccontextmanager
async def served(app: Litestar) -> AsyncIterator[str]:
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


@contextmanager
def opened_browser(home: Path) -> Iterator[WebDriver]:
    """Yields a browser without a window that keeps its files in `home`."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in ("headless", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"):
        options.add_argument(f"--{argument}")
    for argument in ("disable-background-networking", "disable-component-update"):
        options.add_argument(f"--{argument}")
    options.add_argument(f"--user-data-dir={home / 'browser'}")
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
