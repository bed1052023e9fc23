"""A webhook needs at least one proof, and all its proofs must be valid."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from builders.catalogue.changes import recorded
from builders.core.clocks import FixedClock
from gifter_adapters.payload.proof import SharedSecretProof
from gifter_domain.catalogue.ports import WebhookUnauthenticated

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SECRET = "a-long-random-string"
OLD_SECRET = "the-one-before"
KEY = base64.b64encode(b"0123456789abcdef01234567").decode()
BODY = '{"title":"Mug £"}'.encode()

proof = SharedSecretProof([SECRET, OLD_SECRET, f"whsec_{KEY}"], FixedClock(NOW))


def signature(secret: str = SECRET, body: bytes = BODY) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def standard(
    key: str | bytes = KEY, sent_at: datetime = NOW, body: bytes = BODY, message_id: str = "m1"
) -> dict[str, str]:
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(sent_at.timestamp())),
        "webhook-signature": Webhook(key).sign(message_id, sent_at, body.decode()),
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"x-internal-webhook-secret": SECRET},
        {"x-internal-webhook-secret": OLD_SECRET},
        {"x-internal-webhook-secret": f"whsec_{KEY}"},
        {"x-internal-webhook-secret": SECRET, "x-signature": signature()},
        {"x-internal-webhook-secret": SECRET, "x-signature": signature(OLD_SECRET)},
        {"x-internal-webhook-secret": SECRET, "x-signature": f"sha256={signature()}"},
        {"x-internal-webhook-secret": SECRET, "x-signature": signature().upper()},
        standard(),
        standard(f"whsec_{KEY}"),
        standard(SECRET.encode()),
        standard(sent_at=NOW - timedelta(minutes=5)),
        standard(sent_at=NOW + timedelta(minutes=5)),
        standard() | {"x-internal-webhook-secret": SECRET, "x-signature": signature()},
        standard() | {"webhook-signature": f"v1a,xx v1,AAAA {standard()['webhook-signature']}"},
    ],
)
def test_a_valid_proof_is_accepted(headers: dict[str, str]) -> None:
    proof.check(headers, BODY)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-signature": signature()},  # valid, but it only counts beside the secret
        {"x-internal-webhook-secret": ""},
        {"x-internal-webhook-secret": SECRET[:-1]},
        {"x-internal-webhook-secret": f"{SECRET},{OLD_SECRET}"},
        {"x-internal-webhook-secret": "séçret\xff"},
        {"x-internal-webhook-secret": SECRET, "x-signature": ""},
        {"x-internal-webhook-secret": SECRET, "x-signature": signature("guess")},
        {"x-internal-webhook-secret": SECRET, "x-signature": signature(body=BODY + b" ")},
        {"x-internal-webhook-secret": SECRET, "x-signature": f"sha1={signature()}"},
        {"x-internal-webhook-secret": SECRET, "x-signature": "ÿ"},
        {"x-internal-webhook-secret": "wrong", **standard()},
        {"x-internal-webhook-secret": SECRET, **standard(body=b"other")},
        {"x-internal-webhook-secret": SECRET, "webhook-id": "m1"},
        standard(base64.b64encode(b"guess").decode()),
        standard(sent_at=NOW - timedelta(minutes=5, seconds=1)),
        standard(sent_at=NOW + timedelta(minutes=5, seconds=1)),
        standard() | {"webhook-id": "m2"},
        standard() | {"webhook-timestamp": "9" * 30},
        standard() | {"webhook-timestamp": "now"},
        standard() | {"webhook-signature": ""},
        standard() | {"webhook-signature": "v1,ÿ v2"},
        {k: v for k, v in standard().items() if k != "webhook-timestamp"},
    ],
)
def test_an_invalid_or_missing_proof_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(WebhookUnauthenticated):
        proof.check(headers, BODY)


def test_without_a_secret_no_proof_is_accepted() -> None:
    nobody = SharedSecretProof([], FixedClock(NOW))

    with pytest.raises(WebhookUnauthenticated):
        nobody.check({"x-internal-webhook-secret": "", "x-signature": signature("")}, BODY)


def test_a_body_that_is_no_text_is_refused_without_a_crash() -> None:
    with pytest.raises(WebhookUnauthenticated):
        proof.check(standard(), b"\xff")


def test_a_signature_of_replacement_characters_does_not_prove_other_bytes() -> None:
    signed = standard(body="\ufffd".encode())

    proof.check(signed, "\ufffd".encode())
    with pytest.raises(WebhookUnauthenticated):
        proof.check(signed, b"\xff")


@pytest.mark.parametrize("name", ["catalog", "edit", "visibility", "drafts", "naive"])
def test_the_signatures_of_recorded_requests_are_accepted(name: str) -> None:
    requests = list(recorded(name))
    payload = SharedSecretProof([requests[0].headers["x-internal-webhook-secret"]], FixedClock(NOW))

    for request in requests:
        assert "x-signature" in request.headers
        payload.check(request.headers, request.body)
        with pytest.raises(WebhookUnauthenticated):
            payload.check(request.headers, request.body + b" ")
