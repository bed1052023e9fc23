"""A blocked user gets the same responses, byte for byte, as if the blocker did not exist.

There is one exception: claims of the blocker on a third person's list stay, or that wish would be
oversold. They show in the counts only, without the name of the giver.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from sqlalchemy import delete

from builders.occasions.api import enable_holiday, follow_birthday, make_occasion, upcoming
from builders.people.recipients_api import make_friend_recipient, make_recipient
from builders.people.users import Join, Someone, error_of
from builders.wishlists.api import make_list, own_jointly, share, wish_for
from builders.wishlists.claims_api import claim, claims_of
from gifter_adapters.postgres.identity.tables import user_account
from gifter_app.container import Container

Response = tuple[str, int, bytes, dict[str, str]]
_COUNTS = re.compile(rb'"status":"[A-Z]+","claimedQuantity":\d+,"remaining":\d+')

# Events between Ada and Bob before Ada blocks him, as "ada asks".
HISTORIES = {
    "strangers": (),
    "she asked him": ("ada asks",),
    "he asked her": ("bob asks",),
    "friends": ("ada asks", "bob accepts"),
    "she was declined": ("ada asks", "bob declines"),
    "he was declined": ("bob asks", "ada declines"),
    "he blocks her as well": ("bob blocks",),
    "she was declined and blocked": ("ada asks", "bob declines", "bob blocks"),
}
# Mirror images and combinations of the other histories. Only `make soak` runs these.
CHANGED = "A wish that you claimed has changed"
RARELY = ("he asked her", "she was declined", "she was declined and blocked")


async def carry_out(history: Sequence[str], ada: Someone, bob: Someone) -> str:
    """Carries out the events and returns the id of the friend request, or "none"."""
    named = {"ada": (ada, bob), "bob": (bob, ada)}
    request_id = "none"
    for event in history:
        name, verb = event.split()
        who, whom = named[name]
        if verb == "asks":
            request_id = (await who.ask(whom)).json()["id"]
        elif verb == "blocks":
            await who.block(whom)
        else:
            assert (await who.answer(request_id, verb.removesuffix("s"))).status_code == 200
    return request_id


def paths_to_read(app: Litestar, ids: Sequence[str]) -> Iterator[str]:
    """Yields each address that GET accepts, with each id in place of its parameters.

    It reads the routes of the application, so new routes are included.
    """
    for route in app.routes:
        if (
            isinstance(route, HTTPRoute)
            and "GET" in route.methods
            and route.path.startswith(("/v1/", "/s/"))
        ):
            names = [*route.path_parameters]
            for one in ids if names else [""]:
                yield route.path_format.format(**dict.fromkeys(names, one))


@dataclass(frozen=True)
class Known:
    """Ids that Bob knows from before the block: Ada's lists, their item and token, his own list.

    `theirs` is the list of a common friend; Ada and Bob both claim a wish on it.
    """

    lists: list[str]
    item: str
    token: str
    own: str
    theirs: str
    about_her: "AboutHer"

    @property
    def to_read(self) -> list[str]:
        return [*self.lists, self.item, self.token]


@dataclass(frozen=True)
class AboutHer:
    """Bob's own data about Ada: the recipient, the claim, and the addresses to read them."""

    recipient: str
    claim: str
    reads: list[str]


