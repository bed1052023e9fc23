"""The web page of a shared wishlist, for guests without an account."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from litestar import Litestar

from builders.core.clocks import FixedClock
from builders.core.http_clients import http_client
from builders.people.users import Someone
from builders.wishlists.api import items_of, make_list, share, wish_for
from builders.wishlists.pictures import OnePicture
from gifter_app.container import Container


@pytest.fixture
def container(container: Container) -> Container:
    container.pictures.override(OnePicture())
    return container


@pytest.fixture
async def guest(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    async with http_client(app) as http:
        yield http


@dataclass(frozen=True)
class SharedList:
    id: str
    item: str
    page: str
    preview: str


@pytest.fixture
async def shared(ada: Someone) -> SharedList:
    """Makes Ada's list with one bicycle, and links to it."""
    wishlist = await make_list(ada, title="Birthday <3")
    item = await wish_for(
        ada,
        wishlist,
        title="A red bicycle",
        externalUrl="https://shop.example.com/bicycle",
        imageUrl=OnePicture.url,
        desiredPrice=24_900,
        desiredCurrency="GBP",
    )
    links = await share(ada, wishlist)
    page, preview = (httpx.URL(links[name]).path for name in ("url", "previewUrl"))
    return SharedList(wishlist["id"], item["id"], page, preview)


async def reserve(guest: httpx.AsyncClient, shared: SharedList, **form: str) -> httpx.Response:
    form = {"name": "Grandma", "quantity": "1"} | form
    return await guest.post(f"{shared.page}/items/{shared.item}", data=form)


async def test_the_page_shows_each_wish_with_picture_price_and_availability(
    guest: httpx.AsyncClient, shared: SharedList
) -> None:
    page = await guest.get(shared.page)

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for expected in ("Birthday &lt;3", "Wishes of Ada", "A red bicycle", "£249.00", "Still free"):
        assert expected in page.text
    picture = await guest.get(f"{shared.page}/pictures/{shared.item}")
    assert (picture.headers["content-type"], picture.content) == ("image/png", b"\x89PNG")


async def test_the_page_loads_nothing_from_other_hosts_and_runs_no_script(
    guest: httpx.AsyncClient, shared: SharedList
) -> None:
    page = await guest.get(shared.page)

    loaded = re.findall(r'(?:src|<link[^>]*href|action)="([^"]*)"', page.text)
    assert loaded
    assert all(address.startswith(("/s/", "data:")) for address in loaded)
    assert "<script" not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert (await guest.get("/s/page.css")).headers["content-type"].startswith("text/css")


async def test_a_guest_reserves_a_wish_and_releases_it_by_a_private_link(
    guest: httpx.AsyncClient, shared: SharedList, bob: Someone
) -> None:
    reserved = await reserve(guest, shared)

    assert reserved.status_code == 303
    link = reserved.headers["location"]
    mine = await guest.get(link)
    assert "Reserved for you" in mine.text
    assert f"http://gifter.test{link}" in mine.text
    assert "until Monday, 21 December" in mine.text
    assert "Already taken" in (await guest.get(shared.page)).text

    undone = await guest.post(link)
    back = await guest.get(undone.headers["location"])
    assert "The reservation is undone." in back.text
    assert "Still free" in back.text
    assert (await guest.get(link)).status_code == 404


async def test_a_second_reservation_of_the_same_wish_is_refused(
    guest: httpx.AsyncClient, shared: SharedList
) -> None:
    await reserve(guest, shared)

    late = await reserve(guest, shared, name="Uncle")

    assert late.status_code == 409
    assert "Somebody was quicker" in late.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": " "}, "Please give your name"),
        ({"name": "x" * 101}, "Please give your name"),
        *(
            ({"quantity": text}, "Please give a whole number")
            for text in ("0", "0000", "two", "0099990", "00" + "9" * 30)
        ),
    ],
)
async def test_an_invalid_form_is_shown_again_and_says_what_is_wrong(
    guest: httpx.AsyncClient, shared: SharedList, wrong: dict[str, str], message: str
) -> None:
    again = await reserve(guest, shared, **wrong)

    assert again.status_code == 400
    assert message in again.text
    assert "<details open>" in again.text
    assert "Still free" in again.text


@pytest.mark.parametrize("wrong", [{"name": " "}, {"quantity": "two"}])
async def test_the_wrong_field_is_marked_and_the_other_one_keeps_its_value(
    guest: httpx.AsyncClient, ada: Someone, wrong: dict[str, str]
) -> None:
    wishlist = await make_list(ada)
    address = "https://shop.example.com/glass"
    item = await wish_for(ada, wishlist, title="Glass", externalUrl=address, quantity=6)
    page = httpx.URL((await share(ada, wishlist))["url"]).path
    form = {"name": "Grandma", "quantity": "4"} | wrong

    again = await guest.post(f"{page}/items/{item['id']}", data=form)

    marked = re.findall(r'name="(\w+)"[^>]*aria-describedby="([^"]+)"', again.text)
    assert marked == [(next(iter(wrong)), f"trouble-{item['id']}")]
    assert f'id="{marked[0][1]}"' in again.text
    for value in form.values():
        assert f'value="{value}"' in again.text


