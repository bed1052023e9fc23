"""What the mirror needs from outside: its rows, the source's format, the proof of a webhook."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from gifter_domain.catalogue.deliveries import Delivery, DeliveryOutcome, Event
from gifter_domain.catalogue.derived import States
from gifter_domain.catalogue.mirror import Change, Mirror
from gifter_domain.shared.errors import Unauthenticated
from gifter_domain.shared.events import EventTransaction


class WebhookUnauthenticated(Unauthenticated):
    code = "webhook_unauthenticated"


class CatalogueCodec(Protocol):
    def decode(self, body: bytes, event: Event | None = None) -> Change:
        """The change that a body in the webhook's shape tells.

        `event` is the one it must be; None: whichever it says it is. Its instants are from 1970
        and before 9000. Raises `InvalidInput` naming at least the first wrong field, for a body
        that is malformed or contradicts itself.
        """
        ...

    def encode(self, change: Change) -> bytes:
        """The body that `decode` turns into an equal change; one line, without its end."""
        ...


class WebhookProof(Protocol):
    def check(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raises `WebhookUnauthenticated` unless the headers (names in lower case) prove the body.

        Every proof that is present must hold, and at least one of the shared secret and the
        Standard Webhooks signature must be present.
        """
        ...


class CatalogueMirror(Protocol):
    """The mirror's rows, seen from inside a transaction."""

    async def lock(self) -> None:
        """Waits until no other transaction writes the mirror; held until this one ends."""
        ...

    async def around(self, changes: Sequence[Change]) -> Mirror:
        """All that the changes can touch.

        The brands, products and variants they name, the products that own these variants now,
        and of all these products the brands and every variant.
        """
        ...

    async def products_of(self, payload_brand_ids: Sequence[str]) -> Mirror:
        """Every product of the brands, with their brands and variants."""
        ...

    async def save(self, states: States) -> None:
        """Writes these rows in place of what is stored; brands and products they refer to exist."""
        ...

    async def product_ids(self, payload_product_ids: Sequence[str]) -> Sequence[str]:
        """Our own ids of the products, in no particular order."""
        ...

    def everything(self) -> AsyncIterator[Change]:
        """The whole mirror as of one instant, in a stable order; first thing in a transaction.

        Brands that no product refers to come first, each alone; then every product with its brand
        and variants, by the source's ids. Applied to an empty mirror they give an equal one.
        """
        ...


class Deliveries(Protocol):
    async def record(self, delivery: Delivery, outcome: DeliveryOutcome) -> bool:
        """Keeps the delivery; False, and nothing kept, if the same bytes are there already."""
        ...


class CatalogueTransaction(EventTransaction, Protocol):
    @property
    def catalogue(self) -> CatalogueMirror: ...

    @property
    def deliveries(self) -> Deliveries: ...


CatalogueTransactions = Callable[[], AbstractAsyncContextManager[CatalogueTransaction]]
