"""The parts of taste profiles that other contexts may use."""

from gifter_adapters.postgres.people.access import recipient_merge
from gifter_adapters.postgres.taste.tables import taste_profile

RECIPIENT_MERGE = recipient_merge(taste_profile.c.recipient_id)