async def test_a_returning_guest_sees_which_wishes_they_reserved(
    guest: httpx.AsyncClient, app: Litestar, shared: SharedList, ada: Someone
) -> None:
    reserved = await reserve(guest, shared)
    link = reserved.headers["location"]

    cookie = reserved.headers["set-cookie"]
    assert f"Path={shared.page};" in cookie
    assert "HttpOnly" in cookie
    assert f'<a href="{link}">Reserved by you</a>' in (await guest.get(shared.page)).text
    assert "Reserved by you" not in (await guest.get(shared.preview)).text
    async with http_client(app) as somebody_else:
        assert "Reserved by you" not in (await somebody_else.get(shared.page)).text
    as_owner = await ada.client.get(shared.page, headers={"cookie": cookie.partition(";")[0]})
    assert "Reserved by you" not in as_owner.text

    await guest.post(link)
    assert "Reserved by you" not in (await guest.get(shared.page)).text


async def test_the_page_has_tags_for_previews_of_its_link(
    guest: httpx.AsyncClient, shared: SharedList
) -> None:
    page = (await guest.get(shared.page)).text

    tags = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    assert tags == {
        "type": "website",
        "site_name": "Gifter",
        "title": "Birthday &lt;3",
        "description": "Wishes of Ada",
        "url": f"http://gifter.test{shared.page}",
        "locale": "en_GB",
        "image": f"http://gifter.test{shared.page}/pictures/{shared.item}",
    }


async def test_the_page_shows_priorities_and_links_to_shops(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone
) -> None:
    await ada.client.patch(f"/v1/wishlist-items/{shared.item}", json={"priority": 1})

    page = (await guest.get(shared.page)).text

    assert "Wished for most of all" in page
    assert re.search(r'<a href="https://shop.example.com/bicycle"[^>]*>View in the shop', page)


async def test_guests_of_one_address_may_reserve_20_wishes_in_10_minutes(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone, clock: FixedClock
) -> None:
    other = await make_list(ada, title="Another")
    elsewhere = httpx.URL((await share(ada, other))["url"]).path
    for _ in range(20):
        assert (await reserve(guest, shared, quantity="two")).status_code == 400

    refused = await reserve(guest, shared)

    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "600"
    assert "Please wait a few minutes" in refused.text
    assert (await guest.post(f"{elsewhere}/items/x", data={"name": "Me"})).status_code == 404
    clock.move(timedelta(minutes=10))
    assert (await reserve(guest, shared)).status_code == 303


async def test_reloading_a_refused_reservation_redirects_to_the_wish(
    guest: httpx.AsyncClient, shared: SharedList
) -> None:
    refused = await reserve(guest, shared, quantity="two")

    again = await guest.get(refused.url)

    assert again.status_code == 303
    assert again.headers["location"] == f"{shared.page}#wish-{shared.item}"
    assert f'id="wish-{shared.item}"' in (await guest.get(shared.page)).text


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [("GET", "/s", 404), ("GET", "/s/", 404), ("GET", "/s/x/nothing", 404), ("PUT", "/s/x", 405)],
)
async def test_an_unknown_address_shows_an_error_page(
    guest: httpx.AsyncClient, method: str, address: str, status: int
) -> None:
    nothing = await guest.request(method, address, headers={"accept-language": "de"})

    assert nothing.status_code == status
    assert "Der Link stimmt nicht" in nothing.text
    assert nothing.headers["x-robots-tag"] == "noindex"
    assert ("allow" in nothing.headers) is (status == 405)
    assert (await guest.get("/sx")).headers["content-type"] == "application/json"


async def test_pages_answer_head_requests(guest: httpx.AsyncClient, shared: SharedList) -> None:
    link = (await reserve(guest, shared)).headers["location"]

    for page in (shared.page, link):
        assert (await guest.head(page)).status_code == 200
        assert (await guest.head(page)).headers["cache-control"] == "no-store"


