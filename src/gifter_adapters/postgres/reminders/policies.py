"""Reads and writes the reminder policies and notification preferences of users."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from sqlalchemy import bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.fragments import replacing
from gifter_adapters.postgres.core.limits import refuse_more_than
from gifter_adapters.postgres.reminders.tables import notification_preference, reminder_policy
from gifter_domain.reminders.policy import (
    MAX_POLICIES,
    STANDARD,
    Channel,
    Offset,
    ReminderPolicy,
    ReminderPolicyNotFound,
    TooManyReminderPolicies,
)
from gifter_domain.reminders.preferences import NotificationPreferences, QuietHours
from gifter_domain.shared.system import Clock

_OWN = (
    select(reminder_policy)
    .where(reminder_policy.c.owner_id == bindparam("of_owner"))
    .order_by(reminder_policy.c.id)
)
_new_policy = insert(reminder_policy)
_SAVE_POLICY = _new_policy.on_conflict_do_update(
    index_elements=[reminder_policy.c.id],
    set_=replacing(_new_policy, ("name", "offsets", "channels")),
    where=reminder_policy.c.owner_id == _new_policy.excluded.owner_id,
).returning(reminder_policy)
_REMOVE_POLICY = delete(reminder_policy).where(
    reminder_policy.c.id == bindparam("of_id"), reminder_policy.c.owner_id == bindparam("of_owner")
)
_CLEAR_REFERENCES = (
    text("""
        UPDATE occasion SET reminder_policy_id = NULL, updated_at = :now
        WHERE owner_id = :owner_id AND reminder_policy_id = :policy_id
    """),
    text("""
        UPDATE notification_preference SET default_policy_id = :default_id, updated_at = :now
        WHERE user_id = :owner_id AND default_policy_id = :policy_id
    """),
)

_PREFERENCES = select(notification_preference).where(
    notification_preference.c.user_id == bindparam("of_user")
)
_new_preferences = insert(notification_preference)
_SAVE_PREFERENCES = _new_preferences.on_conflict_do_update(
    index_elements=[notification_preference.c.user_id],
    set_=replacing(
        _new_preferences,
        {*notification_preference.c.keys()} - {"user_id", "created_at", "updated_at"},
    ),
).returning(notification_preference)


class PostgresReminderPolicies:
    """Implements `ReminderPolicies`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def own(self, owner_id: str) -> Sequence[ReminderPolicy]:
        rows = await self._connection.execute(_OWN, {"of_owner": owner_id})
        return [_to_policy(row) for row in rows]

    async def save(self, owner_id: str, policy: ReminderPolicy) -> ReminderPolicy:
        now = self._clock.now()
        row = _policy_row(policy) | {"owner_id": owner_id, "created_at": now, "updated_at": now}
        saved = _to_policy((await self._connection.execute(_SAVE_POLICY, row)).one())
        await refuse_more_than(
            MAX_POLICIES, reminder_policy, owner_id, self._connection, TooManyReminderPolicies
        )
        return saved

    async def remove(self, owner_id: str, policy_id: str) -> None:
        owned = {"of_owner": owner_id, "of_id": policy_id}
        if await self._connection.count(_REMOVE_POLICY, owned) == 0:
            raise ReminderPolicyNotFound("You have no such reminder policy.")
        params = {"owner_id": owner_id, "policy_id": policy_id, "now": self._clock.now()}
        params["default_id"] = STANDARD.id
        for statement in _CLEAR_REFERENCES:
            await self._connection.execute(statement, params)


class PostgresPreferences:
    """Implements `Preferences`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def get(self, user_id: str) -> NotificationPreferences:
        row = (await self._connection.execute(_PREFERENCES, {"of_user": user_id})).one_or_none()
        return _to_preferences(row) if row else NotificationPreferences()

    async def save(
        self, user_id: str, preferences: NotificationPreferences
    ) -> NotificationPreferences:
        now = self._clock.now()
        row: dict[str, Any] = {"user_id": user_id, "created_at": now, "updated_at": now}
        row |= _preferences_row(preferences)
        return _to_preferences((await self._connection.execute(_SAVE_PREFERENCES, row)).one())


def _policy_row(policy: ReminderPolicy) -> dict[str, Any]:
    return {
        "id": policy.id,
        "name": policy.name,
        "offsets": [
            {"days_before": one.days_before, "at_local": one.at_local} for one in policy.offsets
        ],
        "channels": list(policy.channels),
    }


def _to_policy(row: Record) -> ReminderPolicy:
    return ReminderPolicy(
        id=row.id,
        owner_id=row.owner_id,
        name=row.name,
        offsets=tuple(
            Offset(one["days_before"], time.fromisoformat(one["at_local"])) for one in row.offsets
        ),
        channels=tuple(Channel(name) for name in row.channels),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _preferences_row(preferences: NotificationPreferences) -> dict[str, Any]:
    quiet = preferences.quiet_hours
    return {
        "push": preferences.push,
        "email": preferences.email,
        "quiet_from_local": quiet and quiet.start,
        "quiet_to_local": quiet and quiet.end,
        "quiet_days": quiet and sorted(quiet.days),
        "default_policy_id": preferences.default_policy_id,
        "digest": preferences.digest,
    }


def quiet_hours_of(row: Record) -> QuietHours | None:
    """Returns the quiet hours in a row with the columns of `notification_preference`.

    Returns None without quiet hours, also if a LEFT JOIN found no preferences.
    """
    if row.quiet_days is None:
        return None
    return QuietHours(row.quiet_from_local, row.quiet_to_local, frozenset(row.quiet_days))


def _to_preferences(row: Record) -> NotificationPreferences:
    return NotificationPreferences(
        push=row.push,
        email=row.email,
        quiet_hours=quiet_hours_of(row),
        default_policy_id=row.default_policy_id,
        digest=row.digest,
        updated_at=row.updated_at,
    )
