"""Explaining an empty list: the reason, and the change that would give gifts."""

from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.candidates import CandidateSource, Constraints
from gifter_domain.recommendations.empty_lists import (
    EmptyList,
    explained,
    last_relaxations,
    of_taste,
    relaxations,
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
    ) -> EmptyList:
        """Returns the reason. `without_taste` are the constraints without matters of taste."""
        for relaxation in relaxations(constraints):
            if supplies := await self._candidates.supply(relaxation.constraints):
                return explained(relaxation, supplies, fields.budget, self._wording, language)
        if without_taste != constraints and await self._candidates.supply(without_taste):
            return of_taste(fields.excludes, self._wording, language)
        for relaxation in last_relaxations(constraints):
            if supplies := await self._candidates.supply(relaxation.constraints):
                return explained(relaxation, supplies, fields.budget, self._wording, language)
        return explained(None, (), fields.budget, self._wording, language)