async def test_a_guest_can_renew_a_reservation_for_30_days(
    guest: httpx.AsyncClient, shared: SharedList, clock: FixedClock
) -> None:
    link = (await reserve(guest, shared)).headers["location"]
    clock.move(timedelta(days=29))

    renewed = await guest.post(f"{link}/renew")

    mine = await guest.get(renewed.headers["location"])
    assert "It is reserved for you anew." in mine.text
    assert "until Tuesday, 19 January" in mine.text
    clock.move(timedelta(days=29))
    assert "Already taken" in (await guest.get(shared.page)).text
    clock.move(timedelta(days=1))
    assert (await guest.post(f"{link}/renew")).status_code == 404
    assert "Still free" in (await guest.get(shared.page)).text


async def test_a_guests_bought_gift_does_not_expire_and_stays_hidden_from_the_owner(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone, clock: FixedClock
) -> None:
    link = (await reserve(guest, shared)).headers["location"]

    bought = await guest.post(f"{link}/bought")

    mine = await guest.get(bought.headers["location"])
    assert "You bought it, so it stays reserved for you." in mine.text
    assert "until" not in mine.text
    assert "still mean" not in mine.text
    await guest.post(f"{link}/renew")
    clock.move(timedelta(days=31))
    assert "Already taken" in (await guest.get(shared.page)).text
    assert [item["claim"] for item in await items_of(ada, {"id": shared.id})] == [None]
    await guest.post(link)
    assert "Still free" in (await guest.get(shared.page)).text


async def test_the_owners_view_is_the_same_with_and_without_reservations(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone
) -> None:
    def owners_views() -> list[tuple[httpx.AsyncClient, str]]:
        return [(ada.client, shared.page), (ada.client, shared.preview), (guest, shared.preview)]

    before = [(await who.get(page)).text for who, page in owners_views()]
    await reserve(guest, shared)
    after = [(await who.get(page)).text for who, page in owners_views()]

    assert after == before
    for page in after:
        assert "stays a surprise" in page
        assert "<form" not in page
        assert "Still free" not in page


async def test_neither_the_owner_nor_the_preview_link_can_reserve_a_wish(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone
) -> None:
    own = await reserve(ada.client, shared)
    by_preview = await guest.post(
        f"{shared.preview}/items/{shared.item}", data={"name": "Me", "quantity": "1"}
    )

    assert own.status_code == 409
    assert "This wish is your own." in own.text
    assert by_preview.status_code == 404
    assert "Still free" in (await guest.get(shared.page)).text


async def test_the_owner_is_offered_no_reservation_after_the_reveal(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone, clock: FixedClock
) -> None:
    soon = {"revealAt": "2026-12-01T00:00:00Z"}
    assert (await ada.client.patch(f"/v1/wishlists/{shared.id}", json=soon)).status_code == 200
    clock.move(timedelta(days=20))

    page = await ada.client.get(shared.page)
    own = await reserve(ada.client, shared)

    assert "Still free" in page.text
    assert "These wishes are your own" in page.text
    assert "<form" not in page.text
    assert own.status_code == 409
    assert "This wish is your own." in own.text
    assert (await reserve(guest, shared)).status_code == 303


async def test_a_revoked_link_and_an_unknown_one_show_the_same_page(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone
) -> None:
    link = (await reserve(guest, shared)).headers["location"]
    await ada.client.delete(f"/v1/wishlists/{shared.id}/share")

    gone, never = await guest.get(shared.page), await guest.get("/s/never-was")

    assert (gone.status_code, gone.text) == (404, never.text)
    assert "There is nothing here" in gone.text
    assert gone.headers["x-robots-tag"] == "noindex"
    assert (await guest.get(link)).status_code == 200


async def test_the_private_link_says_that_the_wish_was_removed(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone
) -> None:
    link = (await reserve(guest, shared)).headers["location"]

    await ada.client.delete(f"/v1/wishlist-items/{shared.item}")

    page = await guest.get(link)
    assert "The wish is no longer on the list." in page.text
    assert "A red bicycle" in page.text


async def test_the_page_is_in_the_guests_language(
    guest: httpx.AsyncClient, shared: SharedList
) -> None:
    page = await guest.get(shared.page, headers={"accept-language": "fr, de-AT;q=0.9, en;q=0.5"})

    assert '<html lang="de">' in page.text
    assert "Noch frei" in page.text


async def test_a_guest_can_reserve_some_of_several_pieces(
    guest: httpx.AsyncClient, shared: SharedList, ada: Someone, bob: Someone
) -> None:
    wishlist = await make_list(ada)
    glasses = await wish_for(
        ada, wishlist, title="Wine glass", externalUrl="https://shop.example.com/glass", quantity=6
    )
    links = await share(ada, wishlist)
    several = SharedList(wishlist["id"], glasses["id"], httpx.URL(links["url"]).path, "")

    await reserve(guest, several, quantity="4")

    page = await guest.get(several.page)
    assert "2 still free" in page.text
    assert 'max="2"' in page.text
    assert [item["claim"] for item in await items_of(ada, wishlist)] == [None]
