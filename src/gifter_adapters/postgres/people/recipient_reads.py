"""Reads an owner's recipients."""

from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.fragments import page_by
from gifter_adapters.postgres.people.recipient_rows import (
    own_recipients,
    read_recipient,
    to_recipient,
)
from gifter_domain.people.recipient import Recipient, name_key
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock

_RECIPIENTS_SQL = own_recipients(owner=":owner_id", now=":now")
_PAGE_SQL = page_by("r.id", after=":after", limit=":limit")
_ALL = text(f"{_RECIPIENTS_SQL} {_PAGE_SQL}")
_NAMED = text(f"{_RECIPIENTS_SQL} AND strpos(r.name_key, :key) > 0 {_PAGE_SQL}")


class PostgresRecipientReads:
    """Implements `RecipientReads`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def recipients(
        self, owner_id: str, named_like: str | None, page: PageRequest
    ) -> Page[Recipient]:
        after = page.after[0] if page.after else ""
        params = {"owner_id": owner_id, "now": self._clock.now(), "after": after}
        params |= {"limit": page.limit + 1}
        statement = _ALL
        if named_like is not None:
            statement, params = _NAMED, params | {"key": name_key(named_like)}
        async with self._database.reads() as connection:
            rows = await connection.execute(statement, params)
        return page_of([to_recipient(row) for row in rows], page, lambda item: (item.id,))

    async def recipient(self, owner_id: str, recipient_id: str) -> Recipient:
        async with self._database.reads() as connection:
            return await read_recipient(connection, owner_id, recipient_id, self._clock.now())
