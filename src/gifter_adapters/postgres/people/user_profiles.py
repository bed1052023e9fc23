"""Reads and writes the profiles of users."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.people.recipient_rows import birthday_row
from gifter_adapters.postgres.people.tables import user_profile
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.user_profile import (
    BirthdayVisibility,
    FieldVisibility,
    UserProfile,
)
from gifter_domain.shared.system import Clock

_OF_USER = select(user_profile).where(user_profile.c.user_id == bindparam("of_user"))
_new_profile = insert(user_profile)
_SAVE = _new_profile.on_conflict_do_update(
    index_elements=[user_profile.c.user_id],
    set_={
        column.name: _new_profile.excluded[column.name]
        for column in user_profile.c
        if column.name not in ("user_id", "created_at")
    },
).returning(user_profile)


class PostgresUserProfiles:
    """Implements `UserProfiles`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def of_user(self, user_id: str) -> UserProfile:
        row = (await self._connection.execute(_OF_USER, {"of_user": user_id})).one_or_none()
        return to_user_profile(row) if row else UserProfile()

    async def save(self, user_id: str, profile: UserProfile) -> UserProfile:
        now = self._clock.now()
        row = _profile_row(profile) | {"user_id": user_id, "created_at": now, "updated_at": now}
        return to_user_profile((await self._connection.execute(_SAVE, row)).one())


def profile_columns(profile: str) -> str:
    """Returns the columns that `to_user_profile` reads, all null without a row."""
    return ", ".join(
        f"{profile}.{column.name}" for column in user_profile.c if column.name != "user_id"
    )


def to_user_profile(row: Record) -> UserProfile:
    """Returns the profile in a row, or an empty one if a LEFT JOIN found none."""
    if row["interests"] is None:
        return UserProfile()
    is_known = row["birth_month"] is not None
    return UserProfile(
        birthday=Birthday(row["birth_month"], row["birth_day"], row["birth_year"])
        if is_known
        else None,
        bio=row["bio"],
        location=row["location"],
        interests=tuple(row["interests"]),
        birthday_visibility=BirthdayVisibility(row["birthday_visibility"]),
        bio_visibility=FieldVisibility(row["bio_visibility"]),
        location_visibility=FieldVisibility(row["location_visibility"]),
        interests_visibility=FieldVisibility(row["interests_visibility"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )


def _profile_row(profile: UserProfile) -> dict[str, Any]:
    return birthday_row(profile.birthday) | {
        "bio": profile.bio,
        "location": profile.location,
        "interests": list(profile.interests),
        "birthday_visibility": profile.birthday_visibility,
        "bio_visibility": profile.bio_visibility,
        "location_visibility": profile.location_visibility,
        "interests_visibility": profile.interests_visibility,
    }
