"""One catalogue webhook, from its raw bytes to the mirror."""

from collections.abc import Mapping

from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_domain.catalogue.deliveries import Delivery, DeliveryOutcome, Event
from gifter_domain.catalogue.ports import CatalogueCodec, CatalogueTransactions, WebhookProof
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock

_EVENT_HEADER = "x-event-name"


class ReceiveCatalogueWebhook:
    """Accepts a webhook of the source.

    - It must prove itself before anything is read; nothing of a refused one is stored.
    - The event of the address, of the `X-Event-Name` header and of the body are one.
    - Events may come in any order and any number of times: the mirror never goes back.
    - An accepted delivery is kept; the same bytes again change nothing.
    """

    def __init__(
        self,
        transactions: CatalogueTransactions,
        codec: CatalogueCodec,
        proof: WebhookProof,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._codec = codec
        self._proof = proof
        self._clock = clock

    async def execute(
        self, event: Event, headers: Mapping[str, str], body: bytes
    ) -> DeliveryOutcome:
        """What came of it. Raises `WebhookUnauthenticated` or `InvalidInput`."""
        self._proof.check(headers, body)
        if headers.get(_EVENT_HEADER, event) != event:
            raise InvalidInput.at("X-Event-Name", f"this address takes {event} only")
        change = self._codec.decode(body, event)
        delivery = Delivery(event, headers, body, self._clock.now())
        async with self._transactions() as tx:
            (moved,) = await apply_catalogue_changes(tx, [change])
            outcome = DeliveryOutcome.APPLIED if moved else DeliveryOutcome.STALE
            # Last, since a repeat has moved nothing: to the mirror it is like any stale event.
            if not await tx.deliveries.record(delivery, outcome):
                outcome = DeliveryOutcome.DUPLICATE
        return outcome
