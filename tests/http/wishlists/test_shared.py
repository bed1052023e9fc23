"""Shared links of wishlists: access, expiry, revocation, and identical responses to wrong links."""

from datetime import timedelta

import httpx

from builders.core.clocks import FixedClock
from builders.people.users import Someone, error_of
from builders.wishlists.api import make_list, share, wish_for


async def test_everybody_with_the_link_can_read_the_list(
    ada: Someone, bob: Someone, client: httpx.AsyncClient
) -> None:
    made = await make_list(ada)
    item = await wish_for(ada, made)
    links = await share(ada, made)
    preview = links["previewUrl"].rsplit("/", 1)[1]

    for token in (links["token"], preview):
        for http in (client, ada.client, bob.client):
            answer = await http.get(f"/v1/shared/{token}")
            assert answer.status_code == 200
            assert answer.json()["id"] == made["id"]
            assert [one["id"] for one in answer.json()["items"]] == [item["id"]]


async def test_a_shared_list_is_not_cached(ada: Someone, client: httpx.AsyncClient) -> None:
    links = await share(ada, await make_list(ada))

    shown = await client.get(f"/v1/shared/{links['token']}")

    assert shown.headers["cache-control"] == "no-store"


async def test_a_link_stops_working_when_it_expires_is_revoked_or_replaced(
    ada: Someone, client: httpx.AsyncClient, clock: FixedClock
) -> None:
    made = await make_list(ada)
    first = await share(ada, made, expiresAt="2026-11-22T12:00:00Z")
    second = await share(ada, made, expiresAt="2026-11-22T12:00:00+00:00")
    expired_at = clock.now() + timedelta(days=1)

    answers = [await client.get(f"/v1/shared/{first['token']}")]
    assert (await client.get(f"/v1/shared/{second['token']}")).status_code == 200
    clock.move(expired_at - clock.now())
    answers += [await client.get(f"/v1/shared/{second['token']}")]
    third = await share(ada, made)
    for _ in range(2):
        revoked = await ada.client.delete(f"/v1/wishlists/{made['id']}/share")
        assert revoked.status_code == 204
    answers += [await client.get(f"/v1/shared/{third['token']}")]
    answers += [await client.get(f"/v1/shared/{third['previewUrl'].rsplit('/', 1)[1]}")]
    answers += [await client.get(f"/v1/shared/{'x' * 26}")]

    assert second["expiresAt"] == "2026-11-22T12:00:00Z"
    assert {error_of(answer) for answer in answers} == {(404, "shared_list_not_found")}
    assert len({answer.text for answer in answers}) == 1


async def test_a_link_can_be_made_without_a_body(ada: Someone) -> None:
    wishlist = await make_list(ada)

    answer = await ada.client.post(f"/v1/wishlists/{wishlist['id']}/share")

    assert (answer.status_code, answer.json()["expiresAt"]) == (201, None)


async def test_a_blocked_user_cannot_open_the_link(ada: Someone, bob: Someone) -> None:
    links = await share(ada, await make_list(ada))

    await ada.block(bob)

    answer = await bob.client.get(f"/v1/shared/{links['token']}")
    unknown = await bob.client.get("/v1/shared/unknown")
    assert error_of(answer) == (404, "shared_list_not_found")
    assert answer.text == unknown.text


async def test_an_invalid_bearer_token_is_refused_for_a_shared_list(
    ada: Someone, client: httpx.AsyncClient
) -> None:
    links = await share(ada, await make_list(ada))

    answer = await client.get(
        f"/v1/shared/{links['token']}", headers={"Authorization": "Bearer wrong"}
    )

    assert error_of(answer) == (401, "unauthenticated")
    assert (await client.get("/v1/shared/%00")).status_code == 404
