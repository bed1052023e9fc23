"""/v1/unsubscribe: ending reminder mails by a link, without signing in."""

from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import delete

from builders.people.users import Someone, error_of
from gifter_adapters.postgres.identity.tables import user_account
from gifter_app.container import Container

PREFERENCES = "/v1/notification-preferences"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link(container: Container, user: Someone) -> str:
    """Returns path and query of the unsubscribe link in the user's mail."""
    parts = urlsplit(container.reminders().unsubscribe_links.link(user.id))
    return f"{parts.path}?{parts.query}"


async def wants_mail(user: Someone) -> bool:
    wants: bool = (await user.get(PREFERENCES))["emailEnabled"]
    return wants


async def test_one_click_unsubscribe_ends_mail_for_that_user_only(
    container: Container, client: httpx.AsyncClient, ada: Someone, bob: Someone
) -> None:
    before = await ada.get(PREFERENCES)

    answer = await client.post(link(container, ada), data=ONE_CLICK)

    assert answer.status_code == 200
    changed = {"emailEnabled": False, "updatedAt": "2026-11-21T12:00:00Z"}
    assert await ada.get(PREFERENCES) == before | changed
    assert await wants_mail(bob)


async def test_opening_the_page_shows_every_language_and_changes_nothing(
    container: Container, client: httpx.AsyncClient, ada: Someone
) -> None:
    page = await client.get(link(container, ada))

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<form method="post">' in page.text
    assert "No more e-mail / Keine E-Mails mehr" in page.text
    assert await wants_mail(ada)


async def test_the_button_on_the_page_ends_mail_and_is_repeatable(
    container: Container, client: httpx.AsyncClient, ada: Someone
) -> None:
    answers = [await client.post(link(container, ada)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Du bekommst keine Erinnerungen mehr per E-Mail." in answers[1].text
    assert not await wants_mail(ada)


async def test_mail_can_be_enabled_again_in_the_preferences(
    container: Container, client: httpx.AsyncClient, ada: Someone
) -> None:
    await client.post(link(container, ada))
    await ada.client.patch(PREFERENCES, json={"emailEnabled": True})

    assert await wants_mail(ada)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_with_an_invalid_token_is_not_found(
    container: Container, client: httpx.AsyncClient, ada: Someone, bob: Someone, method: str
) -> None:
    ours = link(container, ada)
    for other in (ours[:-1], ours.replace(ada.id, bob.id), "/v1/unsubscribe?token="):
        answer = await client.request(method, other)
        assert error_of(answer) == (404, "unsubscribe_link_invalid")

    assert (await client.request(method, "/v1/unsubscribe")).status_code == 400
    assert await wants_mail(ada)
    assert await wants_mail(bob)


async def test_the_link_of_a_deleted_user_is_accepted(
    container: Container, client: httpx.AsyncClient, ada: Someone
) -> None:
    async with container.database().transaction() as connection:
        await connection.execute(delete(user_account).where(user_account.c.id == ada.id))

    assert (await client.post(link(container, ada))).status_code == 200
