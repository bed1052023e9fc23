"""Keeps the index of products in this process up to date, by asking for changes each second."""

import asyncio
import ctypes
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from os import getpid
from secrets import token_hex
from socket import gethostname

import structlog

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.index_feed import IndexFeed
from gifter_adapters.postgres.recommendations.product_index.index import Index, first_index
from gifter_adapters.postgres.recommendations.product_index.segment import Segment, segment
from gifter_domain.ai.embedding import EmbeddingModel

log = structlog.get_logger(__name__)

REFRESHED_EVERY_S = 1.0
# An index that could not be refreshed for so long is not used.
OLD_AFTER_S = 15.0
PUBLISHED_EVERY_S = 10.0


class ResidentIndex:
    """Holds an index with the vectors of one model.

    There is none until it is loaded, nor while it is too old because the database does not answer.
    """

    def __init__(
        self,
        database: Database,
        model: EmbeddingModel,
        model_id: Callable[[EmbeddingModel], Awaitable[int]],
    ) -> None:
        self._database = database
        self.model = model
        self._model_id = model_id
        self._feed: IndexFeed | None = None
        self._index: Index | None = None
        self._first_running = 0
        self._refreshed_at = -OLD_AFTER_S
        self._most_behind_s = 0.0
        self._published_at = -PUBLISHED_EVERY_S
        self._process = f"{gethostname()}:{getpid()}:{token_hex(4)}"

    def current(self) -> Index | None:
        """Returns the index unless it is too old."""
        return self._index if time.monotonic() - self._refreshed_at <= OLD_AFTER_S else None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Loads the index and refreshes it, in the background during the block."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            if self._feed is not None:
                with suppress(Exception):  # the database may be away
                    await self._feed.withdraw(self._process)

    async def refresh(self) -> None:
        """Applies all changes that were committed before; loads the index at the first call."""
        if self._feed is None:
            self._feed = IndexFeed(self._database, await self._model_id(self.model))
        started, dims = time.monotonic(), self.model.dims
        first_running = await self._feed.first_running()
        if self._index is None:
            index = await self._loaded(self._feed)
        else:
            changed = await self._feed.changed_since(self._first_running)
            index = self._index
            if changed:
                index = await asyncio.to_thread(index.with_changes, changed, dims)
        self._index = replace(index, reported=await self._feed.reported())
        if self._first_running:
            behind = time.monotonic() - self._refreshed_at
            self._most_behind_s = max(self._most_behind_s, behind)
        self._first_running, self._refreshed_at = first_running, started

    async def _loaded(self, feed: IndexFeed) -> Index:
        dims = self.model.dims
        pages = [await asyncio.to_thread(segment, page, dims) async for page in feed.pages()]
        return await asyncio.to_thread(_joined, pages, dims)

    async def publish(self) -> None:
        """Stores the state of the index for `gifter doctor`, now and then."""
        if self._feed is None or self._index is None:
            return
        if time.monotonic() - self._published_at >= PUBLISHED_EVERY_S:
            await self._feed.publish(self._process, self._index.products, self._most_behind_s)
            self._published_at, self._most_behind_s = time.monotonic(), 0.0

    async def _run(self) -> None:
        while True:
            try:
                await self.refresh()
                await self.publish()
            except Exception as error:  # the database may be away: searches then use SQL
                log.warning("product_index.not_refreshed", error=repr(error)[:200])
            await asyncio.sleep(REFRESHED_EVERY_S)


def _joined(pages: list[Segment], dims: int) -> Index:
    """Returns the index of the pages, and gives the memory of loading back to the system."""
    index = first_index(pages, dims)
    pages.clear()
    with suppress(OSError, AttributeError):  # only glibc keeps so much, and can give it back
        ctypes.CDLL(None).malloc_trim(0)
    return index
