"""Time limits of the work that runs in a context, such as a request."""

from contextvars import ContextVar

# The seconds for one use of the storage. Requests set it. Workers do not: their work may take long.
STORAGE_LIMIT_S: ContextVar[float | None] = ContextVar("storage_limit_s", default=None)
