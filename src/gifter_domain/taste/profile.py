"""Taste profiles: owner, recipient, answers and facets, and the jobs that follow a change."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gifter_domain.shared.errors import InvalidInput, NotFound
from gifter_domain.shared.jobs import JobKind, NewJob
from gifter_domain.taste.answer import Answers
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.questions.bank import BANK
from gifter_domain.taste.questions.question import Mode, Question

TEMPORARY_LIFETIME = timedelta(days=7)
# After so many answers the questions are phrased: enough is known to fit the person, and enough
# questions are still to come.
MIN_ANSWERS_TO_PHRASE = 4


class TasteProfileNotFound(NotFound):
    """The user has no taste profile with this id."""

    code = "taste_profile_not_found"


@dataclass(frozen=True, slots=True)
class TasteProfile:
    """A taste described by `owner_id`: their own, or that of one of their recipients.

    `answers` hold None for a skipped question, and `facets` are derived from them. `completed_at`
    is the time when the owner last completed it. A profile with `expires_at` is temporary and is
    treated as missing from that time on. `phrased` are questions for this profile alone, or None
    before they have been phrased.
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
        """Returns all questions that this profile may ask."""
        return (*(self.phrased or ()), *BANK)


def check_recipient_matches_mode(mode: Mode, recipient_id: str | None) -> None:
    """Raises `InvalidInput` if the mode needs a recipient and has none, or must not have one."""
    if mode is Mode.SELF and recipient_id is not None:
        raise InvalidInput.at("recipientId", "is not allowed in a profile of yourself")
    if mode is Mode.RECIPIENT and recipient_id is None:
        raise InvalidInput.at("recipientId", "is required for a profile of a recipient")


def embedding_job(profile: TasteProfile) -> NewJob:
    """Returns the job that updates the profile's vector to its facets."""
    return NewJob(JobKind.EMBED_TASTE_PROFILE, profile.id, {"profileId": profile.id})


def phrasing_job(profile: TasteProfile) -> NewJob | None:
    """Returns the job that phrases questions for the profile, or None.

    There is none for a quick profile, for one that already has its questions, and before
    `MIN_ANSWERS_TO_PHRASE` answers.
    """
    answered = sum(answer is not None for answer in profile.answers.values())
    if (
        profile.phrased is not None
        or profile.mode is Mode.QUICK
        or answered < MIN_ANSWERS_TO_PHRASE
    ):
        return None
    payload = {"profileId": profile.id, "ownerId": profile.owner_id}
    return NewJob(JobKind.PHRASE_QUESTIONS, profile.id, payload)
