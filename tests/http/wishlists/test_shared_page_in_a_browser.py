"""The page of a shared list in a real browser, at the widths of a phone and a desktop."""

from pathlib import Path

import httpx
import pytest

from builders.core.browsers import (
    DESKTOP,
    FAINT_TEXTS,
    NEEDS_BROWSER,
    PHONE,
    SMALL,
    UNLABELLED,
    WIDER,
    GreySquares,
    Guest,
)
from builders.people.users import Someone
from builders.wishlists.api import make_list, share, wish_for
from gifter_app.container import Container

pytestmark = NEEDS_BROWSER
OUT_OF_CARD = """[...document.querySelectorAll('.wish *')].filter(one =>
  one.getBoundingClientRect().right > one.closest('.wish').getBoundingClientRect().right
).map(one => one.outerHTML)"""


@pytest.fixture
def container(container: Container) -> Container:
    container.pictures.override(GreySquares())
    return container


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
