"""The error of the embedded server, worded for the person who starts Gifter."""


class EmbeddedPostgresError(RuntimeError):
    """The embedded server cannot be used. The message says why, and how to correct it."""
