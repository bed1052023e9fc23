"""The contexts whose rows move when two recipients are merged, in the order of docs/locks.md."""

from gifter_adapters.postgres.occasions import access as occasions
from gifter_adapters.postgres.recommendations import access as recommendations
from gifter_adapters.postgres.taste import access as taste
from gifter_adapters.postgres.wishlists import access as wishlists

RECIPIENT_MERGES = (
    occasions.RECIPIENT_MERGE,  # first: requests and wishlists follow the occasions that are kept
    recommendations.RECIPIENT_MERGE,
    recommendations.FEEDBACK_MERGE,
    taste.RECIPIENT_MERGE,
    wishlists.RECIPIENT_MERGE,
)
