"""The page behind links in mail, which opens the app."""

import pytest
from litestar import Litestar

from builders.core.http_clients import http_client


async def test_the_page_leads_to_the_screen_of_the_app(app: Litestar) -> None:
    async with http_client(app) as guest:
        page = await guest.get("/open/recommendations?recipientId=r1&occasionId=o%261")

    link = "gifter://recommendations?recipientId=r1&amp;occasionId=o%261"
    assert page.status_code == 200
    assert f'<a class="button" href="{link}">Open in Gifter</a>' in page.text
    assert f'content="0; url={link}"' in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/open/elsewhere", "/open/%00", "/open/..%2f", "/open"])
async def test_the_page_opens_nothing_else(app: Litestar, path: str) -> None:
    async with http_client(app) as guest:
        page = await guest.get(path)

    assert page.status_code in (400, 404)
    assert "gifter://" not in page.text
