"""Errors that a use case may raise. Only the HTTP edge knows their status codes.

GifterError
├── NotFound          the thing does not exist, or is not the caller's
├── Conflict          the present state does not allow it
├── NotAllowed        this caller may not do it
│   └── Unauthenticated   the caller is not known
├── InvalidInput      the request is wrong; `details.fields` names the wrong fields
├── TooLarge          the request is larger than we accept
├── LimitReached      too many for now
└── Unavailable       something we depend on does not answer; a retry may work
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


class GifterError(Exception):
    """An error that the caller may see: a stable code, a sentence for people, data for programs."""

    code: ClassVar[str] = "internal_error"

    def __init__(self, message: str, details: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details: dict[str, object] = dict(details or {})


class NotFound(GifterError):
    """Nothing exists at this address."""

    code = "not_found"


class Conflict(GifterError):
    """The request conflicts with the present state."""

    code = "conflict"


class NotAllowed(GifterError):
    """The caller has no permission."""

    code = "not_allowed"


class Unauthenticated(NotAllowed):
    """The bearer token is missing or not valid."""

    code = "unauthenticated"


class TooLarge(GifterError):
    """The body is too large."""

    code = "too_large"


class LimitReached(GifterError):
    """Too many for now; `details.retryAfterS` says how long to wait, if that is known."""

    code = "limit_reached"


class Unavailable(GifterError):
    """A service that we depend on does not answer. A later retry may succeed."""

    code = "unavailable"


class DatabaseUnavailable(Unavailable):
    """The database does not answer in time."""

    code = "database_unavailable"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One wrong field: its path in the request (`product.defaultPrice`) and the problem."""

    path: str
    message: str


class InvalidInput(GifterError):
    """The request is wrong; `details.fields` has one `{path, message}` for each wrong field."""

    code = "invalid_input"

    def __init__(self, message: str, fields: Sequence[FieldProblem] = ()) -> None:
        listed = [{"path": field.path, "message": field.message} for field in fields]
        super().__init__(message, {"fields": listed} if listed else {})

    @classmethod
    def at(cls, path: str, message: str) -> "InvalidInput":
        """Returns the error for one wrong field; an empty path names the request as a whole."""
        return cls(f"{path}: {message}".removeprefix(": "), [FieldProblem(path, message)])
