"""Records which candidates the recommendations chose from."""

from collections.abc import Sequence

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

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        return await self._source.supply(constraints)
