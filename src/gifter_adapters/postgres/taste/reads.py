"""Taste profiles as their owner reads them."""

from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.fragments import page_by
from gifter_adapters.postgres.taste.rows import found_profile, own_profiles, to_profile
from gifter_domain.ai.embedding import EmbeddingModel, Vectors
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock
from gifter_domain.taste.profile import TasteProfile

_PROFILES_SQL = own_profiles(owner=":owner_id", now=":now")


def _is_about(*, profile: str, recipient: str) -> str:
    """Returns the condition that a profile is the recipient's.

    If the recipient is the owner, the profiles of the owner's own taste count too.
    """
    return f"""({profile}.recipient_id = {recipient} OR {profile}.mode = 'self' AND EXISTS (
        SELECT FROM recipient own WHERE own.id = {recipient}
        AND own.owner_id = {profile}.owner_id AND own.user_id = {profile}.owner_id
    ))"""


_PAGE_SQL = page_by("t.id", after=":after", limit=":limit")
_ALL = text(f"{_PROFILES_SQL} {_PAGE_SQL}")
_OF_RECIPIENT_SQL = f"{_PROFILES_SQL} AND {_is_about(profile='t', recipient=':recipient_id')}"
_OF_RECIPIENT = text(f"{_OF_RECIPIENT_SQL} {_PAGE_SQL}")
_LATEST = text(f"""
    {_OF_RECIPIENT_SQL} AND t.completed_at IS NOT NULL
    ORDER BY t.completed_at DESC, t.id DESC LIMIT 1
""")
_ONE = text(f"{_PROFILES_SQL} AND t.id = :profile_id")
_VECTOR = """
    SELECT t.vector FROM taste_profile t JOIN embedding_model m ON m.id = t.model_id
    WHERE t.owner_id = $1 AND t.id = $2 AND m.provider = $3 AND m.name = $4 AND m.dims = $5
"""


class PostgresTasteProfileReads:
    """Implements `TasteProfileReads`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def profiles(
        self, owner_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[TasteProfile]:
        after = page.after[0] if page.after else ""
        params = {"owner_id": owner_id, "now": self._clock.now(), "after": after}
        params |= {"limit": page.limit + 1}
        statement = _ALL
        if recipient_id is not None:
            statement, params = _OF_RECIPIENT, params | {"recipient_id": recipient_id}
        async with self._database.reads() as connection:
            rows = await connection.execute(statement, params)
        return page_of([to_profile(row) for row in rows], page, lambda item: (item.id,))

    async def profile(self, owner_id: str, profile_id: str) -> TasteProfile:
        params = {"owner_id": owner_id, "profile_id": profile_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            row = (await connection.execute(_ONE, params)).one_or_none()
        return found_profile(row)

    async def latest_completed(self, owner_id: str, recipient_id: str) -> TasteProfile | None:
        params = {"owner_id": owner_id, "recipient_id": recipient_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            row = (await connection.execute(_LATEST, params)).one_or_none()
        return None if row is None else to_profile(row)

    async def vector(self, owner_id: str, profile_id: str, model: EmbeddingModel) -> Vectors | None:
        params = (owner_id, profile_id, model.provider, model.name, model.dims)
        async with self._database.raw_reads() as connection:
            vector = await connection.fetchval(_VECTOR, *params)
        return None if vector is None else vector.to_numpy()
