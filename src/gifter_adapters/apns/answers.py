"""What an answer of APNs means for the notice and for the device."""

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
# Not this notice's fault: Apple is away, asks for patience, or does not accept who we are, which
# an engineer can correct while the notice is still worth showing. A topic mistyped makes every
# device one of another topic: removing them would leave nobody to correct it for.
_PASSING = (403, 408, 429)
_PASSING_REASONS = ("IdleTimeout", "DeviceTokenNotForTopic")


class _Answer(msgspec.Struct):
    reason: str = ""
    timestamp: int | None = None


def reason(response: httpx.Response) -> str:
    """Apple's word for what is wrong, or else the status."""
    return _body(response).reason or f"status {response.status_code}"


def outcome(response: httpx.Response, now: datetime) -> PushOutcome:
    """https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns"""
    status, why = response.status_code, reason(response)
    if status == httpx.codes.OK:
        return Delivered()
    if status == httpx.codes.GONE:
        return DeviceGone(_instant(_body(response).timestamp))
    if why == "BadDeviceToken":
        return DeviceGone(None)
    away = status in _PASSING or status >= httpx.codes.INTERNAL_SERVER_ERROR
    if away or why in _PASSING_REASONS:
        return TryLater(_pause(response.headers.get("retry-after", ""), now), why)
    return Refused(why)


def _body(response: httpx.Response) -> _Answer:
    try:
        return msgspec.json.decode(response.content, type=_Answer)
    except msgspec.MsgspecError:
        return _Answer()


def _instant(milliseconds: int | None) -> datetime | None:
    """An instant of Apple's, which counts milliseconds from 1970."""
    if milliseconds is None:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def _pause(retry_after: str, now: datetime) -> timedelta | None:
    """What `Retry-After` asks for, in either of its forms (RFC 9110, 10.2.3)."""
    try:
        if retry_after.isdecimal():
            return timedelta(seconds=int(retry_after))
        return max(parsedate_to_datetime(retry_after) - now, timedelta(0))
    except (ValueError, OverflowError, TypeError):
        return None
