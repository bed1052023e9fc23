"""The declarations of personal data of all contexts, for export, erasure and their tests."""

from gifter_adapters.postgres.ai import personal as ai
from gifter_adapters.postgres.catalogue import personal as catalogue
from gifter_adapters.postgres.identity import personal as identity
from gifter_adapters.postgres.notifications import personal as notifications
from gifter_adapters.postgres.occasions import personal as occasions
from gifter_adapters.postgres.operations import personal as operations
from gifter_adapters.postgres.people import personal as people
from gifter_adapters.postgres.recommendations import personal as recommendations
from gifter_adapters.postgres.reminders import personal as reminders
from gifter_adapters.postgres.taste import personal as taste
from gifter_adapters.postgres.wishlists import personal as wishlists

PERSONAL = (
    *ai.PERSONAL,
    *catalogue.PERSONAL,
    *identity.PERSONAL,
    *notifications.PERSONAL,
    *occasions.PERSONAL,
    *operations.PERSONAL,
    *people.PERSONAL,
    *recommendations.PERSONAL,
    *reminders.PERSONAL,
    *taste.PERSONAL,
    *wishlists.PERSONAL,
)
