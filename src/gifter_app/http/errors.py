"""Error responses. All have the body `{"error": {"code", "message", "details"}}`."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from gifter_app.http.allowed_values import allowed_values
from gifter_app.http.error_schemas import ErrorBody, ErrorResponse
from gifter_app.http.message_language import (
    message_language,
    translated,
    translated_details,
)
from gifter_app.http.plain_messages import plain_message
from gifter_domain.identity.profile import Language
from gifter_domain.shared.errors import (
    Conflict,
    GifterError,
    InvalidInput,
    LimitReached,
    NotAllowed,
    NotFound,
    TooLarge,
    Unauthenticated,
    Unavailable,
)
from gifter_domain.shared.idempotency import IdempotencyKeyReused

log = structlog.get_logger(__name__)

# The only place that knows status codes. The first matching class counts.
_STATUS: tuple[tuple[type[GifterError], int], ...] = (
    (Unauthenticated, 401),
    (NotAllowed, 403),
    (NotFound, 404),
    (Conflict, 409),
    (TooLarge, 413),
    (IdempotencyKeyReused, 422),
    (InvalidInput, 400),
    (LimitReached, 429),
    (Unavailable, 503),
)
# Codes for the framework's own refusals, by status.
FRAMEWORK_CODES = {
    400: "invalid_input",
    401: "unauthenticated",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    429: "limit_reached",
    503: "unavailable",
}
_MESSAGES = {
    404: "There is nothing at this address.",
    405: "This address does not support the method.",
    413: "The body is too large.",
}
# Seconds after which a service that does not answer may be back.
_RETRY_AFTER_S = "2"
# The framework's message for a body whose client closed the connection; its status is 500.
_CLIENT_LEFT = "client disconnected prematurely"
# The framework's message for an empty body.
_NO_BODY = {"message": "'data'", "key": "data", "source": "body"}
_MISSING_PARAMETER = re.compile(r"Missing required \w+ parameter '(?P<name>[^']+)'")
_NAMED_FIELD = re.compile(
    r"(?:missing required|contains unknown|out-of-range instant in) field `(?P<name>[^`]+)`"
)


def status_of(kind: type[GifterError]) -> int:
    """Returns the HTTP status for this kind of error."""
    return next((status for known, status in _STATUS if issubclass(kind, known)), 500)


def on_gifter_error(request: Request[Any, Any, Any], error: GifterError) -> Response[Any]:
    """Responds to an error that the domain raised, with its code, message and details."""
    status = status_of(type(error))
    headers = {"WWW-Authenticate": "Bearer"} if error.code == Unauthenticated.code else {}
    if "retryAfterS" in error.details:
        headers["Retry-After"] = str(error.details["retryAfterS"])
    elif isinstance(error, Unavailable):
        headers["Retry-After"] = _RETRY_AFTER_S
    return _response(request, status, error.code, error.message, error.details, headers)


def on_http_exception(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Responds to what the framework refuses: unknown paths, methods, unreadable bodies."""
    if client_left(error):
        return on_client_left(request)
    if error.status_code >= 500 and error.status_code != 503:
        return on_unknown_error(request, error)
    code = FRAMEWORK_CODES.get(error.status_code, "invalid_input")
    problems = _problems(request, error)
    if not problems and error.status_code == 400:
        problems = [{"path": "", "message": "The body is not valid JSON."}]
    message = (
        _MESSAGES.get(error.status_code)
        or _summary(problems)
        or HTTPStatus(error.status_code).phrase
    )
    details = {"fields": problems} if problems else {}
    return _response(request, error.status_code, code, message, details, dict(error.headers or {}))


def client_left(error: Exception) -> bool:
    """Returns whether the client closed the connection before the end of its body."""
    return isinstance(error, HTTPException) and error.detail == _CLIENT_LEFT


def on_client_left(request: Request[Any, Any, Any]) -> Response[Any]:
    """Responds to a client that is no longer there, so that nothing counts as our fault."""
    log.info("http.client_left")
    return _response(request, 400, "invalid_input", "The request ended before its body.", {})


def on_unreadable_body(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Responds to a body that no parser can read, and logs it in case the fault is ours."""
    log.warning("http.unreadable_body", exc_info=error)
    undecodable = isinstance(error, UnicodeDecodeError)
    reason = "is not valid UTF-8" if undecodable else "is nested too deeply"
    message = f"The request {reason}."
    details = {"fields": [{"path": "", "message": message}]}
    return _response(request, 400, "invalid_input", message, details)


def on_unknown_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Responds to an unexpected error: logs it in full under a trace id and shows only that id."""
    trace_id = str(structlog.contextvars.get_contextvars().get("request_id", "unknown"))
    log.error("http.unhandled_error", exc_info=error)
    message = "Something went wrong on our side. Quote the trace id when you tell us."
    return _response(request, 500, "internal_error", message, {"traceId": trace_id})


def _problems(request: Request[Any, Any, Any], error: HTTPException) -> list[dict[str, str]]:
    if missing := _MISSING_PARAMETER.match(error.detail):
        return [{"path": missing["name"], "message": "is required"}]
    if not isinstance(error, ValidationException) or not isinstance(error.extra, list):
        return []
    if error.extra == [_NO_BODY]:
        return [{"path": "", "message": "A JSON body is required."}]
    return [{"path": _path(item), "message": _message(request, item)} for item in error.extra]


def _message(request: Request[Any, Any, Any], item: dict[str, str]) -> str:
    return plain_message(item["message"], allowed_values(request.route_handler, item))


def _path(item: dict[str, str]) -> str:
    """Returns the path of the wrong field as the caller wrote it: "
    "`constraints.excludeBrandIds[0]`."""
    key = re.sub(r"_([a-z])", lambda match: match[1].upper(), item.get("key", "")).rstrip("_")
    parent = "" if key == "data" else key
    named = _NAMED_FIELD.search(item["message"])
    return ".".join(filter(None, [parent, named["name"] if named else ""]))


def _summary(problems: Sequence[Mapping[str, str]]) -> str:
    return "; ".join(f"{item['path']}: {item['message']}".removeprefix(": ") for item in problems)


def _response(
    request: Request[Any, Any, Any],
    status: int,
    code: str,
    message: str,
    details: Mapping[str, object],
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    language = message_language(request)
    error = ErrorBody(
        code=code,
        message=_translated_message(message, details, language),
        details=translated_details(details, language),
    )
    body = ErrorResponse(error=error)
    return Response(body, status_code=status, headers=headers, media_type="application/json")


def _translated_message(message: str, details: Mapping[str, object], language: Language) -> str:
    """Returns the message in the language. One that sums up the fields is made anew of theirs."""
    fields = details.get("fields")
    if isinstance(fields, list) and message == _summary(fields):
        return _summary([one | {"message": translated(one["message"], language)} for one in fields])
    return translated(message, language)


EXCEPTION_HANDLERS: dict[int | type[Exception], Any] = {
    GifterError: on_gifter_error,
    HTTPException: on_http_exception,
    UnicodeDecodeError: on_unreadable_body,
    RecursionError: on_unreadable_body,
    Exception: on_unknown_error,
}
