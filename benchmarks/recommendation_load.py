"""Measures `POST /v1/recommendations` under several connections: CPU, rate and times.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.recommendation_load [--products 20000] [--profile]

One API process serves a catalogue of made-up products. The CPU time of the API process and of
PostgreSQL are divided by the number of answers. `--home` keeps the filled database for later runs.
"""

import asyncio
import os
import random
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import msgspec
import numpy as np
import typer

from benchmarks.cpu_time import cpu_of, cpu_with_children, memory_of, parent_of
from benchmarks.filling import fill
from benchmarks.sampling import Sampler
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.serving import free_port, serving
from gifter_app.settings import AppSettings, read_settings

_PEOPLE = "sister,grandparents,dad,colleague,teacher,uncle,best friend,mum,brother,neighbour"
_LIKES = "gardening,tea,golf,cycling,cooking,reading,camping,music,running,chess,baking,the sea"
_THINGS = "lamp,mug,wool throw,jigsaw,candle,vase,trowel,compass,teapot,headphones,atlas,kite"
_MORE = ",under £40,around £60,nothing made of plastic,for her birthday,something handmade"
_ENV = "GIFTER_BENCH_SERVE"


def main(
    products: Annotated[int, typer.Option(help="The size of the catalogue.")] = 20_000,
    connections: Annotated[int, typer.Option(help="Requests at the same time.")] = 8,
    seconds: Annotated[float, typer.Option(help="The time to measure.")] = 15.0,
    home: Annotated[Path | None, typer.Option(help="Keeps the database here.")] = None,
    profile: Annotated[bool, typer.Option(help="Prints where the API process is.")] = False,
) -> None:
    """Fills the database, starts the API process, and prints the figures."""
    configure_logs(AppSettings(log_level="error"))
    with ExitStack() as stack:
        folder = home or Path(stack.enter_context(TemporaryDirectory(prefix="gifter-load-")))
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)  # lets the server's user in when this runs as root
        os.environ["GIFTER_HOME"] = str(folder)
        os.environ["LOG_LEVEL"] = "error"
        asyncio.run(_measured(products, connections, seconds, profile))


async def _measured(products: int, connections: int, seconds: float, profile: bool) -> None:
    async with running_container(read_settings(), development=True) as container:
        await _filled(container, products)
        async with container.database().autocommit() as connection:
            await connection.driver.execute("TRUNCATE index_process")
        async with container.database().raw_reads() as driver:
            postmaster = parent_of(await driver.fetchval("SELECT pg_backend_pid()"))
        port = free_port()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.recommendation_load"),
            env={**os.environ, _ENV: f"{port} {int(profile)}"},
        )
        try:
            token = container.development_identity().mint("ada", lifetime=timedelta(hours=1))
            await _until_open(port)
            await _until_indexed(container)
            load = _Load(port, token)
            await load.run(connections, min(8.0, seconds))  # fills caches
            load.times.clear()
            before = cpu_of(process.pid), cpu_with_children(postmaster)
            started = time.perf_counter()
            await load.run(connections, seconds)
            took = time.perf_counter() - started
            used = cpu_of(process.pid) - before[0], cpu_with_children(postmaster) - before[1]
            memory = memory_of(process.pid)
            print(f"{_figures(load.times, took, used)}, memory {memory:.0f} MB")
        finally:
            process.terminate()
            await process.wait()


async def _filled(container: Container, products: int) -> None:
    async with container.database().raw_reads() as driver:
        known = await driver.fetchval("SELECT count(*) FROM product_mirror")
    if known < products:
        await fill(container, products)


def _figures(times: Sequence[float], took: float, used: tuple[float, float]) -> str:
    app, database = (seconds * 1000 / len(times) for seconds in used)
    p50, p99 = np.percentile(times, [50, 99]) * 1000
    return (
        f"{len(times)} answers: app {app:.1f} ms CPU, database {database:.1f} ms CPU, "
        f"{len(times) / took:.1f} a second, p50 {p50:.0f} ms, p99 {p99:.0f} ms"
    )


def texts() -> list[str]:
    """Returns 360 different requests: people with likes, things, some with limits."""
    draw = random.Random(11)
    people, likes, things, more = (words.split(",") for words in (_PEOPLE, _LIKES, _THINGS, _MORE))
    found = [
        f"a present for my {person} who likes {like} {draw.choice(more)}"
        for person in people
        for like in likes
    ]
    found += [f"{like} {thing} {draw.choice(more)}" for like in likes for thing in things]
    found += [f"a {thing} for my {person}" for thing in things for person in people]
    draw.shuffle(found)
    return found[:360]


class _Load:
    """Sends requests over keep-alive connections, the next one after each answer."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._requests = cycle([_request(text, token) for text in texts()])
        self.times: list[float] = []

    async def run(self, connections: int, seconds: float) -> None:
        end = time.perf_counter() + seconds
        await asyncio.gather(*[self._connection(end) for _ in range(connections)])

    async def _connection(self, end: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        while (started := time.perf_counter()) < end:
            writer.write(next(self._requests))
            await _read_ok(reader)
            self.times.append(time.perf_counter() - started)
        writer.close()


def _request(text: str, token: str) -> bytes:
    body = msgspec.json.encode({"context": {"text": text}})
    head = (
        f"POST /v1/recommendations HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


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
        for _ in range(1_200):
            if await driver.fetchval("SELECT count(*) FROM index_process"):
                return
            await asyncio.sleep(0.1)
    raise SystemExit("the index was not loaded within two minutes")


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
                await asyncio.sleep(12)  # the time of loading the index and filling the caches
                sampler.start()
            await stop.wait()
    if profile:
        print(sampler.report())


if __name__ == "__main__":
    if served := os.environ.get(_ENV):
        configure_logs(AppSettings(log_level="error"))
        port, profiled = map(int, served.split())
        asyncio.run(_serve(port, bool(profiled)))
    else:
        typer.run(main)
