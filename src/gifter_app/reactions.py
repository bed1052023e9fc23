"""The reactions to domain events: the one place where a change in one context reaches another.

Three more reactions are triggers of the database, so that every write causes them.
`remember_whose_wishes` and `remember_who_wishes` record each account that a list was ever for,
because these accounts stay blind to its claims. `outdate_reminder_plan` marks the plan of an
account that is disabled or enabled as outdated, so that workers plan it again.

A change marks the plan of reminders as outdated before the commit. The plan itself takes long, so
it is made after the commit, when nothing is locked (docs/decisions/0023). Workers make the plan of
a user with more than 500 occasions.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import structlog

from gifter_app.use_cases.notifications.notify_friends import (
    NotifyFriends,
    remove_notifications_of_blocked,
)
from gifter_app.use_cases.occasions.add_anniversaries import AddAnniversaries
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_app.use_cases.wishlists.claim_wishes import release_claims_of_blocked
from gifter_app.use_cases.wishlists.notify_givers import NotifyGivers, NotifyingTransaction
from gifter_app.use_cases.wishlists.reveal_claims import RevealClaims, RevealsTransaction
from gifter_domain.catalogue.events import ProductTextsChanged
from gifter_domain.identity.events import ProfileChanged
from gifter_domain.occasions.events import OccasionsChanged
from gifter_domain.occasions.ports import Occasions, OccasionsTransaction
from gifter_domain.people.events import (
    AnniversariesImported,
    FriendRequestAccepted,
    FriendRequested,
    PersonBlocked,
    RecipientsChanged,
)
from gifter_domain.reminders.events import (
    ReminderPlanStored,
    ReminderPolicyChanged,
    ReminderPreferencesChanged,
)
from gifter_domain.reminders.ports import RemindersTransaction
from gifter_domain.shared.events import DomainEvent, UserEvent
from gifter_domain.shared.jobs import JobKind, JobsTransaction, NewJob, Nudge
from gifter_domain.taste.events import TasteProfileAnswered, TasteProfileCompleted
from gifter_domain.taste.profile import embedding_job, phrasing_job
from gifter_domain.wishlists.events import WishChanged, WishesRemoved, WishlistShared, WishReturned

_log = structlog.get_logger()

E = TypeVar("E", bound=DomainEvent)
U = TypeVar("U", bound=UserEvent)
R = TypeVar("R")


class ReactingTransaction(
    OccasionsTransaction,
    RemindersTransaction,
    RevealsTransaction,
    NotifyingTransaction,
    JobsTransaction,
    Protocol,
):
    """The parts of a transaction that reactions use."""

    @property
    def occasions(self) -> Occasions: ...


Transactions = Callable[[], AbstractAsyncContextManager[ReactingTransaction]]

AtOnce = Callable[[ReactingTransaction, E], Awaitable[None]]
BeforeCommit = Callable[[ReactingTransaction, str], Awaitable[object]]
AfterCommit = Callable[[Transactions, str], Awaitable[object]]
Jobs = Callable[[E], Iterable[NewJob]]


@dataclass(frozen=True, slots=True)
class Row:
    """The reactions to one class of events.

    - `at_once` runs in the transaction when the event is raised, so that the use case sees its
      result.
    - `before_commit` runs at the end of the same transaction, once for each user, even if several
      events need it.
    - `after_commit` runs once for each user after the commit and before the use case returns, with
      transactions of its own. It may fail, or the process may die before it: so the transaction has
      noted the work for a worker.
    - `jobs` returns jobs that are written in the same transaction; workers are nudged after the
      commit.
    """

    # Any: each function takes events of the row's own class, which `_on` checks.
    at_once: Sequence[AtOnce[Any]] = ()
    before_commit: Sequence[BeforeCommit] = ()
    after_commit: Sequence[AfterCommit] = ()
    jobs: Sequence[Jobs[Any]] = ()


def reaction_table(
    plan_reminders: PlanReminders,
    reveal_claims: RevealClaims,
    notify_givers: NotifyGivers,
    add_anniversaries: AddAnniversaries,
    notify_friends: NotifyFriends,
    *,
    has_language_model: bool,
) -> Mapping[type[DomainEvent], Row]:
    """Returns the reactions to each class of events."""
    outdate, plan = plan_reminders.outdate, plan_reminders.after_change
    reveal = reveal_claims.follow_occasions
    return dict(
        [
            _of_user(ProfileChanged, before_commit=[outdate], after_commit=[plan]),
            _of_user(RecipientsChanged, before_commit=[reveal, outdate], after_commit=[plan]),
            _of_user(OccasionsChanged, before_commit=[reveal, outdate], after_commit=[plan]),
            _of_user(ReminderPolicyChanged, before_commit=[outdate], after_commit=[plan]),
            _of_user(ReminderPreferencesChanged, before_commit=[outdate], after_commit=[plan]),
            _of_user(ReminderPlanStored, before_commit=[reveal]),
            _on(AnniversariesImported, at_once=[add_anniversaries.execute]),
            _on(
                PersonBlocked,
                at_once=[release_claims_of_blocked, remove_notifications_of_blocked],
            ),
            _on(FriendRequested, at_once=[notify_friends.of_request]),
            _on(FriendRequestAccepted, at_once=[notify_friends.of_acceptance]),
            _on(WishlistShared, at_once=[notify_friends.of_shared_list]),
            _on(WishChanged, at_once=[notify_givers.of_change]),
            _on(WishesRemoved, at_once=[notify_givers.of_end]),
            _on(WishReturned, at_once=[notify_givers.of_return]),
            _on(ProductTextsChanged, jobs=[_judge_products, _embed_products]),
            _on(TasteProfileAnswered, jobs=[_phrase_questions] if has_language_model else []),
            _on(TasteProfileCompleted, jobs=[_embed_taste_profile]),
        ]
    )


def _on(
    event: type[E], *, at_once: Sequence[AtOnce[E]] = (), jobs: Sequence[Jobs[E]] = ()
) -> tuple[type[DomainEvent], Row]:
    return event, Row(at_once=at_once, jobs=jobs)


def _of_user(
    event: type[U],
    *,
    before_commit: Sequence[BeforeCommit],
    after_commit: Sequence[AfterCommit] = (),
) -> tuple[type[DomainEvent], Row]:
    return event, Row(before_commit=before_commit, after_commit=after_commit)


def _judge_products(event: ProductTextsChanged) -> Iterable[NewJob]:
    for product_id in event.product_ids:
        yield NewJob(JobKind.JUDGE_PRODUCT, product_id, {"productId": product_id})


def _embed_products(event: ProductTextsChanged) -> Iterable[NewJob]:
    for product_id in event.product_ids:
        yield NewJob(JobKind.EMBED_PRODUCT, product_id, {"productId": product_id})


def _embed_taste_profile(event: TasteProfileCompleted) -> Iterable[NewJob]:
    yield embedding_job(event.profile)


def _phrase_questions(event: TasteProfileAnswered) -> Iterable[NewJob]:
    if (job := phrasing_job(event.profile)) is not None:
        yield job


class ReactByTable:
    """Implements `Reactions` by a table."""

    def __init__(self, table: Mapping[type[DomainEvent], Row], nudge: Nudge) -> None:
        self._table = table
        self._nudge = nudge

    async def at_once(self, tx: ReactingTransaction, event: DomainEvent) -> None:
        for react in self._table[type(event)].at_once:
            await react(tx, event)
        if jobs := self._jobs(event):
            await tx.jobs.enqueue(jobs)

    async def before_commit(self, tx: ReactingTransaction, events: Sequence[DomainEvent]) -> None:
        for react, user_id in self._once_for_each_user(events, lambda row: row.before_commit):
            await react(tx, user_id)

    async def after_commit(self, transactions: Transactions, events: Sequence[DomainEvent]) -> None:
        if any(self._jobs(event) for event in events):
            await self._nudge.wake_workers()
        for react, user_id in self._once_for_each_user(events, lambda row: row.after_commit):
            try:
                await react(transactions, user_id)
            except Exception:  # the change is made, so the request has succeeded
                _log.exception("reaction_left_to_workers", user_id=user_id)

    def _once_for_each_user(
        self, events: Sequence[DomainEvent], reactions: Callable[[Row], Sequence[R]]
    ) -> Iterable[tuple[R, str]]:
        """Returns the reactions and users in the order of the first event that needs them."""
        return {  # a dict, because it keeps the order
            (react, event.user_id): None
            for event in events
            if isinstance(event, UserEvent)
            for react in reactions(self._table[type(event)])
        }

    def _jobs(self, event: DomainEvent) -> Sequence[NewJob]:
        return [job for jobs in self._table[type(event)].jobs for job in jobs(event)]
