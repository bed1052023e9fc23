"""Starting, answering, completing and removing taste profiles."""

import asyncio
from dataclasses import dataclass, replace

from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.identity.user import User
from gifter_domain.recommendations.free_text import parse_text
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.lines import checked_line
from gifter_domain.shared.system import Clock, IdFactory
from gifter_domain.taste.answer import Answer, checked_answer, facets_of, from_short_form
from gifter_domain.taste.events import TasteProfileAnswered, TasteProfileCompleted
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.ports import TasteProfileReads, TasteTransaction, TasteTransactions
from gifter_domain.taste.profile import (
    TEMPORARY_LIFETIME,
    TasteProfile,
    check_recipient_matches_mode,
)
from gifter_domain.taste.questions.choosing import next_questions
from gifter_domain.taste.questions.question import Mode, Question

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question and its wording for this profile's owner."""

    question: Question
    text: str


@dataclass(frozen=True, slots=True)
class ProfileStep:
    """A profile and the next questions, the most informative first."""

    profile: TasteProfile
    questions: tuple[AskedQuestion, ...]


class ManageTasteProfiles:
    """Manages the user's taste profiles, of themselves or of their recipients.

    - Each answer updates the facets; any question can be answered again.
    - Recommendations use the profile of a recipient that was completed last. Completing a profile
      enqueues its embedding.
    - If there is a language model, it later adds two questions written for this person.
    - A temporary profile is deleted after 7 days, and a recipient's profile with the recipient.
    """

    def __init__(
        self,
        reads: TasteProfileReads,
        transactions: TasteTransactions,
        ids: IdFactory,
        clock: Clock,
    ) -> None:
        self._reads = reads
        self._transactions = transactions
        self._ids = ids
        self._clock = clock

    async def start(
        self, user: User, mode: Mode, recipient_id: str | None, name: str | None, *, temporary: bool
    ) -> ProfileStep:
        """Creates a profile, and returns it with the first questions.

        Raises `InvalidInput`, or `RecipientNotFound` unless the recipient is the user's.
        """
        check_recipient_matches_mode(mode, recipient_id)
        now = self._clock.now()
        profile = TasteProfile(
            id=self._ids.new_id(),
            owner_id=user.id,
            recipient_id=recipient_id,
            mode=mode,
            name=None if name is None else checked_line(name, "name", MAX_NAME),
            answers={},
            facets=Facets(),
            expires_at=now + TEMPORARY_LIFETIME if temporary else None,
            created_at=now,
            updated_at=now,
            completed_at=None,
        )
        async with self._transactions() as tx:
            await tx.taste_profiles.add(profile)
            relationship = await _relationship(tx, profile)
        return await asyncio.to_thread(_step, profile, relationship)

    async def answer(
        self,
        user: User,
        profile_id: str,
        question_id: str,
        answer: Answer | tuple[str, ...] | None,
    ) -> ProfileStep:
        """Stores an answer in place of an earlier one. None skips the question.

        A tuple is the short form of an answer: ids of options, or one text. May be repeated. Raises
        `TasteProfileNotFound`, or `InvalidInput` with the reason.
        """
        # Deriving facets and choosing questions takes milliseconds: never while the row is locked.
        while True:
            seen = await self._reads.profile(user.id, profile_id)
            answered = await asyncio.to_thread(_answered, seen, question_id, answer)
            async with self._transactions() as tx:
                if await tx.taste_profiles.lock(user.id, profile_id) != seen:
                    continue  # it changed meanwhile: derive the facets again
                profile = replace(answered, updated_at=self._clock.now())
                await tx.taste_profiles.save(profile)
                await tx.happened(TasteProfileAnswered(profile))
                relationship = await _relationship(tx, profile)
            return await asyncio.to_thread(_step, profile, relationship)

    async def complete(self, user: User, profile_id: str) -> TasteProfile:
        """Completes the profile, enqueues its embedding, and returns it. May be repeated."""
        now = self._clock.now()
        async with self._transactions() as tx:
            profile = await tx.taste_profiles.lock(user.id, profile_id)
            if profile.completed_at != profile.updated_at:
                profile = replace(profile, completed_at=now, updated_at=now)
                await tx.taste_profiles.save(profile)
            await tx.happened(TasteProfileCompleted(profile))
        return profile

    async def remove(self, user: User, profile_id: str) -> None:
        async with self._transactions() as tx:
            await tx.taste_profiles.remove(user.id, profile_id)

    async def remove_expired(self) -> None:
        """Removes the expired temporary profiles of all users."""
        removed = _BATCH
        while removed == _BATCH:
            async with self._transactions() as tx:
                now = self._clock.now()
                removed = await tx.taste_profiles.remove_expired(now, _BATCH)


def _answered(
    profile: TasteProfile, question_id: str, answer: Answer | tuple[str, ...] | None
) -> TasteProfile:
    """Returns the profile with the answer and the facets that follow. Raises `InvalidInput`."""
    answers = {**profile.answers, question_id: _checked(profile, question_id, answer)}
    return replace(profile, answers=answers, facets=facets_of(profile.bank, answers, parse_text))


def _checked(
    profile: TasteProfile, question_id: str, answer: Answer | tuple[str, ...] | None
) -> Answer | None:
    question = next((one for one in profile.bank if one.id == question_id), None)
    if question is None:
        raise InvalidInput.at("questionId", "is not a question of this profile")
    if isinstance(answer, tuple):
        answer = from_short_form(question, answer)
    return None if answer is None else checked_answer(question, answer)


async def _relationship(tx: TasteTransaction, profile: TasteProfile) -> str | None:
    if profile.recipient_id is None:
        return None
    return (await tx.recipients.get(profile.owner_id, profile.recipient_id)).relationship_kind


def _step(profile: TasteProfile, relationship: str | None) -> ProfileStep:
    chosen = next_questions(
        profile.bank, profile.mode, profile.answers, parse_text, first=profile.phrased or ()
    )
    asked = (AskedQuestion(one, one.worded(profile.mode, relationship)) for one in chosen)
    return ProfileStep(profile, tuple(asked))