class Surface:
    """All requests by which Bob could learn about Ada; he knows her ids, request and code."""

    def __init__(
        self, app: Litestar, bob: Someone, ada: Someone, request_id: str, known: Known
    ) -> None:
        self._bob = bob
        self._ids = (ada.id, request_id)
        self._known = known
        self._paths = [*paths_to_read(app, [*self._ids, *known.to_read])]
        self.code = ""

    async def responses(self) -> list[Response]:
        """Returns the responses to all requests.

        Leaves no change behind except Bob's block of Ada.
        """
        return [*await self._reads(), *await self._writes(), *await self._reads()]

    async def _reads(self) -> list[Response]:
        lookups = [f"email={name}@example.com" for name in ("ada", "ADA")] + [f"code={self.code}"]
        lists = ["friend-requests?in=incoming", "friend-requests?in=outgoing", "friends", "blocks"]
        lists += ["wishlists", "wishlists?scope=friends", "wishlists?scope=public"]
        pages = [f"{path}{'&' if '?' in path else '?'}limit=1" for path in lists]
        paths = [
            *self._paths,
            f"/v1/wishlists/{self._known.theirs}",
            *(f"/v1/users/lookup?{one}" for one in lookups),
            *(f"/v1/{path}" for path in (*lists, *pages, *self._known.about_her.reads)),
        ]
        return [await self._ask("GET", path) for path in paths]

    async def _writes(self) -> list[Response]:
        ada_id, request_id = self._ids
        asking = ("POST", "/v1/friend-requests", {"toUserId": ada_id})
        blocking = ("POST", "/v1/blocks", {"userId": ada_id})
        tried: list[tuple[str, str, object]] = [
            asking,
            ("POST", f"/v1/friend-requests/{request_id}/accept", None),
            ("POST", f"/v1/friend-requests/{request_id}/decline", None),
            ("DELETE", f"/v1/friend-requests/{request_id}", None),
            ("DELETE", f"/v1/friends/{request_id}", None),
            ("DELETE", f"/v1/blocks/{ada_id}", None),
            asking,
            blocking,
            blocking,
            ("GET", "/v1/blocks", None),
            asking,
            ("POST", "/v1/recipients", {"type": "USER", "userId": ada_id}),
            ("PUT", f"/v1/wishlists/{self._known.own}/owners/{ada_id}", None),
            ("DELETE", f"/v1/wishlists/{self._known.own}/owners/{ada_id}", None),
            ("PATCH", f"/v1/wishlist-items/{self._known.item}", {"notes": "mine"}),
            ("DELETE", f"/v1/wishlist-items/{self._known.item}", None),
            *self._writes_about_her(),
        ]
        for path in (f"/v1/wishlists/{one}" for one in self._known.lists):
            tried += [
                ("PATCH", path, {"title": "Mine"}),
                ("POST", f"{path}/items", {"title": "Mine"}),
                ("PUT", f"{path}/items/order", {"itemIds": []}),
                ("DELETE", f"{path}/owners/{self._bob.id}", None),
                ("POST", f"{path}/share", {}),
                ("DELETE", path, None),
            ]
        return [await self._ask(*one) for one in tried]

    def _writes_about_her(self) -> list[tuple[str, str, object]]:
        known = self._known
        claimed = f"/v1/claims/{known.about_her.claim}"
        recipient = f"/v1/recipients/{known.about_her.recipient}"
        return [
            ("POST", f"/v1/wishlist-items/{known.item}/claims", {}),
            ("POST", f"/s/{known.token}/items/{known.item}", None),
            ("PATCH", claimed, {"status": "BOUGHT"}),
            ("POST", f"{claimed}/renew", None),
            ("DELETE", claimed, None),
            ("POST", f"{recipient}/link", {"userId": self._ids[0]}),
            ("POST", f"{recipient}/birthday-occasion", None),
            ("PATCH", recipient, {"notes": "Tea"}),
        ]

    async def _ask(self, method: str, path: str, body: object = None) -> Response:
        answer = await self._bob.client.request(method, path, json=body)
        headers = {k: v for k, v in answer.headers.items() if k != "x-request-id"}
        if path == f"/v1/wishlists/{self._known.theirs}":
            for of_content in ("content-length", "etag"):
                headers.pop(of_content)
            return f"{method} {path}", answer.status_code, _uncounted(answer.content), headers
        if path == "/v1/recommendations/feed":  # each first page is a session of its own
            content = answer.content.replace(answer.json()["requestId"].encode(), b"")
            return f"{method} {path}", answer.status_code, content, headers
        return f"{method} {path}", answer.status_code, answer.content, headers


def _uncounted(content: bytes) -> bytes:
    uncounted, found = _COUNTS.subn(b"", content)
    assert found == 1
    return uncounted


After = Callable[[Sequence[str]], Awaitable[Surface]]


@pytest.fixture
async def surface(app: Litestar, ada: Someone, bob: Someone, join: Join) -> After:
    """Returns a function that carries out a history and returns Bob's `Surface`.

    Bob also has friends, requests and blocks that have nothing to do with Ada.
    """
    others = [await join(name) for name in ("friend", "asking", "asked", "blocked")]
    friend, asking, asked, blocked = others
    await bob.befriend(friend)
    await asking.ask(bob)
    await bob.ask(asked)
    await bob.block(blocked)

    theirs = await make_list(friend, title="Ours", visibility="PUBLIC")
    await ada.befriend(friend)
    await own_jointly(friend, theirs, ada)
    given = await make_list(friend, title="Tea", visibility="PUBLIC")
    cups = await wish_for(friend, given, title="Cups", quantity=3)
    for giver in (ada, bob):
        await claim(giver, cups)
    own = (await make_list(bob))["id"]

    async def after(history: Sequence[str]) -> Surface:
        request_id = await carry_out(history, ada, bob)
        seen = Surface(app, bob, ada, request_id, await known_of(ada, bob, own, given["id"]))
        seen.code = (await ada.get("/v1/me/invite-code"))["code"]
        return seen

    return after


async def known_of(ada: Someone, bob: Someone, own: str, theirs: str) -> Known:
    """Makes a public list and a friends' list of Ada's, and returns Bob's knowledge.

    Bob becomes a joint owner of both if the two are friends.
    """
    made = [await make_list(ada, visibility=one) for one in ("PUBLIC", "FRIENDS")]
    item = await wish_for(ada, made[0])
    about_her = await make_data_about(ada, bob, item)
    for one in made:
        await ada.client.put(f"/v1/wishlists/{one['id']}/owners/{bob.id}")
    await bob.client.put(f"/v1/wishlists/{own}/owners/{ada.id}")
    token = (await share(ada, made[0]))["token"]
    return Known([one["id"] for one in made], item["id"], token, own, theirs, about_her)


