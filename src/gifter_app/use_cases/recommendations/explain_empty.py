"""Explaining an empty list: the reason, and the change that would give gifts."""

from collections.abc import Sequence
from dataclasses import replace

from gifter_domain.language.reading.money import StatedBudget
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.candidates import (
    CandidateQuery,
    CandidateSource,
    Constraints,
    Supply,
)
from gifter_domain.recommendations.empty_lists import (
    EmptyList,
    Relaxation,
    explained,
    last_relaxations,
    of_no_match,
    of_taste,
    relaxations,
    supplies_of,
)


class ExplainEmpty:
    """Relaxes one constraint at a time until there are products; limits of safety are kept."""

    def __init__(self, candidates: CandidateSource, wording: Wording) -> None:
        self._candidates = candidates
        self._wording = wording

    async def execute(
        self,
        fields: UnderstoodRequest,
        constraints: Constraints,
        without_taste: Constraints,
        language: str,
        search: CandidateQuery | None = None,
    ) -> EmptyList:
        """Returns the reason. `without_taste` are the constraints without matters of taste.

        `search` are the words of the request, None without any: the cheapest match has one of them.
        """
        for relaxation in relaxations(constraints):
            if supplies := await self._candidates.supply(relaxation.constraints):
                return await self._of_words(relaxation, supplies, search, fields.budget, language)
        if without_taste != constraints and await self._candidates.supply(without_taste):
            return of_taste(fields.excludes, self._wording, language)
        for relaxation in last_relaxations(constraints):
            if supplies := await self._candidates.supply(relaxation.constraints):
                return explained(relaxation, supplies, fields.budget, self._wording, language)
        return explained(None, (), fields.budget, self._wording, language)

    async def _of_words(
        self,
        relaxation: Relaxation,
        supplies: Sequence[Supply],
        search: CandidateQuery | None,
        stated: StatedBudget | None,
        language: str,
    ) -> EmptyList:
        """Returns the reason by the price of a match, otherwise it says that nothing matches."""
        is_price = relaxation.reason in ("budget_max", "budget_min")
        if search is None or stated is None or not is_price:
            return explained(relaxation, supplies, stated, self._wording, language)
        if matching := await self._matching(relaxation, search):
            return explained(relaxation, matching, stated, self._wording, language)
        return of_no_match(relaxation, supplies, stated, self._wording, language)

    async def _matching(self, relaxation: Relaxation, search: CandidateQuery) -> Sequence[Supply]:
        """Returns the supply of products that have a word of the request."""
        found = await self._candidates.find(replace(search, constraints=relaxation.constraints))
        return supplies_of(one.product for one in found.candidates if one.lexical > 0)
