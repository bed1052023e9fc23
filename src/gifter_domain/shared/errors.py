"""The errors a use case may raise; the HTTP edge alone knows their status codes.

GifterError
├── NotFound          the thing is not there, or not the caller's
├── Conflict          the state of things forbids it
├── NotAllowed        this caller may not
│   └── Unauthenticated   nobody knows who the caller is
├── InvalidInput      the request is wrong; `details.fields` names where
├── TooLarge          the request is bigger than we accept
├── LimitReached      too many, for now
└── Unavailable       something we depend on is away; trying again later may work
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


class GifterError(Exception):
    """An error the caller may see: a stable code, a sentence for people, and data for programs."""

    code: ClassVar[str] = "internal_error"

    def __init__(self, message: str, details: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details: dict[str, object] = dict(details or {})


class NotFound(GifterError):
    code = "not_found"


class Conflict(GifterError):
    code = "conflict"


class NotAllowed(GifterError):
    code = "not_allowed"


class Unauthenticated(NotAllowed):
    code = "unauthenticated"


class TooLarge(GifterError):
    code = "too_large"


class LimitReached(GifterError):
    """`details.retryAfterS` says when to come back, where that is known."""

    code = "limit_reached"


class Unavailable(GifterError):
    code = "unavailable"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One wrong field: its path in the request (`product.defaultPrice`) and what is wrong."""

    path: str
    message: str


class InvalidInput(GifterError):
    """The request is wrong: `details.fields` lists `{path, message}`, one for each wrong field."""

    code = "invalid_input"

    def __init__(self, message: str, fields: Sequence[FieldProblem] = ()) -> None:
        listed = [{"path": field.path, "message": field.message} for field in fields]
        super().__init__(message, {"fields": listed} if listed else {})

    @classmethod
    def at(cls, path: str, message: str) -> "InvalidInput":
        """The error for one wrong field; an empty path is the request as a whole."""
        return cls(f"{path}: {message}".removeprefix(": "), [FieldProblem(path, message)])
