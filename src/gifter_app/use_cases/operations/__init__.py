"""Use cases of running Gifter: jobs, health, idempotency."""
