"""Exporting and importing the mirror as a file of JSON lines, each like the body of a webhook."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_domain.catalogue.mirror import Change
from gifter_domain.catalogue.ports import CatalogueCodec, CatalogueTransactions
from gifter_domain.shared.errors import InvalidInput

_BATCH = 200

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
        report = ImportReport()
        numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
        while batch := list(islice(numbered, _BATCH)):
            changes = list(self._changes(batch, refused))
            moved = await self._apply(changes)
            report = replace(
                report,
                applied=report.applied + moved,
                stale=report.stale + len(changes) - moved,
                bad=report.bad + len(batch) - len(changes),
            )
        return report

    def _changes(
        self, batch: Iterable[Numbered], refused: Callable[[int, str], None]
    ) -> Iterator[Change]:
        for number, line in batch:
            try:
                yield self._codec.decode(line)
            except InvalidInput as error:
                refused(number, error.message)

    async def _apply(self, changes: list[Change]) -> int:
        """Applies the changes, and returns how many changed anything."""
        async with self._transactions() as tx:
            return sum(await apply_catalogue_changes(tx, changes))
