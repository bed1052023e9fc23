"""Webhook deliveries: each accepted body is kept once, with what came of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_SECRET_HEADERS = frozenset(
    {
        "authorization",
        "cookie",
        "proxy-authorization",
        "webhook-signature",
        "x-internal-webhook-secret",
        "x-signature",
    }
)


class Event(StrEnum):
    PRODUCT_CHANGED = "product.changed"
    BRAND_CHANGED = "brand.changed"


class DeliveryOutcome(StrEnum):
    """APPLIED: the mirror moved. STALE: nothing newer in it. DUPLICATE: these bytes came before."""

    APPLIED = "applied"
    STALE = "stale"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What somebody posted: the raw body, and the headers by lower-case name."""

    event: Event
    headers: Mapping[str, str]
    body: bytes
    received_at: datetime

    @property
    def body_sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def kept_headers(self) -> dict[str, str]:
        """The headers without those that hold secrets or prove their knowledge."""
        return {name: value for name, value in self.headers.items() if name not in _SECRET_HEADERS}
