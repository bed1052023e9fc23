"""Measures `POST /v1/recommendations` under several connections: CPU, rate and times.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.recommendation_load [--products 20000] [--profile]

One API process serves a catalogue of made-up products. The CPU time of the API process and of
PostgreSQL are divided by the number of answers. `--home` keeps the filled database for later runs.
"""

import asyncio
import os
import random
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from benchmarks.filling import fill
from benchmarks.load import Used, request, server
from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.settings import AppSettings, read_settings

_PEOPLE = "sister,grandparents,dad,colleague,teacher,uncle,best friend,mum,brother,neighbour"
_LIKES = "gardening,tea,golf,cycling,cooking,reading,camping,music,running,chess,baking,the sea"
_THINGS = "lamp,mug,wool throw,jigsaw,candle,vase,trowel,compass,teapot,headphones,atlas,kite"
_MORE = ",under £40,around £60,nothing made of plastic,for her birthday,something handmade"


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
        requests = recommendations(container)
        async with server(container, profile=profile) as api:
            await api.load(requests, connections, seconds=min(8.0, seconds))  # fills caches
            used = await api.load(requests, connections, seconds=seconds)
            print(f"{_figures(used)}, memory {api.memory:.0f} MB")


async def _filled(container: Container, products: int) -> None:
    async with container.database().raw_reads() as driver:
        known = await driver.fetchval("SELECT count(*) FROM product_mirror")
    if known < products:
        await fill(container, products)


def _figures(used: Used) -> str:
    app, database = used.ms
    p50, p99 = np.percentile(used.times, [50, 99]) * 1000
    return (
        f"{len(used.times)} answers: app {app:.1f} ms CPU, database {database:.1f} ms CPU, "
        f"{len(used.times) / used.took:.1f} a second, p50 {p50:.0f} ms, p99 {p99:.0f} ms"
    )


def recommendations(container: Container, **more: object) -> Sequence[bytes]:
    """Returns the requests with these texts, signed in, with these fields in the body as well."""
    token = container.development_identity().mint("ada", lifetime=timedelta(hours=8))
    headers = {"Authorization": f"Bearer {token}"}
    return [
        request("POST", "/v1/recommendations", headers, {"context": {"text": text}} | more)
        for text in texts()
    ]


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


if __name__ == "__main__":
    typer.run(main)
