"""Translates a response of APNs into the outcome of a notice."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
import msgspec

from gifter_domain.notifications.senders import (
    Delivered,
    DeviceGone,
    PushOutcome,
    Refused,
    TryLater,
)

EXPIRED_TOKEN = "ExpiredProviderToken"  # noqa: S105 - Apple's word for it
# Errors that have nothing to do with this notice: Apple is away, asks us to wait, or does not
# accept our sign-in, which an engineer can correct while the notice is still useful. With a
# mistyped topic every device seems to belong to another topic; removing them would lose all.
_TEMPORARY = (403, 408, 429)
_TEMPORARY_REASONS = ("IdleTimeout", "DeviceTokenNotForTopic")


class _Answer(msgspec.Struct):
    reason: str = ""
    timestamp: int | None = None


def reason(response: httpx.Response) -> str:
    """Returns Apple's reason for the refusal, or the status if there is none."""
    return _body(response).reason or f"status {response.status_code}"


def outcome(response: httpx.Response, now: datetime) -> PushOutcome:
    """Returns the outcome of the notice that got this response.

    https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
    """
    status, why = response.status_code, reason(response)
    if status == httpx.codes.OK:
        return Delivered()
    if status == httpx.codes.GONE:
        return DeviceGone(_instant(_body(response).timestamp))
    if why == "BadDeviceToken":
        return DeviceGone(None)
    away = status in _TEMPORARY or status >= httpx.codes.INTERNAL_SERVER_ERROR
    if away or why in _TEMPORARY_REASONS:
        return TryLater(_pause(response.headers.get("retry-after", ""), now), why)
    return Refused(why)


def _body(response: httpx.Response) -> _Answer:
    try:
        return msgspec.json.decode(response.content, type=_Answer)
    except msgspec.MsgspecError:
        return _Answer()


def _instant(milliseconds: int | None) -> datetime | None:
    """Returns the instant of a timestamp of Apple's, in milliseconds since 1970."""
    if milliseconds is None:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def _pause(retry_after: str, now: datetime) -> timedelta | None:
    """Returns the pause that `Retry-After` asks for, in either form (RFC 9110, 10.2.3), or None."""
    try:
        if retry_after.isdecimal():
            return timedelta(seconds=int(retry_after))
        return max(parsedate_to_datetime(retry_after) - now, timedelta(0))
    except (ValueError, OverflowError, TypeError):
        return None
