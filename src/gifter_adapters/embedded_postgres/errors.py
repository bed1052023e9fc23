"""The error of the embedded server, worded for the person who starts Gifter."""


class EmbeddedPostgresError(RuntimeError):
    """The embedded server cannot be used; the message says why and what to do next."""
