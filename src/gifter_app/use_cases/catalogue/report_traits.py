"""Reports of users that a product contains something."""

from collections.abc import Sequence

from gifter_domain.catalogue.reads import CatalogueReads
from gifter_domain.catalogue.traits.reports import REPORTABLE, OpenReport, TraitReports
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock


class ReportTraits:
    """Stores that a product contains a trait, until an editor decides.

    Until then, requests that exclude the trait do not get the product.
    """

    def __init__(self, reports: TraitReports, catalogue: CatalogueReads, clock: Clock) -> None:
        self._reports = reports
        self._catalogue = catalogue
        self._clock = clock

    async def execute(self, user_id: str, product_id: str, code: str) -> None:
        """Stores the user's report; the same again changes nothing.

        Raises `ProductNotFound` unless the product is shown, `InvalidInput` for an unknown trait,
        or `TooManyReports`.
        """
        if code not in REPORTABLE:
            raise InvalidInput.at("trait", "is not a known trait")
        await self._catalogue.product(product_id)
        await self._reports.add(product_id, user_id, code, self._clock.now())

    async def open(self) -> Sequence[OpenReport]:
        """Returns the reports on which no editor has decided yet, the oldest first."""
        return await self._reports.open()
