"""The body of a request to APNs: the text that the device shows, and the data for the app."""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable

import msgspec

from gifter_domain.notifications.senders import Notice

# https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification
MAX_BYTES = 4096
_ELLIPSIS = "…"
_JOINER = "\u200d"


def payload(notice: Notice) -> bytes:
    """Returns the JSON of a notice. Cuts the body, and then the title, to fit `MAX_BYTES`.

    If the rest alone is larger, the JSON is too. `data` stands beside Apple's `aps`.
    """

    def fits(title: str, body: str) -> bool:
        return len(_encoded(notice, title, body)) <= MAX_BYTES

    title = _cut(notice.title, lambda title: fits(title, ""))
    body = _cut(notice.body, lambda body: fits(title, body))
    return _encoded(notice, title, body)


def _encoded(notice: Notice, title: str, body: str) -> bytes:
    aps = {
        "alert": {"title": title, "body": body},
        "sound": "default",
        "thread-id": notice.thread,
    }
    return msgspec.json.encode({"aps": aps, "data": dict(notice.data)})


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """Returns the text, or its beginning and an ellipsis, so that it fits, or an empty text."""
    if fits(text):
        return text
    too_long = bisect_left(range(len(text)), True, key=lambda n: not fits(text[:n] + _ELLIPSIS))
    if too_long == 0:
        return ""
    end = too_long - 1
    while end and _joins(text, end):
        end -= 1
    return text[:end].rstrip() + _ELLIPSIS


def _joins(text: str, at: int) -> bool:
    """Returns whether `at` is inside one visible character, such as an emoji of several parts."""
    after, before = text[at], text[at - 1]
    return unicodedata.category(after) in ("Mn", "Me", "Sk") or _JOINER in (after, before)
