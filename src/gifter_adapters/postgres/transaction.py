"""One database transaction with the repositories that use cases need."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property

from sqlalchemy import text

from gifter_adapters.postgres.ai.model_runs import PostgresModelRuns
from gifter_adapters.postgres.catalogue.deliveries import PostgresDeliveries
from gifter_adapters.postgres.catalogue.repository import PostgresCatalogue
from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.identity.repository import PostgresDevices, PostgresUsers
from gifter_adapters.postgres.merging import RECIPIENT_MERGES
from gifter_adapters.postgres.notifications.inbox import PostgresInbox
from gifter_adapters.postgres.occasions.calendar_feeds import PostgresCalendarFeeds
from gifter_adapters.postgres.occasions.repository import PostgresOccasions
from gifter_adapters.postgres.operations.idempotency import PostgresIdempotencyKeys
from gifter_adapters.postgres.operations.jobs import PostgresJobs
from gifter_adapters.postgres.people.finding import PostgresInviteCodes, PostgresLookups
from gifter_adapters.postgres.people.friends import PostgresFriendships
from gifter_adapters.postgres.people.recipients import PostgresAcquaintances, PostgresRecipients
from gifter_adapters.postgres.people.user_profiles import PostgresUserProfiles
from gifter_adapters.postgres.recommendations.exchange_rates import PostgresRateSheets
from gifter_adapters.postgres.recommendations.feedback import PostgresFeedback
from gifter_adapters.postgres.recommendations.repository import PostgresRecommendations
from gifter_adapters.postgres.reminders.dispatch import PostgresReminderDispatch
from gifter_adapters.postgres.reminders.policies import (
    PostgresPreferences,
    PostgresReminderPolicies,
)
from gifter_adapters.postgres.reminders.schedule import PostgresSchedule
from gifter_adapters.postgres.taste.repository import PostgresTasteProfiles
from gifter_adapters.postgres.wishlists.claim_books import PostgresClaimBooks
from gifter_adapters.postgres.wishlists.claimable_wishes import PostgresWishLocks
from gifter_adapters.postgres.wishlists.claims import PostgresClaims
from gifter_adapters.postgres.wishlists.repository import PostgresWishlists
from gifter_adapters.postgres.wishlists.wishes import PostgresWishes
from gifter_domain.shared.events import DomainEvent, Reactions, UserEvent
from gifter_domain.shared.system import Clock, IdFactory

_LOCK_USER = text("SELECT FROM user_account WHERE id = :user_id FOR NO KEY UPDATE")


class PostgresTransaction:
    """Implements the transaction ports of all contexts. Its repositories share one connection."""

    def __init__(
        self,
        connection: Connection,
        ids: IdFactory,
        clock: Clock,
        reactions: Reactions["PostgresTransaction"],
    ) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock
        self._reactions = reactions
        self._locked_users: set[str] = set()
        self.events: list[DomainEvent] = []

    async def lock_user(self, user_id: str) -> None:
        await self._connection.execute(_LOCK_USER, {"user_id": user_id})
        self._locked_users.add(user_id)

    async def happened(self, event: DomainEvent) -> None:
        if isinstance(event, UserEvent) and event.user_id not in self._locked_users:
            raise AssertionError(f"lock the user before the change: {event}")
        self.events.append(event)
        await self._reactions.at_once(self, event)

    @property
    def acquaintances(self) -> PostgresAcquaintances:
        return PostgresAcquaintances(self._connection)

    @property
    def calendar_feeds(self) -> PostgresCalendarFeeds:
        return PostgresCalendarFeeds(self._connection, self._clock)

    @cached_property
    def catalogue(self) -> PostgresCatalogue:
        return PostgresCatalogue(self._connection, self._ids, self._clock)

    @property
    def claim_books(self) -> PostgresClaimBooks:
        return PostgresClaimBooks(self._connection, self._clock)

    @property
    def claims(self) -> PostgresClaims:
        return PostgresClaims(self._connection, self._clock)

    @property
    def deliveries(self) -> PostgresDeliveries:
        return PostgresDeliveries(self._connection, self._ids)

    @property
    def feedback(self) -> PostgresFeedback:
        return PostgresFeedback(self._connection, self._clock)

    @property
    def friendships(self) -> PostgresFriendships:
        return PostgresFriendships(self._connection, self._ids, self._clock)

    @property
    def wish_locks(self) -> PostgresWishLocks:
        return PostgresWishLocks(self._connection, self._clock)

    @property
    def idempotency_keys(self) -> PostgresIdempotencyKeys:
        return PostgresIdempotencyKeys(self._connection)

    @property
    def inbox(self) -> PostgresInbox:
        return PostgresInbox(self._connection, self._ids, self._clock)

    @property
    def invite_codes(self) -> PostgresInviteCodes:
        return PostgresInviteCodes(self._connection, self._clock)

    @property
    def jobs(self) -> PostgresJobs:
        return PostgresJobs(self._connection, self._ids, self._clock)

    @property
    def lookups(self) -> PostgresLookups:
        return PostgresLookups(self._connection)

    @property
    def model_runs(self) -> PostgresModelRuns:
        return PostgresModelRuns(self._connection)

    @property
    def notification_preferences(self) -> PostgresPreferences:
        return PostgresPreferences(self._connection, self._clock)

    @property
    def occasions(self) -> PostgresOccasions:
        return PostgresOccasions(self._connection, self._clock)

    @property
    def user_profiles(self) -> PostgresUserProfiles:
        return PostgresUserProfiles(self._connection, self._clock)

    @property
    def recipients(self) -> PostgresRecipients:
        return PostgresRecipients(self._connection, self._clock, RECIPIENT_MERGES)

    @property
    def rate_sheets(self) -> PostgresRateSheets:
        return PostgresRateSheets(self._connection)

    @property
    def recommendations(self) -> PostgresRecommendations:
        return PostgresRecommendations(self._connection, self._clock)

    @property
    def taste_profiles(self) -> PostgresTasteProfiles:
        return PostgresTasteProfiles(self._connection, self._clock)

    @property
    def reminder_dispatch(self) -> PostgresReminderDispatch:
        return PostgresReminderDispatch(self._connection)

    @property
    def reminder_policies(self) -> PostgresReminderPolicies:
        return PostgresReminderPolicies(self._connection, self._clock)

    @property
    def schedule(self) -> PostgresSchedule:
        return PostgresSchedule(self._connection, self._ids, self._clock)

    @property
    def users(self) -> PostgresUsers:
        return PostgresUsers(self._connection, self._ids, self._clock)

    @property
    def devices(self) -> PostgresDevices:
        return PostgresDevices(self._connection, self._ids, self._clock)

    @property
    def wishes(self) -> PostgresWishes:
        return PostgresWishes(self._connection, self._ids, self._clock)

    @property
    def wishlists(self) -> PostgresWishlists:
        return PostgresWishlists(self._connection, self._clock)


class PostgresTransactions:
    """Begins transactions: `async with transactions() as tx:` commits at the end.

    Reactions to the events of the transaction run before the commit and after it.
    """

    def __init__(
        self,
        database: Database,
        ids: IdFactory,
        clock: Clock,
        reactions: Reactions[PostgresTransaction],
    ) -> None:
        self._database = database
        self._ids = ids
        self._clock = clock
        self._reactions = reactions

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[PostgresTransaction]:
        async with self._database.transaction() as connection:
            tx = PostgresTransaction(connection, self._ids, self._clock, self._reactions)
            yield tx
            await self._reactions.before_commit(tx, tx.events)
        await self._reactions.after_commit(self, tx.events)
