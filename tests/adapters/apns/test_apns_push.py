"""Push over HTTP/2 and TLS against a server on loopback: requests, tokens and outcomes."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from builders.core.clocks import NOON, FixedClock
from builders.notifications.notices import a_notice
from builders.servers.apns import ApnsAnswer, ApnsServer, apns_process, logged, shown
from builders.servers.certificates import private_pem
from gifter_adapters.apns.provider_token import ProviderToken
from gifter_adapters.apns.push import ApnsPush, apns_client
from gifter_domain.notifications.senders import (
    Delivered,
    DeviceGone,
    Push,
    PushOutcome,
    Refused,
    SenderUnusable,
    TryLater,
)
from gifter_domain.shared.system import Clock

KEY = ec.generate_private_key(ec.SECP256R1())
TOPIC = "com.example.gifter"
EXPIRED = ApnsAnswer(403, "ExpiredProviderToken")


@pytest.fixture
def apns(tmp_path: Path) -> Iterator[ApnsServer]:
    server = ApnsServer(tmp_path)
    yield server
    server.close()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
async def http(apns: ApnsServer) -> AsyncIterator[httpx.AsyncClient]:
    async with apns_client(apns.url, timeout_s=5, trust=apns.trust()) as http:
        yield http


def a_provider_token(pem: str, clock: Clock) -> ProviderToken:
    return ProviderToken(private_key=pem, key_id="KEY1", team_id="TEAM1", clock=clock)


@pytest.fixture
def push(http: httpx.AsyncClient, clock: FixedClock) -> ApnsPush:
    return ApnsPush(http, a_provider_token(private_pem(KEY), clock), TOPIC, clock)


async def answered(apns: ApnsServer, push: Push, answer: ApnsAnswer) -> PushOutcome:
    apns.answers.append(answer)
    return await push.send("t1", a_notice())


def provider_tokens(apns: ApnsServer) -> list[str]:
    return [request.headers["authorization"] for request in apns.requests]


# Requests


async def test_a_payload_has_the_text_for_the_device_and_the_data_for_the_app(
    apns: ApnsServer, push: Push
) -> None:
    notice = a_notice()

    assert await push.send("9f86d081", notice) == Delivered()

    (request,) = apns.requests
    assert request.headers[":method"] == "POST"
    assert request.headers[":path"] == "/3/device/9f86d081"
    assert request.payload == {
        "aps": {
            "alert": {"title": notice.title, "body": notice.body},
            "sound": "default",
            "thread-id": notice.thread,
        },
        "data": notice.data,
    }


async def test_the_headers_name_the_notice_so_that_a_repeat_replaces_it(
    apns: ApnsServer, push: Push
) -> None:
    notice = a_notice()

    await push.send("t1", notice)
    await push.send("t1", notice)

    headers = apns.requests[1].headers
    assert headers["apns-id"] == notice.id
    assert headers["apns-collapse-id"] == notice.collapse_key
    assert headers["apns-topic"] == TOPIC
    assert headers["apns-push-type"] == "alert"
    assert headers["apns-priority"] == "10"
    assert headers["apns-expiration"] == str(int(notice.expires_at.timestamp()))
    assert len(apns.requests) == 2
    assert len(shown(apns.requests)["t1"]) == 1


async def test_a_token_with_any_characters_stays_one_part_of_the_path(
    apns: ApnsServer, push: Push
) -> None:
    await push.send("../a/b?c#d", a_notice())

    assert apns.requests[0].token == "..%2Fa%2Fb%3Fc%23d"


async def test_many_notices_share_one_connection(apns: ApnsServer, push: Push) -> None:
    await push.send("t0", a_notice())
    outcomes = await asyncio.gather(*(push.send(f"t{n}", a_notice()) for n in range(1, 30)))

    assert set(outcomes) == {Delivered()}
    assert len(shown(apns.requests)) == 30
    assert apns.connections == 1


# Provider tokens


async def test_the_provider_token_names_key_and_team_and_is_signed(
    apns: ApnsServer, push: Push
) -> None:
    await push.send("t1", a_notice())

    kind, _, token = provider_tokens(apns)[0].partition(" ")
    claims = jwt.decode(token, KEY.public_key(), ["ES256"], options={"verify_iat": False})
    assert kind == "bearer"
    assert jwt.get_unverified_header(token) == {"alg": "ES256", "kid": "KEY1", "typ": "JWT"}
    assert claims == {"iss": "TEAM1", "iat": int(NOON.timestamp())}


async def test_a_provider_token_is_used_for_20_to_60_minutes(
    apns: ApnsServer, push: Push, clock: FixedClock
) -> None:
    for _ in range(48):  # every 5 minutes for 4 hours
        await push.send("t1", a_notice())
        clock.move(timedelta(minutes=5))

    tokens = provider_tokens(apns)
    used_for = [5 * tokens.count(token) for token in dict.fromkeys(tokens)]
    assert all(20 <= minutes < 60 for minutes in used_for)


async def test_an_expired_provider_token_is_renewed_once_for_all_requests(
    apns: ApnsServer, push: Push, clock: FixedClock
) -> None:
    await push.send("t0", a_notice())
    clock.move(timedelta(minutes=30))
    apns.answers = [EXPIRED] * 3

    outcomes = await asyncio.gather(*(push.send(f"t{n}", a_notice()) for n in range(1, 4)))

    assert outcomes == [Delivered()] * 3
    assert len(set(provider_tokens(apns))) == 2


async def test_a_new_provider_token_is_not_renewed(apns: ApnsServer, push: Push) -> None:
    apns.answers = [EXPIRED] * 5

    assert await push.send("t1", a_notice()) == TryLater(None, "ExpiredProviderToken")
    assert len(apns.requests) == 1


async def test_a_renewed_provider_token_that_is_refused_too_is_not_tried_again(
    apns: ApnsServer, push: Push, clock: FixedClock
) -> None:
    await push.send("t0", a_notice())
    clock.move(timedelta(minutes=30))
    apns.answers = [EXPIRED] * 5

    assert await push.send("t1", a_notice()) == TryLater(None, "ExpiredProviderToken")
    assert len(apns.requests) == 3


async def test_after_the_clock_is_set_back_a_new_provider_token_is_made(
    apns: ApnsServer, push: Push, clock: FixedClock
) -> None:
    await push.send("t1", a_notice())
    clock.move(-timedelta(days=1))
    await push.send("t1", a_notice())

    assert len(set(provider_tokens(apns))) == 2


@pytest.mark.parametrize(
    "pem",
    [
        "",
        "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
        private_pem(rsa.generate_private_key(65537, 2048)),
    ],
    ids=["none", "nonsense", "another kind"],
)
def test_a_key_that_cannot_sign_is_refused_at_once_without_showing_it(
    pem: str, clock: FixedClock
) -> None:
    with pytest.raises(SenderUnusable, match="APNS_KEY") as error:
        a_provider_token(pem, clock)

    assert "hunter2" not in error.value.message


# Outcomes


async def test_an_unregistered_device_is_gone_since_apples_instant(
    apns: ApnsServer, push: Push
) -> None:
    gone = ApnsAnswer(410, "Unregistered", timestamp=1_785_000_000_123)

    assert await answered(apns, push, gone) == DeviceGone(
        datetime(2026, 7, 25, 17, 20, 0, 123_000, tzinfo=UTC)
    )


async def test_a_bad_device_token_is_gone_without_an_instant(apns: ApnsServer, push: Push) -> None:
    assert await answered(apns, push, ApnsAnswer(400, "BadDeviceToken")) == DeviceGone(None)


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        (ApnsAnswer(429, "TooManyRequests", headers={"retry-after": "30"}), timedelta(seconds=30)),
        (
            ApnsAnswer(503, "Shutdown", headers={"retry-after": "Sat, 21 Nov 2026 12:02:00 GMT"}),
            timedelta(minutes=2),
        ),
        (
            ApnsAnswer(503, "Shutdown", headers={"retry-after": "Sat, 21 Nov 2026 11:00:00 GMT"}),
            timedelta(0),
        ),
        (ApnsAnswer(429, "TooManyProviderTokenUpdates", headers={"retry-after": "soon"}), None),
        (ApnsAnswer(500, "InternalServerError"), None),
        (ApnsAnswer(400, "IdleTimeout"), None),
        # An engineer can correct these while the notice is still useful.
        (ApnsAnswer(403, "InvalidProviderToken"), None),
        (ApnsAnswer(400, "DeviceTokenNotForTopic"), None),
    ],
)
async def test_a_temporary_failure_is_tried_later_when_apple_asks(
    apns: ApnsServer, push: Push, answer: ApnsAnswer, after: timedelta | None
) -> None:
    assert await answered(apns, push, answer) == TryLater(after, answer.reason)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(400, "BadTopic"), (404, "BadPath"), (405, "MethodNotAllowed"), (413, "PayloadTooLarge")],
)
async def test_a_permanent_failure_is_refused_with_apples_reason(
    apns: ApnsServer, push: Push, status: int, reason: str
) -> None:
    assert await answered(apns, push, ApnsAnswer(status, reason)) == Refused(reason)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"reason": 7}', b"\xff"])
async def test_a_response_without_apples_reason_is_judged_by_its_status(
    apns: ApnsServer, push: Push, body: bytes
) -> None:
    assert await answered(apns, push, ApnsAnswer(400, body=body)) == Refused("status 400")
    assert await answered(apns, push, ApnsAnswer(502, body=body)) == TryLater(None, "status 502")
    assert await answered(apns, push, ApnsAnswer(410, body=body)) == DeviceGone(None)


async def test_a_lost_connection_is_tried_later_and_the_next_notice_gets_through(
    apns: ApnsServer, push: Push
) -> None:
    assert isinstance(await answered(apns, push, ApnsAnswer(status=0)), TryLater)
    assert await push.send("t1", a_notice()) == Delivered()


async def test_a_slow_response_ends_at_the_timeout(apns: ApnsServer, clock: FixedClock) -> None:
    token = a_provider_token(private_pem(KEY), clock)
    apns.answers = [ApnsAnswer(delay_s=5)]
    async with apns_client(apns.url, timeout_s=0.2, trust=apns.trust()) as http:
        outcome = await ApnsPush(http, token, TOPIC, clock).send("t1", a_notice())

    assert outcome == TryLater(None, "no answer: ReadTimeout")


async def test_a_notice_is_tried_later_if_the_server_is_away_or_untrusted(
    apns: ApnsServer, clock: FixedClock
) -> None:
    token = a_provider_token(private_pem(KEY), clock)
    for url in (apns.url, "https://127.0.0.1:1"):  # its certificate is not trusted here
        async with apns_client(url, timeout_s=5) as http:
            outcome = await ApnsPush(http, token, TOPIC, clock).send("t1", a_notice())
        assert outcome == TryLater(None, "no answer: ConnectError")
    assert apns.requests == []


async def test_a_ping_returns_whether_apns_responds(apns: ApnsServer, push: ApnsPush) -> None:
    assert await push.failure() is None
    apns.close()
    assert await push.failure()


# The stand-in as a separate process, for tests that end processes


async def test_the_stand_in_runs_as_a_process_and_leaves_its_log(
    tmp_path: Path, clock: FixedClock
) -> None:
    token = a_provider_token(private_pem(KEY), clock)
    with apns_process(tmp_path) as url:
        trust = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
        async with apns_client(url, timeout_s=5, trust=trust) as http:
            await ApnsPush(http, token, TOPIC, clock).send("t1", a_notice())

    assert shown(logged(tmp_path))["t1"][0].headers["apns-id"] == a_notice().id
