"""The parts of recommendations that other contexts may use."""

from gifter_adapters.postgres.people.access import recipient_merge
from gifter_adapters.postgres.recommendations.tables import (
    recommendation_event,
    recommendation_request,
)

RECIPIENT_MERGE = recipient_merge(recommendation_request.c.recipient_id, of_occasions=True)
FEEDBACK_MERGE = recipient_merge(recommendation_event.c.for_id)
