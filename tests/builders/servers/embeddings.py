"""An OpenAI-compatible embeddings endpoint on loopback, with failures that a test can choose."""

import json
import random
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DIMS = 16
JsonObject = dict[str, Any]  # decoded bodies of the protocol


class EmbeddingEndpoint:
    """Answers `POST /v1/embeddings` with counts of hashed words, not normalised.

    `failures` are (status, headers) of the first responses, one for each request; `change` alters a
    response before it is sent; `delay_s` is the time that each response takes.
    """

    def __init__(self) -> None:
        self.requests: list[JsonObject] = []
        self.keys: set[str | None] = set()
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.change: Callable[[JsonObject], JsonObject | str] = lambda answer: answer
        self.refuses_dimensions = False
        self.delay_s = 0.0
        self._asked = threading.Condition()
        self._hold_from = sys.maxsize
        self._released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def wait_for_requests(self, count: int) -> None:
        with self._asked:
            assert self._asked.wait_for(lambda: len(self.requests) >= count, timeout=60)

    @contextmanager
    def hold_from(self, count: int) -> Iterator[None]:
        """Holds back responses from the `count`th request on, while the block runs."""
        self._hold_from = count
        yield
        self._hold_from = sys.maxsize
        self._released.set()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, headers, answer = endpoint._answer(body, self.headers["Authorization"])
                content = answer if isinstance(answer, str) else json.dumps(answer)
                self.send_response(status)
                kind = "text/html" if isinstance(answer, str) else "application/json"
                sent = {"Content-Type": kind, "Content-Length": str(len(content.encode()))}
                for name, value in (sent | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content.encode())

            def log_message(self, *_: object) -> None:
                return

        return Handler

    def _answer(
        self, body: JsonObject, key: str | None
    ) -> tuple[int, dict[str, str], JsonObject | str]:
        with self._asked:
            self.requests.append(body)
            self._asked.notify_all()
        self.keys.add(key)
        time.sleep(self.delay_s)
        if len(self.requests) >= self._hold_from:
            self._released.wait()
        if self.failures:
            status, headers = self.failures.pop(0)
            return status, headers, {"error": {"message": f"not with {key}", "code": "no_way"}}
        return self.answered(body)

    def answered(self, body: JsonObject) -> tuple[int, dict[str, str], JsonObject | str]:
        if self.refuses_dimensions and "dimensions" in body:
            return 400, {}, {"error": {"message": "does not support changing dimensions"}}
        data = [
            {"object": "embedding", "index": index, "embedding": words(text)}
            for index, text in enumerate(body["input"])
        ]
        answer = {"object": "list", "data": data, "model": body["model"], "usage": {}}
        return 200, {}, self.change(answer)


def words(text: str) -> list[float]:
    """Returns the counts of the text's words, hashed into `DIMS` places."""
    counts = [0.0] * DIMS
    for word in text.split():
        counts[zlib.crc32(word.encode()) % DIMS] += 1.0
    return counts


def shuffled(answer: JsonObject) -> JsonObject:
    random.Random(1).shuffle(answer["data"])
    return answer
