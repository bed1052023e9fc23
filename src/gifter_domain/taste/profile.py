"""Taste profiles: whose they are, whom they are about, and what was answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gifter_domain.shared.errors import InvalidInput, NotFound
from gifter_domain.shared.jobs import JobKind, NewJob
from gifter_domain.taste.answer import Answers
from gifter_domain.taste.bank import BANK
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.question import Mode, Question

TEMPORARY_FOR = timedelta(days=7)
# Answers enough for a question to be about this person, few enough for it to be of use.
PHRASED_AFTER = 4


class TasteProfileNotFound(NotFound):
    code = "taste_profile_not_found"


@dataclass(frozen=True, slots=True)
class TasteProfile:
    """What `owner_id` told of a taste: their own, or that of a recipient of theirs.

    `facets` are what the answers come to, `answers` hold None for a question passed over.
    `completed_at` is when the owner last said that it is complete. One with an `expires_at` is
    temporary, and gone from then on. `phrased` are questions for this profile alone, None while
    nobody has phrased any.
    """

    id: str
    owner_id: str
    recipient_id: str | None
    mode: Mode
    name: str | None
    answers: Answers
    facets: Facets
    expires_at: datetime | None
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    phrased: tuple[Question, ...] | None = None

    @property
    def bank(self) -> tuple[Question, ...]:
        """All that may be asked of it."""
        return (*(self.phrased or ()), *BANK)


def refuse_mismatch(mode: Mode, recipient_id: str | None) -> None:
    """Raises `InvalidInput` where the mode and the recipient do not go together."""
    if mode is Mode.SELF and recipient_id is not None:
        raise InvalidInput.at("recipientId", "belongs to profiles of somebody else")
    if mode is Mode.RECIPIENT and recipient_id is None:
        raise InvalidInput.at("recipientId", "is needed for a profile of a recipient")


def embedding_of(profile: TasteProfile) -> NewJob:
    """The job that brings a profile's vector in step with its facets."""
    return NewJob(JobKind.EMBED_TASTE_PROFILE, profile.id, {"profileId": profile.id})


def phrasing_of(profile: TasteProfile) -> NewJob | None:
    """The job that phrases questions for a profile, once enough is known; never for a quick one."""
    answered = sum(answer is not None for answer in profile.answers.values())
    if profile.phrased is not None or profile.mode is Mode.QUICK or answered < PHRASED_AFTER:
        return None
    payload = {"profileId": profile.id, "ownerId": profile.owner_id}
    return NewJob(JobKind.PHRASE_QUESTIONS, profile.id, payload)
