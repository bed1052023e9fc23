"""Requests as no browser writes them, sent as raw bytes to a real server."""

import asyncio
import random
from contextlib import suppress
from urllib.parse import urlsplit

_HOSTS = (b"a:b", b"a:99999999", b"[::1", b"", b"\xff\xfe", b"a b", b"@:0", b"x" * 300, b"a:-1")
_PATHS = (
    b"/docs/assets/%00",
    b"/docs/assets/" + b"a" * 300,
    b"/docs/assets/" + b"a/" * 3000,
    b"/docs/assets/%ff%fe",
    b"/docs/assets/../../../etc/passwd",
    b"/docs/assets/%2e%2e/%2e%2e/etc/passwd",
    b"/docs/%00",
    b"/docs/openapi.json%00",
    b"/s/%00",
    b"/s/" + b"a" * 5000,
    b"/s/abc/reserved/def",
    b"/s/abc/pictures/%ff",
    b"/s/abc?undone=%ff",
    b"/s/abc?undone=" + b"1" * 5000,
    b"/s/%zz",
    b"/s/%",
    b"/s/page.css/..%00",
    b"/v1/health",
    b"/v1/health/%00",
    b"/v1/shared/%ed%a0%80",
    b"/v1/unsubscribe?token=%00",
    b"/v1/unsubscribe?token=%ff",
    b"/v1/unsubscribe?token=%ff%fe.x",
    b"/v1/occasions/calendar.ics?token=%00",
    b"/v1/occasions/calendar.ics?token=%ff",
    b"/v1/me",
    b"//s//x",
    b"/%2f%2f",
    b"*",
    b"http://a:b/s/x",
)
_HEADERS = (
    b"Accept-Language: " + b"a" * 4000,
    b"Accept-Language: \xff;q=\xfe",
    b"Accept: */\xff",
    b"Authorization: Bearer \xff.\xff.\xff",
    b"Authorization: Bearer a.b.c",
    b"Cookie: \xff=\xff; =; ;;",
    b"X-Request-Id: \xff",
    b"X-Forwarded-Host: a:b",
    b"X-Forwarded-For: \xff",
    b"If-None-Match: \xff",
    b"Range: bytes=9-1,\xff",
    b"If-Modified-Since: \xff",
    b"Idempotency-Key: \xff",
    b"Content-Type: application/x-www-form-urlencoded; charset=\xff",
    b"Content-Type: application/x-www-form-urlencoded; charset=rot13",
    b"Content-Type: multipart/form-data",
    b"Content-Length: 0",
)


async def _status(site: str, method: bytes, path: bytes, host: bytes, header: bytes) -> int:
    """Returns the status of the response, or 0 if the server ended the connection."""
    url, line = urlsplit(site), b""
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    head = b"%b %b HTTP/1.1\r\nHost: %b\r\n%b\r\nConnection: close\r\n\r\n"
    writer.write(head % (method, path, host, header))
    with suppress(ConnectionError):
        line = await reader.readline()
    writer.close()
    return int(line.split()[1]) if line else 0


async def test_no_bytes_of_a_request_are_an_error_of_the_server(site: str) -> None:
    choose = random.Random(12)  # the same requests in each run
    tried = [(b"GET", path, host, _HEADERS[-1]) for path in _PATHS for host in _HOSTS[:4]]
    tried += [(b"GET", b"/s/abc", host, _HEADERS[-1]) for host in _HOSTS]
    for _ in range(300):
        method = choose.choice((b"GET", b"HEAD", b"POST", b"PUT", b"OPTIONS", b"X", b"\xff"))
        path = choose.choice(_PATHS) + choose.choice((b"", b"", b"%00", b"/%ff", b"'", b"?a=%"))
        tried.append((method, path, choose.choice(_HOSTS), choose.choice(_HEADERS)))

    statuses = [(one, await _status(site, *one)) for one in tried]

    assert [(one, status) for one, status in statuses if status >= 500] == []
    assert {200, 400, 401, 404} <= {status for _, status in statuses}
