"""Personal data in jobs and stored responses."""

from gifter_adapters.postgres.core.personal import Erasure, Export, operational, personal
from gifter_adapters.postgres.operations.tables import idempotency_key, job

_KEPT_JOBS = "14 days after the job ended"
_KEPT_KEYS = "24 hours after the request"

PERSONAL = (
    personal(
        job,
        {
            "dedupe_key": "what the job is about: an id of a product or of a taste profile",
            "payload": "the ids that the job works on",
            "last_error": "what went wrong last, which may quote the data of the job",
        },
        kept=_KEPT_JOBS,
        export=Export.NOBODY,
        erasure=Erasure.EXPIRE,
    ),
    operational(
        job,
        "kind state attempts run_after leased_until started_at finished_at",
        kept=_KEPT_JOBS,
        erasure=Erasure.EXPIRE,
    ),
    personal(
        idempotency_key,
        {
            "user_id": "the user who sent the request",
            "target_sha256": "the hash of the request's address",
            "key": "the key that the app chose",
            "request_sha256": "the hash of the request's body",
            "headers": "the headers of the stored response",
            "body": "the stored response, with everything that it shows",
        },
        kept=_KEPT_KEYS,
        export=Export.NOBODY,
    ),
    operational(idempotency_key, "begun_at status", kept=_KEPT_KEYS),
)
