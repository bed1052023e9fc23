"""Due reminders as rows, senders that record, and addressees of the results."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from builders.core.clocks import NOON
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.identity.tables import device, user_account
from gifter_adapters.postgres.occasions.tables import occasion
from gifter_adapters.postgres.people.tables import recipient
from gifter_adapters.postgres.reminders.tables import notification_preference, notification_schedule
from gifter_app.container import Container
from gifter_app.use_cases.reminders.dispatch_due_reminders import LEASE, DispatchDueReminders
from gifter_domain.identity.device import Platform
from gifter_domain.notifications.senders import (
    Delivered,
    MailMessage,
    MailOutcome,
    Notice,
    PushOutcome,
)


class SharedFixedClock:
    """The clock shared by all processes. It stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.time = now

    async def now(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> None:
        self.time += by


@dataclass
class RememberingPush:
    """Records notices in `sent`, and returns the next of `answers` for the device, or Delivered."""

    sent: list[tuple[str, Notice]] = field(default_factory=list)
    answers: dict[str, list[PushOutcome | Exception]] = field(
        default_factory=lambda: defaultdict(list)
    )
    before: Callable[[], Awaitable[None]] | None = None

    async def send(self, token: str, notice: Notice) -> PushOutcome:
        if self.before is not None:
            await self.before()
        self.sent.append((token, notice))
        answer = self.answers[token].pop(0) if self.answers[token] else Delivered()
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def tokens(self) -> list[str]:
        return [token for token, _ in self.sent]


@dataclass
class RememberingMail:
    sent: list[MailMessage] = field(default_factory=list)
    answers: list[MailOutcome] = field(default_factory=list)
    before: Callable[[], Awaitable[None]] | None = None

    async def send(self, message: MailMessage) -> MailOutcome:
        if self.before is not None:
            await self.before()
        self.sent.append(message)
        return self.answers.pop(0) if self.answers else Delivered()


async def put(database: Database, table: Any, *rows: Mapping[str, Any]) -> None:  # Any: a Table
    async with database.transaction() as connection:
        await connection.execute(insert(table), list(rows))


async def put_addressee(
    database: Database, name: str = "ada", *, digest: bool = True, **changes: Any
) -> str:
    """Writes a user with a verified address and the recipient Ana. The name is the user's id."""
    account = {
        "id": name,
        "auth_provider": "test",
        "auth_user_id": name,
        "email": f"{name}@example.com",
        "email_verified": True,
        "timezone": "Europe/London",
    }
    await put(database, user_account, account | changes)
    ana = {"id": f"{name}-ana", "owner_id": name, "name": "Ana", "name_key": "ana"}
    await put(database, recipient, ana)
    preferences = {"user_id": name, "push": True, "email": True, "default_policy_id": "standard"}
    await put(database, notification_preference, preferences | {"digest": digest})
    return name


async def put_devices(
    database: Database, *tokens: str, user_id: str = "ada", at: datetime = NOON
) -> None:
    """Writes iOS devices whose ids are their tokens."""
    await put(
        database,
        device,
        *(
            {
                "id": token,
                "user_id": user_id,
                "platform": "ios",
                "token": token,
                "created_at": at,
                "updated_at": at,
            }
            for token in tokens
        ),
    )


async def put_occasions(database: Database, *ids: str, user_id: str = "ada") -> None:
    """Writes anniversaries of Ana on 24 November. Their titles are their ids."""
    await put(
        database,
        occasion,
        *(
            {
                "id": each,
                "owner_id": user_id,
                "recipient_id": f"{user_id}-ana",
                "type": "ANNIVERSARY",
                "title": each,
                "month": 11,
                "day": 24,
                "timezone": "Europe/London",
                "recurrence": "YEARLY",
            }
            for each in ids
        ),
    )


def a_row(occasion_id: str, **changes: Any) -> dict[str, Any]:
    """Returns a reminder that is due at noon, three days before its date, and useful until then."""
    row = {
        "user_id": "ada",
        "occasion_id": occasion_id,
        "occurrence_on": date(2026, 11, 24),
        "days_before": 3,
        "channel": "PUSH",
        "scheduled_for": NOON,
        "useful_until": NOON + timedelta(days=3),
        "rule": "ON_TIME",
    } | changes
    row.setdefault("run_after", row["scheduled_for"])
    row.setdefault("id", f"{occasion_id}-{row['days_before']}-{row['channel']}")
    return row


async def put_due(database: Database, *rows: Mapping[str, Any]) -> None:
    await put(database, notification_schedule, *rows)


async def states(database: Database) -> dict[str, tuple[str, str | None]]:
    """Returns status and reason of each reminder by id."""
    async with database.reads() as connection:
        rows = await connection.execute(
            text("SELECT id, status, reason FROM notification_schedule ORDER BY id")
        )
        return {row.id: (row.status, row.reason) for row in rows}


async def rows_of(database: Database, query: str) -> Sequence[Any]:
    """Returns the rows of a query, as `Any`, since each query has other columns."""
    async with database.reads() as connection:
        return await connection.execute(text(query))


async def inbox_titles(database: Database) -> list[str]:
    return [
        row.title
        for row in await rows_of(database, "SELECT title FROM notification ORDER BY title")
    ]


class Dispatching:
    """A container's dispatch, with senders that record and a clock to move."""

    lease = LEASE

    def __init__(self, container: Container) -> None:
        self.clock = SharedFixedClock()
        self.push = RememberingPush()
        self.mail = RememberingMail()
        container.pushes.override({Platform.IOS: self.push})
        container.mail.override(self.mail)
        container.shared_clock.override(self.clock)
        container.core.reset()
        container.reminders.reset()
        self.dispatch: DispatchDueReminders = container.reminders().dispatch_due_reminders

    async def run(self) -> int:
        return await self.dispatch.execute()
