"""Receiving one catalogue webhook and applying it to the mirror."""

from collections.abc import Mapping

from gifter_app.use_cases.catalogue.apply_changes import (
    apply_catalogue_changes,
    apply_product_change,
)
from gifter_domain.catalogue.deliveries import Delivery, DeliveryKind, DeliveryOutcome
from gifter_domain.catalogue.ports import (
    CatalogueCodec,
    CatalogueTransaction,
    CatalogueTransactions,
    WebhookProof,
)
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock

_EVENT_HEADER = "x-event-name"


class ReceiveCatalogueWebhook:
    """Receives a webhook of the shop.

    - Its proof is checked before the body is parsed; nothing of a refused webhook is stored.
    - The address, the `X-Event-Name` header and the body must name the same event.
    - Events may arrive in any order and repeatedly; older content never replaces newer.
    - An accepted delivery is stored; the same bytes again change nothing.
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
        self, event: DeliveryKind, headers: Mapping[str, str], body: bytes
    ) -> DeliveryOutcome:
        """Applies the webhook and returns its outcome.

        Raises `WebhookUnauthenticated` or `InvalidInput`.
        """
        self._proof.check(headers, body)
        if headers.get(_EVENT_HEADER, event) != event:
            raise InvalidInput.at("X-Event-Name", f"must be {event} at this address")
        change = self._codec.decode(body, event)
        delivery = Delivery(event, headers, body, self._clock.now())
        async with self._transactions() as tx:
            if (moved := await apply_product_change(tx, change)) is not None:
                return await _recorded(tx, delivery, moved=moved)
        async with self._transactions() as tx:
            (moved,) = await apply_catalogue_changes(tx, [change])
            return await _recorded(tx, delivery, moved=moved)


async def _recorded(
    tx: CatalogueTransaction, delivery: Delivery, *, moved: bool
) -> DeliveryOutcome:
    """Records the delivery, last: the mirror treats a repeat like any stale event, only this finds
    it.
    """
    outcome = DeliveryOutcome.APPLIED if moved else DeliveryOutcome.STALE
    return outcome if await tx.deliveries.record(delivery, outcome) else DeliveryOutcome.DUPLICATE
