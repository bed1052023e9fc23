"""The limits of a request for recommendations."""

DEFAULT_LIMIT, MAX_LIMIT = 20, 50
MAX_TEXT = 1_000
MAX_EXCLUSIONS = 500
