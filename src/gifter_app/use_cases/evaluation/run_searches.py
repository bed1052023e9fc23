"""Runs searches through the recommendations and measures their time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from gifter_app.use_cases.evaluation.candidates import RecordedCandidates
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.recommendation import GiftRequest, RecommendationResult

Report = Callable[[int, int], None]


class Recommends(Protocol):
    async def preview(
        self, request: GiftRequest, home_currency: str
    ) -> tuple[GiftQuery, RecommendationResult]:
        """Returns how the text was understood, and the result, without storing anything."""
        ...


@dataclass(frozen=True, slots=True)
class RankedList:
    """The result of one search, by the shop's ids: the products shown, and all candidates."""

    ids: tuple[str, ...]
    scores: tuple[float, ...]
    candidates: tuple[str, ...]
    milliseconds: float

    @property
    def by_score(self) -> list[str]:
        """Returns the products in order of their scores, which is the list without variety."""
        pairs = zip(self.ids, self.scores, strict=True)
        return [identity for identity, _ in sorted(pairs, key=lambda pair: -pair[1])]


class RunSearches:
    """Runs requests one after another, as a single user would."""

    def __init__(
        self, recommend: Recommends, candidates: RecordedCandidates, home_currency: str
    ) -> None:
        self._recommend = recommend
        self._candidates = candidates
        self._home_currency = home_currency

    async def execute(
        self, requests: Sequence[GiftRequest], limit: int, report: Report
    ) -> list[RankedList]:
        """Returns the list of each request, with up to `limit` products.

        Calls `report` with the number done and the total after each request. Stock is ignored,
        because judged catalogues have none.
        """
        lists = []
        for done, request in enumerate(requests, start=1):
            lists.append(await self._run(replace(request, limit=limit, include_out_of_stock=True)))
            report(done, len(requests))
        return lists

    async def _run(self, request: GiftRequest) -> RankedList:
        started = time.perf_counter()
        _, result = await self._recommend.preview(request, self._home_currency)
        spent = (time.perf_counter() - started) * 1000
        return RankedList(
            tuple(item.product.payload_product_id for item in result.items),
            tuple(item.score for item in result.items),
            self._candidates.last_ids,
            spent,
        )
