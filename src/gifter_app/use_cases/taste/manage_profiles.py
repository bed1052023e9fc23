"""Finding out somebody's taste, question by question."""

import asyncio
from dataclasses import dataclass, replace

from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.identity.user import User
from gifter_domain.people.recipient import checked_line
from gifter_domain.recommendations.free_text import parse_text
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock, IdFactory
from gifter_domain.taste.answer import Answer, checked_answer, facets_of, from_short_form
from gifter_domain.taste.choosing import next_questions
from gifter_domain.taste.events import TasteProfileAnswered, TasteProfileCompleted
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.ports import TasteProfileReads, TasteTransaction, TasteTransactions
from gifter_domain.taste.profile import (
    TEMPORARY_LIFETIME,
    TasteProfile,
    check_recipient_matches_mode,
)
from gifter_domain.taste.question import Mode, Question

_REMOVED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the words in which this profile's owner is asked it."""

    question: Question
    text: str


@dataclass(frozen=True, slots=True)
class ProfileStep:
    """A profile as it is now, and the questions to go on with, the most telling first."""

    profile: TasteProfile
    questions: tuple[Asked, ...]


class ManageTasteProfiles:
    """The caller's taste profiles: of themselves, or of recipients of theirs.

    - Facets are what the answers come to, after each of them; any answer can be given again.
    - Completing makes a profile the one that counts for its recipient, and has it embedded.
    - With a language model, two questions for this person alone join the others by and by.
    - A temporary one is gone after 7 days, a recipient's with the recipient.
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
        """Raises `InvalidInput`, or `RecipientNotFound` unless the recipient is the user's."""
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
        """Keeps an answer, in place of an earlier one; None passes the question over.

        A tuple is an answer in short: ids of options, or one text. May be repeated. Raises
        `TasteProfileNotFound`, or `InvalidInput` naming what is wrong.
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
        """The profile, complete as it is now and to be embedded; may be repeated."""
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
        """Removes temporary profiles of anybody whose time is over."""
        removed = _REMOVED_AT_ONCE
        while removed == _REMOVED_AT_ONCE:
            async with self._transactions() as tx:
                now = self._clock.now()
                removed = await tx.taste_profiles.remove_expired(now, _REMOVED_AT_ONCE)


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
        raise InvalidInput.at("questionId", "is none of our questions")
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
    asked = (Asked(one, one.worded(profile.mode, relationship)) for one in chosen)
    return ProfileStep(profile, tuple(asked))
