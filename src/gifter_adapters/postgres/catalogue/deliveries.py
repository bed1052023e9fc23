"""Records accepted webhook deliveries, each body once."""

from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.catalogue.tables import webhook_delivery
from gifter_adapters.postgres.core.connection import Connection
from gifter_domain.catalogue.deliveries import Delivery, DeliveryOutcome
from gifter_domain.shared.system import IdFactory

_RECORD = (
    insert(webhook_delivery)
    .on_conflict_do_nothing(index_elements=["body_sha256"])
    .returning(webhook_delivery.c.id)
)


class PostgresDeliveries:
    """Implements `Deliveries`."""

    def __init__(self, connection: Connection, ids: IdFactory) -> None:
        self._connection = connection
        self._ids = ids

    async def record(self, delivery: Delivery, outcome: DeliveryOutcome) -> bool:
        params = {
            "id": self._ids.new_id(),
            "event": delivery.event,
            "body_sha256": delivery.body_sha256,
            "headers": delivery.kept_headers,
            "body": delivery.body,
            "outcome": outcome,
            "received_at": delivery.received_at,
        }
        return bool(await self._connection.execute(_RECORD, params))
