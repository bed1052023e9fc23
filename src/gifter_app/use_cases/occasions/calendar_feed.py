"""A calendar feed of a user's occasions, which other programs read with a token."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from hashlib import sha256
from typing import Protocol

from gifter_domain.identity.user import User
from gifter_domain.occasions.calendar import (
    CalendarEvent,
    CalendarFeedReads,
    CalendarFeeds,
    CalendarNotFound,
    CalendarWriter,
    FeedOwner,
    calendar_events,
)
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.occasions.upcoming import OccasionRecipient
from gifter_domain.reminders.content.occasion_names import OccasionNames
from gifter_domain.shared.system import Clock, CodeFactory


class _Transaction(Protocol):
    @property
    def calendar_feeds(self) -> CalendarFeeds: ...


class CalendarFeed:
    """Creates, ends and reads the calendar feed of a user.

    Anybody who has the token can read the feed; only a hash of the token is stored. The feed shows
    the dates, titles and recipients' names of occasions, but no notes.
    """

    def __init__(
        self,
        transactions: Callable[[], AbstractAsyncContextManager[_Transaction]],
        feeds: CalendarFeedReads,
        occasions: OccasionReads,
        calendar: HolidayCalendar,
        writer: CalendarWriter,
        names: OccasionNames,
        codes: CodeFactory,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._feeds = feeds
        self._occasions = occasions
        self._calendar = calendar
        self._writer = writer
        self._names = names
        self._codes = codes
        self._clock = clock

    async def begin(self, user: User) -> str:
        """Returns a new token; the previous one stops working."""
        token = self._codes.new_code()
        async with self._transactions() as tx:
            await tx.calendar_feeds.replace(user.id, _hash(token))
        return token

    async def end(self, user: User) -> None:
        """Ends the feed: its token stops working. May be repeated."""
        async with self._transactions() as tx:
            await tx.calendar_feeds.remove(user.id)

    async def read(self, token: str) -> bytes:
        """Returns the calendar as an iCalendar file. Raises `CalendarNotFound`."""
        owner = await self._feeds.owner(_hash(token))
        if owner is None:
            raise CalendarNotFound("There is no such calendar.")
        occasions = await self._occasions.all_of(owner.id)
        recipients = await self._occasions.recipients(owner.id, occasions)
        return await asyncio.to_thread(self._file, owner, occasions, recipients)

    def _file(
        self,
        owner: FeedOwner,
        occasions: Sequence[Occasion],
        recipients: Mapping[str, OccasionRecipient],
    ) -> bytes:
        today = self._clock.now().date()
        events: list[CalendarEvent] = []
        for occasion in occasions:
            if (recipient := recipients.get(occasion.recipient_id)) is None:
                continue
            summary = self._names.name(owner.language, occasion, recipient.name)
            events += calendar_events(occasion, summary, recipient.name, self._calendar, today)
        return self._writer.write("Gifter", events, today)


def _hash(token: str) -> str:
    """Returns the token's SHA-256. A token has 128 random bits, so it needs no slow hash."""
    return sha256(token.encode()).hexdigest()
