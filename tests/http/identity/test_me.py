"""The user's own profile and devices over HTTP."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
from sqlalchemy import select

from gifter_adapters.postgres.identity.tables import device
from gifter_app.container import Container

SignIn = Callable[..., dict[str, str]]
Headers = dict[str, str]
PHONE = {"platform": "ios", "token": "f00d", "appVersion": "1.4.0", "buildNumber": "77"}


def wrong_paths(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400
    return [field["path"] for field in answer.json()["error"]["details"]["fields"]]


async def test_a_patch_changes_only_the_sent_fields(
    client: httpx.AsyncClient, ada: Headers
) -> None:
    before = (await client.get("/v1/me", headers=ada)).json()
    changes = {"displayName": " Countess ", "timezone": "Asia/Kolkata", "defaultCurrency": "inr"}

    answer = await client.patch("/v1/me", headers=ada, json=changes)

    after = before | {"displayName": "Countess", "timezone": "Asia/Kolkata"}
    assert answer.json() == after | {"defaultCurrency": "INR"}
    assert (await client.get("/v1/me", headers=ada)).json() == answer.json()


async def test_the_language_is_english_until_the_user_changes_it(
    client: httpx.AsyncClient, ada: Headers
) -> None:
    browser = ada | {"Accept-Language": "de"}
    before = (await client.get("/v1/me", headers=browser)).json()

    await client.patch("/v1/me", headers=ada, json={"language": "de"})

    assert before["language"] == "en"
    assert (await client.get("/v1/me", headers=ada)).json() == before | {"language": "de"}


async def test_null_clears_a_field_and_an_empty_patch_changes_nothing(
    client: httpx.AsyncClient, ada: Headers
) -> None:
    cleared = await client.patch("/v1/me", headers=ada, json={"displayName": None})
    untouched = await client.patch("/v1/me", headers=ada, json={})

    assert cleared.json()["displayName"] is None
    assert untouched.json() == cleared.json()


async def test_a_patch_changes_no_other_user(
    client: httpx.AsyncClient, ada: Headers, sign_in: SignIn
) -> None:
    bob = sign_in("bob", name="Bob")
    await client.get("/v1/me", headers=bob)

    await client.patch("/v1/me", headers=ada, json={"displayName": "Countess"})

    assert (await client.get("/v1/me", headers=bob)).json()["displayName"] == "Bob"


WRONG_PROFILES: list[tuple[dict[str, Any], str]] = [
    ({"displayName": ""}, "displayName"),
    ({"displayName": "x" * 101}, "displayName"),
    ({"displayName": "a\0"}, "displayName"),
    ({"displayName": 7}, "displayName"),
    ({"avatarUrl": "javascript:alert(1)"}, "avatarUrl"),
    ({"timezone": "Mars/Olympus"}, "timezone"),
    ({"timezone": "localtime"}, "timezone"),
    ({"timezone": None}, "timezone"),
    ({"language": "fr"}, "language"),
    ({"language": "de-AT"}, "language"),
    ({"language": None}, "language"),
    ({"defaultCurrency": "XXX"}, "defaultCurrency"),
    ({"defaultCurrency": None}, "defaultCurrency"),
    ({"email": "other@example.com"}, "email"),
    ({"status": "DELETED"}, "status"),
    ({"display_name": "X"}, "display_name"),
]


async def test_an_invalid_profile_field_is_reported_and_nothing_is_stored(
    client: httpx.AsyncClient, ada: Headers
) -> None:
    before = (await client.get("/v1/me", headers=ada)).json()

    for body, path in WRONG_PROFILES:
        answer = await client.patch("/v1/me", headers=ada, json={"displayName": "Other"} | body)
        assert (body, wrong_paths(answer)) == (body, [path])

    assert (await client.get("/v1/me", headers=ada)).json() == before


async def register(client: httpx.AsyncClient, headers: Headers, **changes: str) -> dict[str, Any]:
    answer = await client.post("/v1/me/device", headers=headers, json=PHONE | changes)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def remove(client: httpx.AsyncClient, headers: Headers, device_id: str) -> int:
    return (await client.delete(f"/v1/me/device/{device_id}", headers=headers)).status_code


async def test_registering_a_device_again_updates_it(
    client: httpx.AsyncClient, ada: Headers
) -> None:
    first = await register(client, ada)
    again = await register(client, ada, appVersion="1.5.0")

    assert {name: first[name] for name in PHONE} == PHONE
    assert again == first | {"appVersion": "1.5.0"}


async def listed(client: httpx.AsyncClient, headers: Headers) -> list[dict[str, Any]]:
    answer = await client.get("/v1/me/devices", headers=headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_user_has_no_devices_before_one_is_registered(
    client: httpx.AsyncClient, ada: Headers
) -> None:
    assert await listed(client, ada) == []


async def test_the_devices_of_the_user_alone_are_listed_the_first_one_first(
    client: httpx.AsyncClient, ada: Headers, sign_in: SignIn
) -> None:
    bob = sign_in("bob")
    phone = await register(client, ada)
    await register(client, bob, token="b0b")
    tablet = await register(client, ada, token="7ab")
    phone = await register(client, ada, appVersion="1.5.0")

    assert await listed(client, ada) == [phone, tablet]

    await remove(client, ada, phone["id"])
    assert await listed(client, ada) == [tablet]


async def test_a_device_that_moves_leaves_the_list_of_its_former_user(
    client: httpx.AsyncClient, ada: Headers, sign_in: SignIn
) -> None:
    bob = sign_in("bob")
    await register(client, ada)
    moved = await register(client, bob)

    assert await listed(client, ada) == []
    assert await listed(client, bob) == [moved]


async def test_a_device_moves_to_the_last_user_who_registers_it(
    client: httpx.AsyncClient, ada: Headers, sign_in: SignIn
) -> None:
    bob = sign_in("bob")
    device_id = (await register(client, ada))["id"]

    moved = await register(client, bob)

    assert await remove(client, ada, device_id) == 404
    assert await remove(client, bob, moved["id"]) == 204


async def test_a_hundred_concurrent_registrations_make_one_device(
    client: httpx.AsyncClient, container: Container, ada: Headers, sign_in: SignIn
) -> None:
    bob = sign_in("bob")

    answers = await asyncio.gather(*(register(client, ada if n % 2 else bob) for n in range(100)))

    async with container.database().reads() as connection:
        rows = (await connection.execute(select(device.c.id))).scalars()
    assert {answer["id"] for answer in answers} == set(rows)
    assert len(rows) == 1


async def test_a_removed_device_is_not_found(client: httpx.AsyncClient, ada: Headers) -> None:
    device_id = (await register(client, ada))["id"]

    assert await remove(client, ada, device_id) == 204
    again = await client.delete(f"/v1/me/device/{device_id}", headers=ada)

    assert again.status_code == 404
    assert again.json()["error"]["code"] == "device_not_found"


async def test_a_token_of_the_maximum_length_is_stored(
    client: httpx.AsyncClient, ada: Headers
) -> None:
    token = "".join(chr(33 + n * n % 93) for n in range(2048))

    assert (await register(client, ada, token=token))["token"] == token


WRONG_DEVICES: list[tuple[dict[str, str], str]] = [
    ({"platform": "beos"}, "platform"),
    ({"token": ""}, "token"),
    ({"token": "x" * 2049}, "token"),
    ({"token": "a\0"}, "token"),
    ({"token": "é"}, "token"),
    ({"token": " "}, "token"),
    ({"token": "f00d\n"}, "token"),
    ({"appVersion": "1\0"}, "appVersion"),
    ({"buildNumber": "\0"}, "buildNumber"),
    ({"appVersion": "x" * 51}, "appVersion"),
    ({"userId": "someone"}, "userId"),
]


async def test_an_invalid_device_field_is_reported(client: httpx.AsyncClient, ada: Headers) -> None:
    for changes, path in WRONG_DEVICES:
        answer = await client.post("/v1/me/device", headers=ada, json=PHONE | changes)
        assert (changes, wrong_paths(answer)) == (changes, [path])
