"""Letting a language model write two questions for one taste profile."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
import structlog

from gifter_domain.ai.language_model import Completion, LanguageModel, Prompt
from gifter_domain.ai.model_run import RunStatus
from gifter_domain.people.recipient_ports import RecipientReads
from gifter_domain.recommendations.free_text import parse_text
from gifter_domain.shared.errors import NotFound
from gifter_domain.taste.ports import TasteProfileReads, TasteTransactions
from gifter_domain.taste.profile import TasteProfile
from gifter_domain.taste.questions.belief import belief_after
from gifter_domain.taste.questions.phrasing import (
    PhrasedQuestion,
    phrasing_prompt,
    usable_questions,
)
from gifter_domain.taste.questions.question import Question

log = structlog.get_logger(__name__)


class _Option(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    value: str


class _Question(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    options: list[_Option]


class _Answer(msgspec.Struct, forbid_unknown_fields=True):
    questions: list[_Question]


class PhraseQuestions:
    """Handles `phrase_questions` jobs.

    The model's answer is parsed strictly, and each question is checked; questions that fail are
    left out. Without any, the profile has only the questions of the bank. The questions of a
    profile are written once.
    """

    def __init__(
        self,
        model: LanguageModel,
        profiles: TasteProfileReads,
        recipients: RecipientReads,
        transactions: TasteTransactions,
    ) -> None:
        self._model = model
        self._profiles = profiles
        self._recipients = recipients
        self._transactions = transactions

    async def execute(self, payloads: Sequence[Mapping[str, str]]) -> None:
        for payload in payloads:
            try:
                profile = await self._profiles.profile(payload["ownerId"], payload["profileId"])
                prompt = await self._prompt(profile)
            except NotFound:
                continue  # the profile was deleted, or its recipient
            if profile.phrased is None:
                await self._phrase(profile, prompt)

    async def _prompt(self, profile: TasteProfile) -> Prompt:
        kind = None
        if profile.recipient_id is not None:
            about = await self._recipients.recipient(profile.owner_id, profile.recipient_id)
            kind = about.relationship_kind
        settled, owner_id = _settled(profile), profile.owner_id
        return phrasing_prompt(profile.facets, settled, profile.mode, kind, owner_id)

    async def _phrase(self, profile: TasteProfile, prompt: Prompt) -> None:
        completion = await self._model.complete(prompt)
        questions = _questions(profile, completion)
        async with self._transactions() as tx:
            if not questions and completion.run_id is not None:
                await tx.model_runs.judge(
                    completion.run_id, RunStatus.INVALID, "no usable question"
                )
            await tx.taste_profiles.save_phrased(profile.id, questions)


def _questions(profile: TasteProfile, completion: Completion) -> tuple[Question, ...]:
    try:
        answer = msgspec.json.decode(completion.text, type=_Answer)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        log.warning("taste.questions_unreadable", profile_id=profile.id, error=str(error))
        return ()
    phrased = [
        PhrasedQuestion(one.text, tuple((option.label, option.value) for option in one.options))
        for one in answer.questions
    ]
    return usable_questions(phrased, _settled(profile))


def _settled(profile: TasteProfile) -> Collection[str]:
    """Returns the values that the answers have confirmed or ruled out."""
    return belief_after(profile.bank, profile.answers, parse_text).settled
