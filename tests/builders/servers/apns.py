"""An APNs stand-in on loopback: HTTP/2 over TLS. It keeps requests, and knows what devices show.

It runs in the test's process, or in a process of its own that outlives its clients.
"""

import asyncio
import json
import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, RequestReceived, StreamEnded
from h2.exceptions import ProtocolError

from builders.servers.certificates import LoopbackCertificate, loopback_certificate


@dataclass(frozen=True, slots=True)
class ApnsRequest:
    """A received request and the status of its response."""

    token: str
    headers: dict[str, str]
    payload: dict[str, Any]
    size: int
    status: int


@dataclass(frozen=True, slots=True)
class ApnsAnswer:
    """The response to give. Status 0 drops the connection instead."""

    status: int = 200
    reason: str = ""
    timestamp: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    delay_s: float = 0.0

    def content(self) -> bytes:
        if self.body is not None or self.status == 200:
            return self.body or b""
        stated = {"reason": self.reason, "timestamp": self.timestamp}
        return json.dumps({name: value for name, value in stated.items() if value}).encode()


def shown(requests: Iterable[ApnsRequest]) -> dict[str, list[ApnsRequest]]:
    """Returns the notices that each device shows.

    A notice replaces an earlier one with its id or collapse id.
    """
    devices: dict[str, list[ApnsRequest]] = {}
    for request in requests:
        if request.status == 200:
            seen = devices.get(request.token, [])
            devices[request.token] = [one for one in seen if not _same(one, request)] + [request]
    return devices


def _same(one: ApnsRequest, other: ApnsRequest) -> bool:
    return any(
        one.headers.get(name) and one.headers.get(name) == other.headers.get(name)
        for name in ("apns-id", "apns-collapse-id")
    )


def logged(folder: Path) -> Iterator[ApnsRequest]:
    """Yields the requests that a server in another process has written to its folder."""
    log = folder / "requests.jsonl"
    for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else []:
        yield ApnsRequest(**json.loads(line))


class ApnsServer:
    """A server that gives `answers` first, one for each request, and then `usual`.

    A device in `by_token` gets its own response. The server runs in a thread with an event loop of
    its own, so that a test may block.
    """

    def __init__(self, folder: Path) -> None:
        self.certificate: LoopbackCertificate = loopback_certificate(folder)
        self.requests: list[ApnsRequest] = []
        self.connections = 0
        self.answers: list[ApnsAnswer] = []
        self.by_token: dict[str, ApnsAnswer] = {}
        self.usual = ApnsAnswer()
        self._log = (folder / "requests.jsonl").open("a", encoding="utf-8")
        self._loop = asyncio.new_event_loop()
        self._transports: set[asyncio.Transport] = set()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(30)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def trust(self) -> ssl.SSLContext:
        return self.certificate.trust()

    def close(self) -> None:
        """Stops the server and closes its connections. May be called again."""
        if self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result(timeout=30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._log.close()

    def answer_to(self, token: str, headers: dict[str, str], body: bytes) -> ApnsAnswer:
        """Records the request before its response is sent, and returns that response."""
        answer = self.by_token.get(token) or (self.answers.pop(0) if self.answers else self.usual)
        request = ApnsRequest(token, headers, json.loads(body), len(body), answer.status)
        self.requests.append(request)
        self._log.write(json.dumps(asdict(request)) + "\n")
        self._log.flush()
        return answer

    def connected(self, transport: asyncio.Transport) -> None:
        self.connections += 1
        self._transports.add(transport)

    def disconnected(self, transport: asyncio.Transport) -> None:
        self._transports.discard(transport)

    async def _listen(self) -> asyncio.Server:
        context = self.certificate.server()
        context.set_alpn_protocols(["h2"])
        return await self._loop.create_server(
            lambda: _Connection(self), "127.0.0.1", 0, ssl=context
        )

    async def _shut(self) -> None:
        self._server.close()
        for transport in list(self._transports):
            transport.abort()
        for _ in range(100):  # an aborted connection closes in a later iteration of the loop
            if not self._transports:
                break
            await asyncio.sleep(0.01)


class _Connection(asyncio.Protocol):
    """One connection of a client, with concurrent requests."""

    def __init__(self, server: ApnsServer) -> None:
        self._server = server
        self._h2 = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        self._requests: dict[int, tuple[dict[str, str], bytearray]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._server.connected(transport)
        self._h2.initiate_connection()
        self._flush()

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.disconnected(self._transport)

    def data_received(self, data: bytes) -> None:
        try:
            for event in self._h2.receive_data(data):
                self._handle(event)
        except ProtocolError:
            self._transport.close()
        self._flush()

    def _handle(self, event: object) -> None:
        if isinstance(event, RequestReceived):
            headers = {str(name): str(value) for name, value in event.headers}
            self._requests[event.stream_id] = (headers, bytearray())
        elif isinstance(event, DataReceived):
            self._requests[event.stream_id][1].extend(event.data)
            self._h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, StreamEnded):
            headers, body = self._requests.pop(event.stream_id)
            if headers[":method"] != "POST":
                self._answer(event.stream_id, headers, ApnsAnswer(405, "MethodNotAllowed"))
                return
            token = headers[":path"].removeprefix("/3/device/")
            answer = self._server.answer_to(token, headers, bytes(body))
            loop = asyncio.get_running_loop()
            loop.call_later(answer.delay_s, self._answer, event.stream_id, headers, answer)

    def _answer(self, stream_id: int, asked: dict[str, str], answer: ApnsAnswer) -> None:
        if self._transport.is_closing():
            return
        if answer.status == 0:
            self._transport.abort()
            return
        headers = {":status": str(answer.status), "apns-id": asked.get("apns-id", "")}
        content = answer.content()
        self._h2.send_headers(
            stream_id, list((headers | answer.headers).items()), end_stream=not content
        )
        if content:
            self._h2.send_data(stream_id, content, end_stream=True)
        self._flush()

    def _flush(self) -> None:
        if (data := self._h2.data_to_send()) and not self._transport.is_closing():
            self._transport.write(data)


@contextmanager
def apns_process(folder: Path, delay_s: float = 0.0) -> Iterator[str]:
    """Runs a server in its own process and yields its URL. It answers 200 after `delay_s`.

    It writes `certificate.pem` to `folder`, for `SSL_CERT_FILE`, and the log that `logged` reads.
    """
    command = [sys.executable, "-m", "builders.servers.apns", str(folder), str(delay_s)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def main(folder: Path, delay_s: float) -> None:
    """Prints the URL and serves until the process is killed."""
    server = ApnsServer(folder)
    server.usual = ApnsAnswer(delay_s=delay_s)
    sys.stdout.write(server.url + "\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
