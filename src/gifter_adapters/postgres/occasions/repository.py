"""Writes occasions, and reads them within a transaction."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, text, update

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.fragments import version_of
from gifter_adapters.postgres.core.limits import refuse_more_than
from gifter_adapters.postgres.occasions.rows import (
    followed_day,
    found_occasion,
    occasion_not_found,
    occasion_row,
    own_occasions,
    own_recipients,
    to_occasion,
)
from gifter_adapters.postgres.occasions.tables import occasion as occasion_table
from gifter_domain.occasions.occasion import MAX_OCCASIONS, Occasion, TooManyOccasions
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.shared.system import Clock

_OCCASIONS_SQL = own_occasions(owner=":owner_id", now=":now")
_VERSION = text(version_of(table="occasion", owner=":owner_id"))
_ALL = text(f"{_OCCASIONS_SQL} ORDER BY o.id")
_WITH_IDS = text(f"{_OCCASIONS_SQL} AND o.id = ANY(CAST(:ids AS text[])) ORDER BY o.id")
_OF_RECIPIENT = text(f"{_OCCASIONS_SQL} AND o.recipient_id = :recipient_id ORDER BY o.id")
_ONE = text(f"{_OCCASIONS_SQL} AND o.id = :occasion_id")
_LOCK_RECIPIENTS = text(
    f"{own_recipients(owner=':owner_id', ids=':recipient_ids', now=':now')} FOR KEY SHARE"
)

_COLUMNS = [column.name for column in occasion_table.c if column.name != "id"]
# A birthday or holiday that is added again gets its former id.
_ADD = text(f"""
    INSERT INTO occasion (id, {", ".join(_COLUMNS)})
    VALUES (COALESCE((
        SELECT occasion_id FROM past_occasion
        WHERE recipient_id = :recipient_id AND follows = :follows
    ), :id), {", ".join(f":{name}" for name in _COLUMNS)})
    ON CONFLICT DO NOTHING
""")
_OWNED = (
    occasion_table.c.id == bindparam("of_id"),
    occasion_table.c.owner_id == bindparam("of_owner"),
)
_SAVE = update(occasion_table).where(*_OWNED)
_REMOVE = delete(occasion_table).where(*_OWNED)
_SAVE_PAST_ID = text("""
    INSERT INTO past_occasion (recipient_id, follows, occasion_id)
    VALUES (:recipient_id, :follows, :occasion_id)
    ON CONFLICT (recipient_id, follows) DO UPDATE SET occasion_id = excluded.occasion_id
""")


class PostgresOccasions:
    """Implements `Occasions`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def of_owner(self, owner_id: str) -> Sequence[Occasion]:
        params = {"owner_id": owner_id, "now": self._clock.now()}
        rows = await self._connection.execute(_ALL, params)
        return await rows.converted(to_occasion)

    async def version(self, owner_id: str) -> str:
        found: str = await self._connection.scalar(_VERSION, {"owner_id": owner_id})
        return found

    async def with_ids(self, owner_id: str, ids: Collection[str]) -> Sequence[Occasion]:
        params = {"owner_id": owner_id, "ids": list(ids), "now": self._clock.now()}
        return [to_occasion(row) for row in await self._connection.execute(_WITH_IDS, params)]

    async def of_recipient(self, owner_id: str, recipient_id: str) -> Sequence[Occasion]:
        params = {"owner_id": owner_id, "recipient_id": recipient_id, "now": self._clock.now()}
        rows = await self._connection.execute(_OF_RECIPIENT, params)
        return await rows.converted(to_occasion)

    async def get(self, owner_id: str, occasion_id: str) -> Occasion:
        params = {"owner_id": owner_id, "occasion_id": occasion_id, "now": self._clock.now()}
        return found_occasion((await self._connection.execute(_ONE, params)).one_or_none())

    async def add(self, owner_id: str, occasions: Sequence[Occasion]) -> None:
        if not occasions:
            return
        ids = sorted({one.recipient_id for one in occasions})
        params = {"owner_id": owner_id, "recipient_ids": ids, "now": self._clock.now()}
        locked = await self._connection.execute(_LOCK_RECIPIENTS, params)
        if len(locked) < len(ids):
            raise RecipientNotFound("You have no such recipient.")
        await self._connection.execute_each(
            _ADD, occasions, lambda one: occasion_row(one) | {"follows": followed_day(one)}
        )
        await refuse_more_than(
            MAX_OCCASIONS, occasion_table, owner_id, self._connection, TooManyOccasions
        )

    async def save(self, occasion: Occasion) -> None:
        row = occasion_row(occasion)
        named = {"of_id": row.pop("id"), "of_owner": row.pop("owner_id")}
        await self._connection.execute(_SAVE, row | named)

    async def remove(self, occasion: Occasion) -> None:
        params = {"of_id": occasion.id, "of_owner": occasion.owner_id}
        if await self._connection.count(_REMOVE, params) == 0:
            raise occasion_not_found()
        if (follows := followed_day(occasion)) is not None:
            params = {"recipient_id": occasion.recipient_id, "follows": follows}
            await self._connection.execute(_SAVE_PAST_ID, params | {"occasion_id": occasion.id})
