"""A user with recipients and occasions on the real database, and the rows of their schedule."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from sqlalchemy import text

from gifter_app.container import Container
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.profile import ProfileChanges
from gifter_domain.identity.user import User
from gifter_domain.occasions.occasion import OccasionDetails, OccasionRecurrence, OccasionType
from gifter_domain.people.recipient import RecipientDetails, RecipientType
from gifter_domain.reminders.preferences import PreferenceChanges
from gifter_domain.shared.civil_dates import CivilDate

_ROWS = text("""
    SELECT occasion_id, occurrence_on, days_before, channel, scheduled_for, rule, status
    FROM notification_schedule WHERE user_id = :user_id
    ORDER BY occasion_id, occurrence_on, days_before, channel
""")
_VERSIONS = text("""
    SELECT id, xmin::text, ctid::text, updated_at::text FROM notification_schedule
    UNION ALL SELECT user_id, xmin::text, ctid::text, planned_on::text FROM reminder_plan
""")

Key = tuple[str, date, int, str]


@dataclass(frozen=True)
class Planner:
    """Changes of one user's occasions, and the reminders that are planned for them."""

    container: Container
    user: User

    async def keep(self, name: str = "Ana", *, temporary: bool = False) -> str:
        """Creates a recipient and returns its id."""
        kept = await self.container.people().manage_recipients.create(
            self.user,
            RecipientType.EXTERNAL,
            None,
            RecipientDetails(name=name),
            temporary=temporary,
        )
        return kept.recipient.id

    async def celebrate(self, recipient_id: str, on: CivilDate, **details: Any) -> str:
        """Adds a yearly occasion and returns its id."""
        yearly: Any = {"on": on, "recurrence": OccasionRecurrence.YEARLY} | details
        made = await self.container.occasions().manage_occasions.create(
            self.user, recipient_id, OccasionType.ANNIVERSARY, yearly
        )
        return made.id

    async def move(self, occasion_id: str, on: CivilDate) -> None:
        await self.container.occasions().manage_occasions.change(
            self.user, occasion_id, OccasionDetails(on=on)
        )

    async def live_in(self, timezone: str) -> None:
        await self.container.identity().manage_account.change_profile(
            self.user, ProfileChanges(timezone=timezone)
        )

    async def prefer(self, **changes: Unpack[PreferenceChanges]) -> None:
        await self.container.reminders().manage_preferences.change(self.user, changes)

    async def rows(self) -> list[Any]:
        return await self.read(_ROWS, user_id=self.user.id)

    async def queued(self) -> dict[Key, tuple[datetime, str]]:
        """Returns due time and rule of each queued reminder."""
        return {
            (row.occasion_id, row.occurrence_on, row.days_before, row.channel): (
                row.scheduled_for,
                row.rule,
            )
            for row in await self.rows()
            if row.status == "QUEUED"
        }

    async def from_scratch(self) -> dict[Key, tuple[datetime, str]]:
        """Returns the same as `queued` for a plan made without the stored rows."""
        now = self.container.clock().now()
        preview = await self.container.reminders().preview_reminders.execute(self.user.id, now, 400)
        return {
            (one.key.occasion_id, one.key.occurrence_on, one.key.days_before, one.key.channel): (
                one.scheduled_for,
                one.rule,
            )
            for one in preview.reminders
        }

    async def statuses(self, occasion_id: str) -> set[str]:
        return {row.status for row in await self.rows() if row.occasion_id == occasion_id}

    async def ids_of(self, occasion_id: str) -> set[str]:
        sql = text("SELECT id FROM notification_schedule WHERE occasion_id = :of")
        return {row.id for row in await self.read(sql, of=occasion_id)}

    async def planned_on(self) -> dict[str, date]:
        """Returns the date of the last planning of every user."""
        rows = await self.read(text("SELECT user_id, planned_on FROM reminder_plan"))
        return {row.user_id: row.planned_on for row in rows}

    async def versions(self) -> list[Any]:
        """Returns the version of each row. Every write changes it."""
        return sorted(tuple(row) for row in await self.read(_VERSIONS))

    async def versions_of_reminders(self) -> list[Any]:
        """Returns the versions without those of the marks, which every change of a user changes."""
        marked = await self.planned_on()
        return [row for row in await self.versions() if row[0] not in marked]

    async def read(self, statement: Any, **params: Any) -> list[Any]:
        async with self.container.database().reads() as connection:
            return [*(await connection.execute(statement, params))]

    async def write(self, sql: str, **params: Any) -> None:
        async with self.container.database().transaction() as connection:
            await connection.execute(text(sql), params)


async def planner_named(container: Container, name: str) -> Planner:
    return Planner(container, await container.identity().resolve_user.execute(Identity(name)))
