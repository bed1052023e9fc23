"""Reads the words of the catalogue's titles, by which misspelt words are repaired."""

import asyncio
from datetime import datetime, timedelta

import structlog
from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_domain.language.spelling import Vocabulary
from gifter_domain.shared.system import Clock

log = structlog.get_logger()

_OLD_AFTER = timedelta(hours=1)
_FIRST_WAIT_S = 1.0
# A catalogue of millions of titles has hardly more words than 200,000 of them.
_WORDS = text("""
    SELECT word, ndoc FROM ts_stat(
        'SELECT to_tsvector(''simple'', title) FROM product_mirror WHERE listed LIMIT 200000'
    ) WHERE length(word) BETWEEN 3 AND 24
""")


class PostgresCatalogueWords:
    """Implements `CatalogueWords`.

    Reads the words at first use, and anew in the background when they are an hour old. A request
    waits only for the first reading, and not long: without words nothing is corrected.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._vocabulary = Vocabulary({})
        self._read_at: datetime | None = None
        self._reading: asyncio.Task[None] | None = None

    async def vocabulary(self) -> Vocabulary:
        is_old = self._read_at is None or self._clock.now() - self._read_at > _OLD_AFTER
        if is_old and self._reading is None:
            self._reading = asyncio.create_task(self._read())
        if self._read_at is None and self._reading is not None:
            await asyncio.wait({self._reading}, timeout=_FIRST_WAIT_S)
        return self._vocabulary

    async def _read(self) -> None:
        try:
            async with self._database.reads() as connection:
                rows = await connection.execute(_WORDS)
            frequencies = {row.word: row.ndoc for row in rows}
            self._vocabulary = await asyncio.to_thread(Vocabulary, frequencies)
            self._read_at = self._clock.now()
        except Exception as error:  # requests go on with the words read before
            log.warning("spelling.words_not_read", error=repr(error)[:200])
        finally:
            self._reading = None
