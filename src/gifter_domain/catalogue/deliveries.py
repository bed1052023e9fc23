"""Webhook deliveries: each accepted body is stored once, with its outcome."""

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


class DeliveryKind(StrEnum):
    PRODUCT_CHANGED = "product.changed"
    BRAND_CHANGED = "brand.changed"


class DeliveryOutcome(StrEnum):
    """The outcome of a delivery.

    APPLIED: the mirror changed. STALE: the body had nothing new. DUPLICATE: the same body was
    received before.
    """

    APPLIED = "applied"
    STALE = "stale"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A posted webhook: the raw body, and the headers by lower-case name."""

    event: DeliveryKind
    headers: Mapping[str, str]
    body: bytes
    received_at: datetime

    @property
    def body_sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def kept_headers(self) -> dict[str, str]:
        """Returns the headers without secrets and signatures."""
        return {name: value for name, value in self.headers.items() if name not in _SECRET_HEADERS}
