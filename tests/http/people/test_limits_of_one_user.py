"""The most that one user may own: one more is refused, and nothing is stored."""

from typing import Any

import pytest
from sqlalchemy import Table, text

from builders.people.users import Someone
from gifter_adapters.postgres.identity.tables import device
from gifter_adapters.postgres.occasions.tables import occasion
from gifter_adapters.postgres.people.tables import recipient
from gifter_adapters.postgres.reminders.tables import reminder_policy
from gifter_adapters.postgres.wishlists.tables import wishlist
from gifter_app.container import Container
from gifter_domain.identity.device import MAX_DEVICES
from gifter_domain.occasions.occasion import MAX_OCCASIONS
from gifter_domain.people.recipient import MAX_RECIPIENTS
from gifter_domain.reminders.policy import MAX_POLICIES
from gifter_domain.wishlists.wishlist import MAX_WISHLISTS

ANA = {"type": "EXTERNAL", "name": "Ana"}
POLICY = {
    "name": "Early",
    "offsets": [{"daysBefore": 3, "atLocal": "09:00"}],
    "channels": ["EMAIL"],
}
LIMITS: list[tuple[str, Any, Table, int, str]] = [
    ("/v1/recipients", ANA, recipient, MAX_RECIPIENTS, "too_many_recipients"),
    ("/v1/wishlists", {"title": "Wishes"}, wishlist, MAX_WISHLISTS, "too_many_wishlists"),
    ("/v1/reminder-policies", POLICY, reminder_policy, MAX_POLICIES, "too_many_reminder_policies"),
    ("/v1/me/device", {"platform": "ios", "token": "aa"}, device, MAX_DEVICES, "too_many_devices"),
]


async def fill(container: Container, table: Table, count: int) -> None:
    """Copies the only row of the table, so that there are `count` rows."""
    columns = ", ".join(one.name for one in table.c if one.computed is None)
    unique = {"id": "old.id || n", "token": "old.token || n"}
    values = ", ".join(
        unique.get(one.name, f"old.{one.name}") for one in table.c if one.computed is None
    )
    async with container.database().transaction() as connection:
        await connection.execute(
            text(f"""
                INSERT INTO {table.name} ({columns})
                SELECT {values} FROM {table.name} old, generate_series(2, {count}) n
            """)
        )


async def count(container: Container, table: Table) -> Any:
    async with container.database().reads() as connection:
        return await connection.scalar(text(f"SELECT count(*) FROM {table.name}"))


@pytest.mark.parametrize(("address", "body", "table", "most", "code"), LIMITS)
async def test_one_more_than_the_most_is_refused(
    ada: Someone, container: Container, address: str, body: Any, table: Table, most: int, code: str
) -> None:
    assert (await ada.client.post(address, json=body)).status_code == 201
    await fill(container, table, most - 1)
    other = body | ({"token": "bb"} if "token" in body else {})
    assert (await ada.client.post(address, json=other)).status_code == 201

    other = body | ({"token": "cc"} if "token" in body else {})
    answer = await ada.client.post(address, json=other)

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, code)
    assert await count(container, table) == most


async def test_a_device_that_is_registered_again_is_no_other_device(
    ada: Someone, container: Container
) -> None:
    body = {"platform": "ios", "token": "aa"}
    await ada.client.post("/v1/me/device", json=body)
    await fill(container, device, MAX_DEVICES)

    assert (await ada.client.post("/v1/me/device", json=body)).status_code == 201


async def test_an_import_of_too_many_changes_nothing(ada: Someone, container: Container) -> None:
    ana = (await ada.client.post("/v1/recipients", json=ANA)).json()
    day = {"recipientId": ana["id"], "type": "OTHER", "title": "Day", "date": "2027-01-01"}
    made = await ada.client.post("/v1/occasions", json=day)
    assert made.status_code == 201, made.text
    await fill(container, occasion, MAX_OCCASIONS)
    file = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:19800102\nRRULE:FREQ=YEARLY\nSUMMARY:{}\nEND:VEVENT\n"
    event = file.format("Bob's birthday")

    answer = await ada.client.post(
        "/v1/occasions/import",
        content=f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n",
        headers={"Content-Type": "text/calendar"},
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "too_many_occasions")
    assert await count(container, recipient) == 1
