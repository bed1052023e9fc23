"""Starts one API process, sends it requests over keep-alive connections, and takes its CPU time."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle

import msgspec

from benchmarks.cpu_time import cpu_of, cpu_with_children, memory_of, parent_of
from benchmarks.sampling import Sampler
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.serving import free_port, serving
from gifter_app.settings import AppSettings, read_settings

_LOADED_WITHIN_S = 900
_LOADING_S = 12  # the time of loading the index and filling the caches


@dataclass
class Used:
    """The answers of a load: their durations, and seconds of CPU of API process and database."""

    times: list[float] = field(default_factory=list)
    took: float = 0.0
    app: float = 0.0
    database: float = 0.0

    @property
    def ms(self) -> tuple[float, float]:
        """Returns the milliseconds of CPU of the API process and of the database for an answer."""
        return self.app * 1000 / len(self.times), self.database * 1000 / len(self.times)


@dataclass(frozen=True)
class Server:
    """An API process and the server process of its database."""

    port: int
    pid: int
    postmaster: int

    @property
    def memory(self) -> float:
        return memory_of(self.pid)

    async def load(
        self,
        requests: Sequence[bytes],
        connections: int,
        *,
        seconds: float = 1e9,
        most: int = 10**9,
    ) -> Used:
        """Sends the requests in turn, the next one after each answer, until either limit."""
        used, left = Used(), iter(range(most))
        turn, end = cycle(requests), time.perf_counter() + seconds
        app, database = cpu_of(self.pid), cpu_with_children(self.postmaster)
        started = time.perf_counter()

        async def connection() -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            while time.perf_counter() < end and next(left, None) is not None:
                sent = time.perf_counter()
                writer.write(next(turn))
                await _read_ok(reader)
                used.times.append(time.perf_counter() - sent)
            writer.close()

        await asyncio.gather(*[connection() for _ in range(connections)])
        used.took = time.perf_counter() - started
        used.app = cpu_of(self.pid) - app
        used.database = cpu_with_children(self.postmaster) - database
        return used


@asynccontextmanager
async def server(container: Container, *, profile: bool = False) -> AsyncIterator[Server]:
    """Runs `python -m benchmarks.load` on the same database, until the end of the block.

    The block begins when that process has loaded its index of products.
    """
    async with container.database().autocommit() as connection:
        await connection.driver.execute("TRUNCATE index_process")
    async with container.database().raw_reads() as driver:
        postmaster = parent_of(await driver.fetchval("SELECT pg_backend_pid()"))
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.load", str(port), str(int(profile))
    )
    try:
        await _until_open(port)
        await _until_indexed(container)
        yield Server(port, process.pid, postmaster)
    finally:
        process.terminate()
        await process.wait()


def request(
    method: str, path: str, headers: Mapping[str, str], body: object | None = None
) -> bytes:
    """Returns the bytes of a request, with a JSON body if any."""
    content = b"" if body is None else msgspec.json.encode(body)
    lines = [f"{method} {path} HTTP/1.1", "Host: bench", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join([*lines, "Content-Type: application/json"]) + "\r\n\r\n").encode() + content


async def _read_ok(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = int(head.partition("content-length:")[2].split()[0])
    body = await reader.readexactly(length)
    if " 200 " not in head[:20]:
        raise SystemExit(f"{head}{body!r}")


async def _until_open(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


async def _until_indexed(container: Container) -> None:
    """Waits until the process has loaded its index of products, and says so."""
    async with container.database().raw_reads() as driver:
        for _ in range(_LOADED_WITHIN_S * 10):
            if await driver.fetchval("SELECT count(*) FROM index_process"):
                return
            await asyncio.sleep(0.1)
    raise SystemExit(f"the index was not loaded within {_LOADED_WITHIN_S} seconds")


async def _serve(port: int, profile: bool) -> None:
    """Serves the API, without a worker, until the process is ended."""
    sampler = Sampler()
    async with running_container(read_settings(), development=True) as container:
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(15, stop.set)
        async with (
            container.product_index().running(),
            serving(create_app(container), "127.0.0.1", port),
        ):
            if profile:
                await asyncio.sleep(_LOADING_S)
                sampler.start()
            await stop.wait()
    if profile:
        print(sampler.report())


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "error")
    configure_logs(AppSettings(log_level="error"))
    asyncio.run(_serve(int(sys.argv[1]), sys.argv[2] == "1"))
