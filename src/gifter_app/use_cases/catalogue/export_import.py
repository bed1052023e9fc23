"""Exporting and importing the mirror as a file of JSON lines, each like the body of a webhook."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_domain.catalogue.mirror import Change
from gifter_domain.catalogue.ports import CatalogueCodec, CatalogueTransactions
from gifter_domain.shared.errors import InvalidInput

_BATCH = 200
_AT_ONCE = 10  # lines that are decoded before the database gets its next statement

Numbered = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The number of lines that were applied, stale (nothing new) or bad."""

    applied: int = 0
    stale: int = 0
    bad: int = 0


class ExportCatalogue:
    """Writes the whole mirror as of one instant, including hidden and deleted products.

    Importing the file into an empty database makes an equal mirror. Brands without products come
    first, as bodies of `brand.changed`; then the products in the order of the shop's ids.
    """

    def __init__(self, transactions: CatalogueTransactions, codec: CatalogueCodec) -> None:
        self._transactions = transactions
        self._codec = codec

    async def lines(self) -> AsyncGenerator[bytes, None]:
        async with self._transactions() as tx:
            async for change in tx.catalogue.export():
                yield self._codec.encode(change) + b"\n"


class ImportCatalogue:
    """Imports a file of `ExportCatalogue`, or any file with one webhook body a line.

    - A line is applied like a webhook with the same body, so older content is skipped.
    - It can be stopped at any time and repeated; lines that were applied before are stale then.
    - Bad lines are reported and skipped; blank lines are ignored.
    """

    def __init__(self, transactions: CatalogueTransactions, codec: CatalogueCodec) -> None:
        self._transactions = transactions
        self._codec = codec

    async def execute(
        self, lines: Iterable[bytes], refused: Callable[[int, str], None]
    ) -> ImportReport:
        """Imports the lines. Calls `refused` with number (from 1) and error of each bad line."""
        numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
        report, writing = ImportReport(), asyncio.create_task(self._apply([]))
        try:
            # In a thread, since a pipe may have no line yet: the batch before must be written then.
            while batch := await asyncio.to_thread(lambda: list(islice(numbered, _BATCH))):
                changes = await self._changes(batch, refused)
                report = _sum(report, await writing, len(batch) - len(changes))
                writing = asyncio.create_task(self._apply(changes))
            return _sum(report, await writing, 0)
        except BaseException:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
            raise

    async def _changes(
        self, batch: Sequence[Numbered], refused: Callable[[int, str], None]
    ) -> list[Change]:
        """Decodes the lines, while the database writes the changes before them."""
        changes: list[Change] = []
        for place, (number, line) in enumerate(batch):
            if place % _AT_ONCE == 0:
                await asyncio.sleep(0)
            try:
                changes.append(self._codec.decode(line))
            except InvalidInput as error:
                refused(number, error.message)
        return changes

    async def _apply(self, changes: list[Change]) -> list[bool]:
        """Applies the changes, and returns for each whether it changed anything."""
        if not changes:
            return []
        async with self._transactions() as tx:
            return await apply_catalogue_changes(tx, changes)


def _sum(report: ImportReport, moved: Sequence[bool], bad: int) -> ImportReport:
    applied = sum(moved)
    return ImportReport(
        report.applied + applied, report.stale + len(moved) - applied, report.bad + bad
    )
