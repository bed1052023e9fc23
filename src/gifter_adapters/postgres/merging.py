"""The contexts whose rows move when two recipients are merged, in the order in which they move."""

from gifter_adapters.postgres.occasions import access as occasions
from gifter_adapters.postgres.recommendations import access as recommendations
from gifter_adapters.postgres.taste import access as taste
from gifter_adapters.postgres.wishlists import access as wishlists

RECIPIENT_MERGES = (
    occasions.RECIPIENT_MERGE,  # first: requests and wishlists follow the occasions that are kept
    taste.RECIPIENT_MERGE,
    recommendations.RECIPIENT_MERGE,
    wishlists.RECIPIENT_MERGE,
)
