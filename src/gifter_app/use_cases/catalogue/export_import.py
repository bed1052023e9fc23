"""The mirror as a file: one JSON line for each product, in the shape of the webhook's body."""

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
    """Lines by what came of them; `stale` ones told nothing new."""

    applied: int = 0
    stale: int = 0
    bad: int = 0


class ExportCatalogue:
    """Writes the whole mirror, hidden and deleted products too, as of one instant.

    An import of it into an empty database makes an equal mirror. Brands that no product refers to
    come first, as bodies of `brand.changed`; then the products in the order of the source's ids.
    """

    def __init__(self, transactions: CatalogueTransactions, codec: CatalogueCodec) -> None:
        self._transactions = transactions
        self._codec = codec

    async def lines(self) -> AsyncGenerator[bytes, None]:
        async with self._transactions() as tx:
            async for change in tx.catalogue.export():
                yield self._codec.encode(change) + b"\n"


class ImportCatalogue:
    """Reads what `ExportCatalogue` writes, or any webhook bodies, one a line.

    - A line means what the same body means as a webhook: older news is passed over.
    - It can be stopped at any time and repeated: lines applied before are stale then.
    - A bad line is reported and passed over; blank ones are ignored.
    """

    def __init__(self, transactions: CatalogueTransactions, codec: CatalogueCodec) -> None:
        self._transactions = transactions
        self._codec = codec

    async def execute(
        self, lines: Iterable[bytes], refused: Callable[[int, str], None]
    ) -> ImportReport:
        """Calls `refused` with the number (from 1) of each bad line and what is wrong with it."""
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
        """How many of them told anything new."""
        async with self._transactions() as tx:
            return sum(await apply_catalogue_changes(tx, changes))