async def make_data_about(ada: Someone, bob: Someone, item: dict[str, Any]) -> AboutHer:
    """Makes Bob's data about Ada: a recipient with occasions, a list, and a claim.

    Ada changes the claimed wish, so Bob also has a notification about it.
    """
    their = {"birthday": "1990-12-05", "notes": "Tea"}
    are_friends = ada.id in await bob.friends()
    recipient = await (
        make_friend_recipient(bob, ada, **their) if are_friends else make_recipient(bob, **their)
    )
    of_her = {"recipientId": recipient["id"]}
    days = [
        await follow_birthday(bob, recipient),
        await make_occasion(bob, recipient, date="2026-12-01"),
        await enable_holiday(bob, recipient, "GB:mothers_day"),
    ]
    assert len(await upcoming(bob, days=30)) == 2
    asked = await bob.client.post("/v1/recommendations", json=of_her)
    profile = await bob.client.post("/v1/taste-profiles/start", json=of_her | {"mode": "recipient"})
    calendar = (await bob.client.post("/v1/occasions/calendar")).json()
    kept = await make_list(bob, **of_her)
    claimed = await claim(bob, item)
    await ada.client.patch(f"/v1/wishlist-items/{item['id']}", json={"title": "A blue one"})
    notices = (await bob.get("/v1/notifications"))["items"]
    assert [one["title"] for one in notices if "claimId" in one["data"]] == [CHANGED]
    reads = [
        f"recipients/{recipient['id']}",
        *(f"occasions/{day['id']}" for day in days),
        f"occasions?recipientId={recipient['id']}",
        f"occasions/calendar.ics?token={calendar['token']}",
        f"recommendations/{asked.json()['requestId']}",
        f"taste-profiles/{profile.json()['profile']['id']}",
        f"taste-profiles?recipientId={recipient['id']}",
        f"wishlists/{kept['id']}",
        f"wishlists?recipientId={recipient['id']}",
    ]
    return AboutHer(recipient["id"], claimed["id"], reads)


async def remove_account(container: Container, someone: Someone) -> None:
    async with container.database().transaction() as connection:
        await connection.execute(delete(user_account).where(user_account.c.id == someone.id))


@pytest.mark.parametrize(
    "history",
    [
        pytest.param(events, id=name, marks=[pytest.mark.soak] if name in RARELY else [])
        for name, events in HISTORIES.items()
    ],
)
async def test_a_blocked_user_gets_the_same_responses_as_without_the_blocker(
    container: Container, ada: Someone, bob: Someone, surface: After, history: Sequence[str]
) -> None:
    bobs = await surface(history)
    await ada.block(bob)

    assert [one["wish"]["title"] for one in await claims_of(bob)] == ["Cups"]
    with_her = await bobs.responses()
    await remove_account(container, ada)
    without_her = await bobs.responses()

    pairs = zip(with_her, without_her, strict=True)
    assert [(one, other) for one, other in pairs if one != other] == []
    assert len(with_her) > 40


async def test_without_a_block_the_same_requests_give_different_responses(
    container: Container, ada: Someone, surface: After
) -> None:
    bobs = await surface(HISTORIES["he was declined"])

    with_her = await bobs.responses()
    await remove_account(container, ada)
    without_her = await bobs.responses()

    assert with_her != without_her


async def test_a_block_ends_the_friendship_and_unblocking_does_not_restore_it(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)

    await ada.block(bob)

    assert (await ada.get("/v1/blocks"))["items"] == [
        {"person": bob.seen, "blockedAt": "2026-11-21T12:00:00Z"}
    ]
    assert (await ada.friends(), await bob.friends()) == ([], [])
    assert error_of(await ada.ask(bob)) == (409, "user_blocked")
    await ada.unblock(bob)
    assert (await ada.get("/v1/blocks"))["items"] == []
    assert await ada.friends() == []
    assert (await bob.ask(ada)).json()["status"] == "PENDING"


async def test_a_blocked_users_own_block_counts_after_they_are_unblocked(
    ada: Someone, bob: Someone
) -> None:
    await ada.block(bob)
    await bob.block(ada)
    assert (await bob.get("/v1/blocks"))["items"] == []

    await ada.unblock(bob)

    assert [block["person"] for block in (await bob.get("/v1/blocks"))["items"]] == [ada.seen]
    assert error_of(await ada.ask(bob)) == (404, "user_not_found")


async def test_blocking_and_unblocking_are_repeatable_and_affect_nobody_else(
    ada: Someone, bob: Someone, join: Join
) -> None:
    eve = await join("eve")
    await eve.befriend(bob)
    for _ in range(2):
        await ada.block(bob)
    assert len((await ada.get("/v1/blocks"))["items"]) == 1

    for _ in range(2):
        await ada.unblock(bob)

    assert await bob.friends() == [eve.id]


async def test_a_user_cannot_block_themselves(ada: Someone) -> None:
    answers = [
        await ada.client.post("/v1/blocks", json={"userId": ada.id}),
        await ada.client.delete(f"/v1/blocks/{ada.id}"),
    ]

    for answer in answers:
        assert error_of(answer) == (400, "not_with_yourself")
        assert answer.json()["error"]["details"]["fields"][0]["path"] == "userId"
