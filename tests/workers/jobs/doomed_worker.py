"""A worker process whose model says "embedding" and never answers; the test kills it."""

import asyncio
from collections.abc import Sequence

from builders.ai.embedders import CountingEmbedder
from gifter_app.runtime import running_container
from gifter_app.settings import read_settings


async def never_answer(_texts: Sequence[str]) -> None:
    print("embedding", flush=True)  # noqa: T201 (the test waits for this)
    await asyncio.Event().wait()


async def main() -> None:
    async with running_container(read_settings()) as container:
        container.embedder.override(CountingEmbedder(before=never_answer))
        async with container.workers().worker.running():
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
