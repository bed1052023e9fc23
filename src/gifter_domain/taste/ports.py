"""What taste profiles need from outside: their rows, and their vectors."""

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
from gifter_domain.taste.question import Question


@runtime_checkable  # so that Litestar may hand it to a handler
class TasteProfileReads(Protocol):
    """An owner's profiles outside any transaction; one that has expired is not there.

    Nor is one whose recipient has.
    """

    async def profiles(
        self, owner_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[TasteProfile]:
        """In the order they were started; only those of the recipient if one is given."""
        ...

    async def profile(self, owner_id: str, profile_id: str) -> TasteProfile:
        """Raises `TasteProfileNotFound` unless it is the owner's."""
        ...

    async def latest_completed(self, owner_id: str, recipient_id: str) -> TasteProfile | None:
        """The recipient's profile that was completed last, if any was."""
        ...

    async def vector(self, profile_id: str, model: EmbeddingModel) -> Vectors | None:
        """The profile's vector by this model, of unit length; None while there is none."""
        ...


class TasteProfiles(Protocol):
    """Rows of profiles; none shows once it has expired, and each method takes whose it is."""

    async def add(self, profile: TasteProfile) -> None: ...

    async def held(self, owner_id: str, profile_id: str) -> TasteProfile:
        """The profile, which nobody else changes before this transaction ends.

        Raises `TasteProfileNotFound`.
        """
        ...

    async def save(self, profile: TasteProfile) -> None:
        """Keeps answers, facets and times; a vector of another text than the facets' is gone."""
        ...

    async def keep_phrased(self, profile_id: str, questions: Sequence[Question]) -> None:
        """Questions for this profile alone; the first that are kept stay."""
        ...

    async def remove(self, owner_id: str, profile_id: str) -> None:
        """Raises `TasteProfileNotFound`."""
        ...

    async def remove_expired(self, now: datetime, limit: int) -> int:
        """Removes up to `limit` expired ones of anybody; how many."""
        ...


@dataclass(frozen=True, slots=True)
class TasteText:
    """What is embedded of a profile."""

    profile_id: str
    text: str


class TasteEmbeddings(Protocol):
    """The vectors of profiles; each method is a transaction of its own, outside any other."""

    async def outdated(self, model_id: int, profile_ids: Sequence[str]) -> Sequence[TasteText]:
        """The texts of these profiles that have no vector of the model; never an empty one."""
        ...

    async def store(self, model_id: int, texts: Sequence[TasteText], vectors: Vectors) -> None:
        """Keeps a row of `vectors` for each profile whose text is still the same.

        A zero row, which points nowhere, is passed over.
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
