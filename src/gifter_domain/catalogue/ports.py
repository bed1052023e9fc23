"""Ports of the mirror: its rows, the source's format, and the check of a webhook's proof."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from gifter_domain.catalogue.deliveries import Delivery, DeliveryKind, DeliveryOutcome
from gifter_domain.catalogue.derived import States
from gifter_domain.catalogue.mirror import Brand, Change, Mirror, Product, Variant
from gifter_domain.shared.errors import Unauthenticated
from gifter_domain.shared.events import EventTransaction


class WebhookUnauthenticated(Unauthenticated):
    """The shared secret or the signature is missing or wrong."""

    code = "webhook_unauthenticated"


class CatalogueCodec(Protocol):
    def decode(self, body: bytes, event: DeliveryKind | None = None) -> Change:
        """Decodes a body in the webhook's format into a change.

        The body must be of the kind `event`, or of any kind if it is None. Its instants are from
        1970 on and before 9000. Raises `InvalidInput`, with the path of at least the first wrong
        field, for a body that is malformed or contradicts itself.
        """
        ...

    def encode(self, change: Change) -> bytes:
        """Encodes a change as a body that `decode` turns into an equal change.

        The body is one line without a line break.
        """
        ...


class WebhookProof(Protocol):
    def check(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raises `WebhookUnauthenticated` unless the headers (names in lower case) prove the body.

        Every proof that is present must hold, and at least one of the shared secret and the
        Standard Webhooks signature must be present.
        """
        ...


class CatalogueMirror(Protocol):
    """The mirror's rows, inside a transaction."""

    async def lock(self) -> None:
        """Takes the lock for writing the mirror and keeps it until this transaction ends.

        Waits while another transaction has it.
        """
        ...

    async def lock_product(self, product: Product, variants: Sequence[Variant]) -> None:
        """Takes the locks for changing one product, and keeps them until this transaction ends.

        Waits while another transaction has them, or has the lock for writing the mirror.
        """
        ...

    async def locked_brand(self, payload_brand_id: str) -> Brand:
        """Returns a stored brand, which no other transaction changes until this one ends."""
        ...

    async def affected_by(self, changes: Sequence[Change]) -> Mirror:
        """Returns the part of the mirror that the changes can affect.

        It has the brands, products and variants that the changes name, the products that own these
        variants now, and the brands and all variants of all these products.
        """
        ...

    async def products_of_brands(self, payload_brand_ids: Sequence[str]) -> Mirror:
        """Returns every product of the brands, with its brand and variants."""
        ...

    async def save(self, states: States) -> None:
        """Inserts or replaces these rows.

        The brands and products that they refer to must be among them or already stored.
        """
        ...

    async def product_ids(self, payload_product_ids: Sequence[str]) -> Sequence[str]:
        """Returns Gifter's own ids of the products, in no particular order."""
        ...

    def export(self) -> AsyncIterator[Change]:
        """Yields the whole mirror as of one instant, in a stable order.

        Must be the first call in its transaction. Brands without products come first, each alone.
        Then follows every product with its brand and variants, by the source's ids. The changes,
        applied to an empty mirror, give an equal mirror.
        """
        ...


class Deliveries(Protocol):
    async def record(self, delivery: Delivery, outcome: DeliveryOutcome) -> bool:
        """Stores the delivery and returns True, or returns False if the same body is stored."""
        ...


class CatalogueTransaction(EventTransaction, Protocol):
    @property
    def catalogue(self) -> CatalogueMirror: ...

    @property
    def deliveries(self) -> Deliveries: ...


CatalogueTransactions = Callable[[], AbstractAsyncContextManager[CatalogueTransaction]]
