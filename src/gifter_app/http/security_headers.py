"""Headers that limit the pages of this server to what they need."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping

from litestar.datastructures import ResponseHeader

_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
_EVERYWHERE = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def _headers(values: Mapping[str, str]) -> list[ResponseHeader]:
    return [ResponseHeader(name=name, value=value) for name, value in values.items()]


# The address is the key to the list: no cache, index, frame or referrer may contain it.
PAGE_HEADERS = _headers(
    {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY, **_EVERYWHERE}
)


def docs_headers(script: str) -> list[ResponseHeader]:
    """Returns the headers of the API's page, which runs its own files and one inline script.

    The page sends the requests that people try.
    """
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"; script-src 'self' 'sha256-{digest}'; connect-src 'self'"
    return _headers({"Content-Security-Policy": _POLICY + allowed, **_EVERYWHERE})
