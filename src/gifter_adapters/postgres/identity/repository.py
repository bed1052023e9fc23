"""Reads and writes users and their devices."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.limits import refuse_more_than
from gifter_adapters.postgres.identity.access import to_user
from gifter_adapters.postgres.identity.tables import device, user_account
from gifter_domain.identity.device import (
    MAX_DEVICES,
    Device,
    DeviceNotFound,
    DeviceRegistration,
    Platform,
    TooManyDevices,
)
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.profile import ProfileChanges
from gifter_domain.identity.user import AccountDisabled, KnownUser, User, UserStatus
from gifter_domain.shared.system import Clock, IdFactory

# Runs on every request, so it uses asyncpg itself and one round trip.
_FIND_USER = """
    SELECT id, status, auth_provider, auth_user_id, email, email_verified, phone,
           display_name, avatar_url, timezone, language, default_currency, created_at, updated_at,
           xmin AS version
    FROM user_account WHERE auth_provider = $1 AND auth_user_id = $2
"""

_new_user = insert(user_account)
_SIGN_IN = _new_user.on_conflict_do_update(
    constraint="uq_user_account_identity",
    set_={
        "email": func.coalesce(_new_user.excluded.email, user_account.c.email),
        "email_verified": case(
            (_new_user.excluded.email.is_(None), user_account.c.email_verified),
            else_=_new_user.excluded.email_verified,
        ),
        "phone": func.coalesce(_new_user.excluded.phone, user_account.c.phone),
        "updated_at": _new_user.excluded.updated_at,
    },
).returning(user_account)
_CHANGE_USER = (
    update(user_account)
    .where(user_account.c.id == bindparam("user_id"), user_account.c.status == UserStatus.ACTIVE)
    .returning(user_account)
)

_new_device = insert(device)
_REGISTER_DEVICE = _new_device.on_conflict_do_update(
    index_elements=[device.c.token],
    set_={
        name: _new_device.excluded[name]
        for name in ("user_id", "platform", "app_version", "build_number", "updated_at")
    },
).returning(device)
_DEVICES_OF_OWNER = (
    select(device).where(device.c.user_id == bindparam("owner_id")).order_by(device.c.id)
)
_REMOVE_DEVICE = delete(device).where(
    device.c.id == bindparam("device_id"), device.c.user_id == bindparam("owner_id")
)


class PostgresUserReads:
    """Implements `UserReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find_user(self, provider: str, subject: str) -> KnownUser | None:
        async with self._database.raw_reads() as connection:
            row = await connection.fetchrow(_FIND_USER, provider, subject)
        return KnownUser(to_user(row), row["version"]) if row else None


class PostgresUsers:
    """Implements `Users`."""

    def __init__(self, connection: Connection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock

    async def sign_in(self, identity: Identity) -> User:
        now = self._clock.now()
        params = {
            "id": self._ids.new_id(),
            "auth_provider": identity.provider,
            "auth_user_id": identity.subject,
            "email": identity.email,
            "email_verified": identity.email_verified,
            "phone": identity.phone,
            "display_name": identity.name,
            "avatar_url": identity.avatar_url,
            "created_at": now,
            "updated_at": now,
        }
        return to_user((await self._connection.execute(_SIGN_IN, params)).one())

    async def change_profile(self, user_id: str, changes: ProfileChanges) -> User:
        params = {"user_id": user_id, **changes, "updated_at": self._clock.now()}
        rows = await self._connection.execute(_CHANGE_USER, params)
        if (row := rows.one_or_none()) is None:
            raise AccountDisabled("This account is disabled.")
        return to_user(row)


class PostgresDevices:
    """Implements `Devices`."""

    def __init__(self, connection: Connection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock

    async def of_owner(self, owner_id: str) -> Sequence[Device]:
        rows = await self._connection.execute(_DEVICES_OF_OWNER, {"owner_id": owner_id})
        return [_to_device(row) for row in rows]

    async def register(self, owner_id: str, registration: DeviceRegistration) -> Device:
        now = self._clock.now()
        params = {
            "id": self._ids.new_id(),
            "user_id": owner_id,
            "platform": registration.platform,
            "token": registration.token,
            "app_version": registration.app_version,
            "build_number": registration.build_number,
            "created_at": now,
            "updated_at": now,
        }
        registered = _to_device((await self._connection.execute(_REGISTER_DEVICE, params)).one())
        await refuse_more_than(MAX_DEVICES, device, owner_id, self._connection, TooManyDevices)
        return registered

    async def remove(self, owner_id: str, device_id: str) -> None:
        params = {"owner_id": owner_id, "device_id": device_id}
        if await self._connection.count(_REMOVE_DEVICE, params) == 0:
            raise DeviceNotFound("You have no such device.")


def _to_device(row: Mapping[str, Any]) -> Device:
    return Device(
        id=row["id"],
        user_id=row["user_id"],
        platform=Platform(row["platform"]),
        token=row["token"],
        app_version=row["app_version"],
        build_number=row["build_number"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
