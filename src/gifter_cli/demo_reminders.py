"""The demo's reminders: a mother born on 29 February, and when the user is told of her days."""

import httpx

from gifter_app.container import Container
from gifter_app.use_cases.plan_reminders import Preview

TITLE = "When you would be reminded of your mother's birthday, 29 February, and of Mother's Day"
_DAYS = 400
_MOTHER = {
    "type": "EXTERNAL",
    "name": "Mum",
    "relationship": "my mother",
    "birthday": "1964-02-29",
    "isTemporary": True,
}


async def planned_reminders(container: Container, http: httpx.AsyncClient) -> Preview:
    """Keeps a mother and her days over HTTP, reads what is planned for them; forgets her."""
    user_id = (await http.get("/v1/me")).raise_for_status().json()["id"]
    kept = (await http.post("/v1/recipients", json=_MOTHER)).raise_for_status().json()
    path = f"/v1/recipients/{kept['id']}"
    (await http.post(f"{path}/birthday-occasion")).raise_for_status()
    (await http.put(f"{path}/holidays/GB:mothers_day")).raise_for_status()
    now = container.clock().now()
    preview: Preview = await container.plan_reminders().preview(user_id, now, _DAYS)
    (await http.delete(path)).raise_for_status()
    return preview
