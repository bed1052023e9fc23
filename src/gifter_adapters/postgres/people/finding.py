"""Finds people by verified e-mail or invite code, and counts the look-ups of each user."""

from datetime import datetime

from sqlalchemy import TextClause, text
from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.people.access import person_columns, to_person, visible_to
from gifter_adapters.postgres.people.tables import invite_code
from gifter_domain.people.friends_ports import Person
from gifter_domain.shared.system import Clock

_VISIBLE_SQL = visible_to(user="u", viewer=":viewer_id")
_BY_EMAIL = text(f"""
    SELECT {person_columns("u")} FROM user_account u
    WHERE u.email_verified AND lower(u.email) = lower(:wanted) AND {_VISIBLE_SQL}
    ORDER BY u.id LIMIT 1
""")
_BY_INVITE_CODE = text(f"""
    SELECT {person_columns("u")} FROM invite_code i JOIN user_account u ON u.id = i.user_id
    WHERE i.code = :wanted AND {_VISIBLE_SQL}
""")
_INVITE_CODE = text("SELECT code FROM invite_code WHERE user_id = :user_id")

_new_code = insert(invite_code)
# The update changes nothing. It makes the statement return a code that exists already.
_GET_OR_CREATE_CODE = _new_code.on_conflict_do_update(
    index_elements=[invite_code.c.user_id], set_={"user_id": invite_code.c.user_id}
).returning(invite_code.c.code)
_REPLACE_CODE = _new_code.on_conflict_do_update(
    index_elements=[invite_code.c.user_id],
    set_={name: _new_code.excluded[name] for name in ("code", "created_at")},
)
_COUNT_LOOKUP = text("""
    INSERT INTO lookup_window AS w (user_id, window_start_at, used) VALUES (:user_id, :start, 1)
    ON CONFLICT (user_id) DO UPDATE SET
        window_start_at = excluded.window_start_at,
        used = CASE w.window_start_at WHEN excluded.window_start_at THEN w.used ELSE 0 END + 1
    RETURNING used
""")


class PostgresPeopleReads:
    """Implements `PeopleReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_email(self, viewer_id: str, email: str) -> Person | None:
        return await self._person(_BY_EMAIL, viewer_id, email)

    async def by_invite_code(self, viewer_id: str, code: str) -> Person | None:
        return await self._person(_BY_INVITE_CODE, viewer_id, code)

    async def invite_code(self, user_id: str) -> str | None:
        async with self._database.reads() as connection:
            code: str | None = await connection.scalar(_INVITE_CODE, {"user_id": user_id})
        return code

    async def _person(self, statement: TextClause, viewer_id: str, wanted: str) -> Person | None:
        params = {"viewer_id": viewer_id, "wanted": wanted}
        async with self._database.reads() as connection:
            row = (await connection.execute(statement, params)).one_or_none()
        return to_person(row) if row else None


class PostgresInviteCodes:
    """Implements `InviteCodes`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def get_or_create(self, user_id: str, code: str) -> str:
        row = self._row(user_id, code)
        stored: str = await self._connection.scalar(_GET_OR_CREATE_CODE, row)
        return stored

    async def replace(self, user_id: str, code: str) -> None:
        await self._connection.execute(_REPLACE_CODE, self._row(user_id, code))

    def _row(self, user_id: str, code: str) -> dict[str, object]:
        return {"user_id": user_id, "code": code, "created_at": self._clock.now()}


class PostgresLookups:
    """Implements `Lookups`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def count(self, user_id: str, window_start: datetime) -> int:
        params = {"user_id": user_id, "start": window_start}
        return int(await self._connection.scalar(_COUNT_LOOKUP, params))
