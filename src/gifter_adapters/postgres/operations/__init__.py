"""Tables and statements of jobs, leadership and idempotency keys."""
