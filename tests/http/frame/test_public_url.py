"""Links to the service begin with `PUBLIC_URL`, not with the host of the request."""

import pytest

from builders.people.users import Someone
from builders.wishlists.api import make_list, share
from gifter_app.container import Container
from gifter_app.settings import read_settings


@pytest.fixture
def container(container: Container) -> Container:
    home = str(container.settings().app.home)
    set_to = {"GIFTER_HOME": home, "LOG_LEVEL": "error", "PUBLIC_URL": "https://api.example.com/"}
    container.settings.override(read_settings(set_to))
    return container


async def test_every_link_begins_with_the_public_url(container: Container, ada: Someone) -> None:
    shared = await share(ada, await make_list(ada))
    calendar = (await ada.client.post("/v1/occasions/calendar")).json()

    links = [shared["url"], shared["previewUrl"], calendar["url"]]
    links.append(container.reminders().unsubscribe_links.link(ada.id))
    begin = ("s/", "s/", "v1/occasions/calendar.ics?", "v1/unsubscribe?")
    for link, path in zip(links, begin, strict=True):
        assert link.startswith(f"https://api.example.com/{path}")
