"""The demo's reminders of a sister's birthday and of Christmas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from gifter_cli.reminders.previews import occasion_names

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.use_cases.reminders.preview_reminders import Preview

TITLE = "When you would be reminded of Ana's birthday, 29 February, and of Christmas"
_DAYS = 365


async def planned_reminders(
    container: Container, http: httpx.AsyncClient, recipient_id: str
) -> tuple[Preview, dict[str, str]]:
    """Adds the sister's occasions over HTTP.

    Returns the planned reminders, and the occasions' names by id.
    """
    path = f"/v1/recipients/{recipient_id}"
    (await http.post(f"{path}/birthday-occasion")).raise_for_status()
    (await http.put(f"{path}/holidays/GB:christmas")).raise_for_status()
    user_id = (await http.get("/v1/me")).raise_for_status().json()["id"]
    preview = await container.reminders().preview_reminders.execute(user_id, None, _DAYS)
    return preview, await occasion_names(container, user_id, preview)
