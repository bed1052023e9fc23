"""Personal data of taste profiles."""

from gifter_adapters.postgres.core.personal import operational, personal
from gifter_adapters.postgres.taste.tables import taste_profile

_KEPT = "until the user deletes it, the recipient or the account; a temporary one 7 days"

PERSONAL = (
    personal(
        taste_profile,
        {
            "owner_id": "the user who keeps the profile",
            "recipient_id": "the person whose taste it is; null for the user's own",
            "name": "the user's name for the profile",
            "answers": "the answers, own words, sizes and budget among them",
            "facets": "likes, dislikes and limits: allergies, diets and beliefs among them",
            "embedding_text": "the likes as a text",
            "vector": "the likes as a vector",
        },
        kept=_KEPT,
    ),
    operational(taste_profile, "mode phrased model_id expires_at completed_at", kept=_KEPT),
)
