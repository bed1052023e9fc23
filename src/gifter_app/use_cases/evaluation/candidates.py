"""Records which candidates the recommendations chose from."""

from collections.abc import Mapping, Sequence

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import (
    CandidateQuery,
    CandidateSource,
    Constraints,
    Retrieved,
    Supply,
)


class RecordedCandidates:
    """Implements `CandidateSource` by another, and keeps the shop's ids of the last candidates."""

    def __init__(self, source: CandidateSource) -> None:
        self._source = source
        self.last_ids: tuple[str, ...] = ()

    async def find(self, query: CandidateQuery) -> Retrieved:
        found = await self._source.find(query)
        self.last_ids = tuple(one.product.payload_product_id for one in found.candidates)
        return found

    async def current(
        self, product_ids: Sequence[str], constraints: Constraints
    ) -> Mapping[str, ListedProduct]:
        return await self._source.current(product_ids, constraints)

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        return await self._source.supply(constraints)
