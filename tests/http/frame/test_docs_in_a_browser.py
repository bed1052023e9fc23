"""The page of the API document in a real browser, under its security headers."""

from pathlib import Path

import pytest

from builders.core.browsers import NEEDS_BROWSER, Guest
from builders.people.users import Someone

pytestmark = NEEDS_BROWSER
_SHOWN = """new Promise(resolve => {
  const look = () => document.querySelector('.opblock') ? resolve(true) : setTimeout(look, 50);
  look();
})"""


@pytest.mark.usefixtures("ada")
async def test_the_page_shows_the_operations_and_breaks_no_rule_of_its_headers(
    guest: Guest, site: str, screenshots: Path
) -> None:
    await guest.opens(f"{site}/docs")

    assert await guest.asks(_SHOWN)
    assert [line for line in guest.browser.get_log("browser") if "Policy" in line["message"]] == []
    await guest.photographs(screenshots / "docs.png")


async def test_the_page_has_the_security_headers_of_the_pages(ada: Someone) -> None:
    headers = (await ada.client.get("/docs")).headers

    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex"
