"""The parts of recommendations that other contexts may use."""

from gifter_adapters.postgres.people.access import recipient_merge
from gifter_adapters.postgres.recommendations.tables import recommendation_request

RECIPIENT_MERGE = recipient_merge(recommendation_request.c.recipient_id, of_occasions=True)
