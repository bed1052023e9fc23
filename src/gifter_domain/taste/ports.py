"""Ports of taste profiles: stored profiles and their vectors."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from gifter_domain.ai.embedding import EmbeddingModel, Vectors
from gifter_domain.ai.model_run import ModelRuns
from gifter_domain.people.recipient_ports import Recipients
from gifter_domain.shared.events import EventTransaction
from gifter_domain.shared.pages import Page, PageRequest
from gifter_domain.taste.profile import TasteProfile
from gifter_domain.taste.questions.question import Question


@runtime_checkable  # so that Litestar may hand it to a handler
class TasteProfileReads(Protocol):
    """Reads an owner's profiles outside any transaction.

    Expired profiles and profiles of expired recipients are treated as missing.
    """

    async def profiles(
        self, owner_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[TasteProfile]:
        """Returns a page of the owner's profiles, in the order in which they were started.

        With a recipient, only the profiles of that recipient are returned.
        """
        ...

    async def profile(self, owner_id: str, profile_id: str) -> TasteProfile:
        """Returns the profile. Raises `TasteProfileNotFound` unless it is the owner's."""
        ...

    async def latest_completed(self, owner_id: str, recipient_id: str) -> TasteProfile | None:
        """Returns the recipient's most recently completed profile, or None if there is none."""
        ...

    async def vector(self, owner_id: str, profile_id: str, model: EmbeddingModel) -> Vectors | None:
        """Returns the profile's vector of this model, of unit length, or None while it has none."""
        ...


class TasteProfiles(Protocol):
    """Stored profiles, inside a transaction. Expired profiles are treated as missing."""

    async def add(self, profile: TasteProfile) -> None: ...

    async def lock(self, owner_id: str, profile_id: str) -> TasteProfile:
        """Locks the owner's profile until this transaction ends, and returns it.

        Raises `TasteProfileNotFound`.
        """
        ...

    async def save(self, profile: TasteProfile) -> None:
        """Stores answers, facets and times. Deletes the vector if the facets' text has changed."""
        ...

    async def save_phrased(self, profile_id: str, questions: Sequence[Question]) -> None:
        """Stores questions for this profile alone, unless it already has some."""
        ...

    async def remove(self, owner_id: str, profile_id: str) -> None:
        """Deletes the owner's profile. Raises `TasteProfileNotFound`."""
        ...

    async def remove_expired(self, now: datetime, limit: int) -> int:
        """Deletes up to `limit` expired profiles of all owners and returns their number."""
        ...


@dataclass(frozen=True, slots=True)
class TasteText:
    """The text of a profile that is embedded."""

    profile_id: str
    text: str


class TasteEmbeddings(Protocol):
    """Stored vectors of profiles. Each method runs in its own transaction, outside any other."""

    async def outdated(self, model_id: int, profile_ids: Sequence[str]) -> Sequence[TasteText]:
        """Returns the texts of those profiles that have no vector of the model.

        Empty texts are left out.
        """
        ...

    async def store(self, model_id: int, texts: Sequence[TasteText], vectors: Vectors) -> None:
        """Stores a row of `vectors` for each profile whose text has not changed meanwhile.

        Skips zero rows, because they have no direction.
        """
        ...


class TasteTransaction(EventTransaction, Protocol):
    @property
    def taste_profiles(self) -> TasteProfiles: ...

    @property
    def recipients(self) -> Recipients: ...

    @property
    def model_runs(self) -> ModelRuns: ...


TasteTransactions = Callable[[], AbstractAsyncContextManager[TasteTransaction]]
